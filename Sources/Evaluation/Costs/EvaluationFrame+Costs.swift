// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension EvaluationFrame {
  /// Returns what the offences of a campaign cost the police, in pounds, of types that have a price.
  func policeCost(_ fates: FateTable) -> AreaValues { campaignSum(fates) { $0 ?? 0 } }

  /// Returns how many offences of a campaign have no price.
  func uncosted(_ fates: FateTable) -> AreaValues { campaignSum(fates) { $0 == nil ? 1 : 0 } }

  private func campaignSum(_ fates: FateTable, _ weight: (Double?) -> Double) -> AreaValues {
    let weights = policeCostInPounds.map(weight)
    return AreaValues { area in
      places(in: area).reduce(0) { sum, place in
        weights.indices.reduce(sum) {
          $0 + weights[$1] * Double(fates[.campaign, place: place, type: $1, .happened])
        }
      }
    }
  }
}
