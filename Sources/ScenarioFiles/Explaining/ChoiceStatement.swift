// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// States `choose`; none of its keys has a value where the scenario names its targets.
enum ChoiceStatement {
  static func parameters(_ choice: TargetChoice?) -> [StatedParameter] {
    var statement = Statement("Choosing targets")
    func add(
      _ key: String, _ meaning: String, _ value: (TargetChoice) -> String, unit: String = "", allowed: String
    ) {
      statement.add(
        StatedPath("choose.\(key)"), meaning, choice.map(value) ?? "none", usual: "none", unit: unit,
        allowed: allowed, source: "assumption")
    }
    add(
      "by", "what targets are chosen by in each replication, as recorded", \.measure.rawValue,
      allowed: "harm or count")
    add(
      "count", "how many targets are chosen", { "\($0.count)" },
      allowed: "from \(ChoiceReader.counts.lowerBound) to \(ChoiceReader.counts.upperBound)")
    add(
      "window_weeks", "how many weeks before the campaign are looked at", { "\($0.windowInWeeks)" },
      unit: "weeks",
      allowed: "from \(ChoiceReader.windows.lowerBound) to \(ChoiceReader.windows.upperBound)")
    return statement.parameters
  }
}
