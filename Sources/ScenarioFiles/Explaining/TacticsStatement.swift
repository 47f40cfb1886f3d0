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
    statement.add(
      Key.tactic, of: tactic, usual: usual, at: path, source: usual.source, changedSource: changedSource)
  }
}
