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
        + study.parameterNames.map { name in
          Column(name, "The parameter; empty for the strategy's default") { $0.parameters[name] }
        })
  }
}

extension TuningStudy {
  /// The parameters that were given or searched, in the catalogue's order.
  var parameterNames: [String] {
    let used = Set(ranges.map(\.parameter.name)).union(reference.parameters.keys)
    return (catalogue.entry(named: reference.name)?.parameters ?? []).map(\.name).filter(used.contains)
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
