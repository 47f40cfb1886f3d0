// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension EvaluationFrame {
  /// Returns what the offences of a campaign cost the police, in pounds, of types that have a price.
  ///
  /// Only those count that the police got to know of, reported or discovered: on others they spend nothing.
  func policeCost(_ fates: FateTable) -> AreaValues { campaignSum(fates) { $0 ?? 0 } }

  /// Returns how many offences of a campaign the police got to know of, of types that have a price or that have none.
  func known(_ fates: FateTable, hasPrice: Bool) -> AreaValues {
    campaignSum(fates) { ($0 != nil) == hasPrice ? 1 : 0 }
  }

  private func campaignSum(_ fates: FateTable, _ weight: (Double?) -> Double) -> AreaValues {
    let weights = policeCostInPounds.map(weight)
    return AreaValues { area in
      places(in: area).reduce(0) { sum, place in
        weights.indices.reduce(sum) { sum, type in
          let known =
            fates[.campaign, place: place, type: type, .reported]
            + fates[.campaign, place: place, type: type, .discovered]
          return sum + weights[type] * Double(known)
        }
      }
    }
  }
}
