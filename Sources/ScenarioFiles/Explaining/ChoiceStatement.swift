// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// States `choose`; none of its keys has a value where the scenario names its targets.
enum ChoiceStatement {
  static func parameters(_ choice: TargetChoice?) -> [StatedParameter] {
    var statement = Statement("Choosing targets")
    statement.add(Key.choice, of: choice, off: "none", usual: nil, at: StatedPath("choose"))
    return statement.parameters
  }
}
