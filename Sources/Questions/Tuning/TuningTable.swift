// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel
import PatrolStrategies
import Tables

/// What a search tried, one setting a row.
enum TuningTable {
  static func table(of study: TuningStudy) -> Table<TuningResult.Evaluation> {
    Table(
      "tuning", "One setting a row.", key: [],
      [
        Column("round", "1 over the whole range, 2 near the best of round 1") { $0.round },
        Column("replications", "Replications of the search") { $0.replications },
        Column("averted", "Effect in the search, mean", unit: "%") { $0.averted },
      ]
        + study.parametersShown.map { parameter in
          Column(
            parameter.name, "\(parameter.meaning); empty for the strategy's default",
            unit: parameter.unit.rawValue
          ) { $0.parameters[parameter.name] }
        })
  }
}

extension TuningStudy {
  /// The parameters that were given or searched, in the catalogue's order.
  var parametersShown: [StrategyParameter] {
    let used = Set(ranges.map(\.parameter.name)).union(reference.parameters.keys)
    return (catalogue.entry(named: reference.name)?.parameters ?? []).filter { used.contains($0.name) }
  }

  /// Returns a strategy as the command line names it: `data-led:refresh=12h,recent_weight=0.4`.
  public func argument(for setting: StrategyConfiguration) -> String {
    let parameters = catalogue.entry(named: setting.name)?.parameters ?? []
    let pairs = parameters.compactMap { parameter in
      setting.parameters[parameter.name].map {
        "\(parameter.name)=\(DecimalText.trimmed($0, decimals: 6))\(parameter.unit.rawValue)"
      }
    }
    return pairs.isEmpty ? setting.name : "\(setting.name):\(pairs.joined(separator: ","))"
  }
}
