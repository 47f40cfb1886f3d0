// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// States `tactics`, each beside the standard one of that id, if there is one.
enum TacticsStatement {
  static func parameters(_ tactics: [Tactic]) -> [StatedParameter] {
    var statement = Statement("Tactics")
    for tactic in tactics { add(tactic, to: &statement) }
    return statement.parameters
  }

  private static func add(_ tactic: Tactic, to statement: inout Statement) {
    let standard = Tactic.standard.first { $0.id == tactic.id }
    let usual = standard ?? Tactic(id: tactic.id, name: tactic.id)
    let path = StatedPath("tactics").entry(tactic.id)
    // A standard tactic that is changed without a source of its own is the scenario's.
    let isOurs = standard != nil && tactic.source == usual.source
    let changedSource = isOurs ? ScenarioFile.ownSource : tactic.source
    for parameter in Parameter.tactic {
      statement.add(
        path.below(parameter.key), parameter.meaning, .number(tactic[keyPath: parameter.property]),
        usual: .number(usual[keyPath: parameter.property]), allowed: parameter.allowed,
        source: usual.source, changedSource: changedSource)
    }
    statement.add(
      path.below("mode"), "how a unit must get about to use it", .text(word(tactic.mode)),
      usual: .text(word(usual.mode)),
      allowed: ([TacticsReader.anyMode] + TravelMode.allCases.map(\.rawValue)).joined(separator: ", "),
      source: usual.source, changedSource: changedSource)
  }

  private static func word(_ mode: TravelMode?) -> String { mode?.rawValue ?? TacticsReader.anyMode }
}
