// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Tables

/// What came of rebuilding a replication, for 80 columns; with a line feed at its end.
///
/// - Parameters:
///   - result: What came of it.
///   - replay: What it was rebuilt from.
///   - style: How alarms look.
public func replayReport(_ result: ReplayResult, of replay: Replay, style: TextStyle = .plain) -> String {
  let manifest = replay.manifest
  var lines = wrapped(
    "Replication \(result.replication) of \(oneLine(manifest.scenario)), seed \(manifest.seed), PatrolSim "
      + "\(manifest.patrolsim), scenario \(manifest.scenarioDigest.prefix(12))…: "
      + "\(list(manifest.strategies.map(oneLine))).")
  lines += replay.warnings.flatMap { wrapped($0) }.map(style.alarm)
  guard result.isStored else {
    lines += wrapped(
      "The results don't hold it (they hold \(manifest.replications)), so there is nothing to compare it with."
    )
    return style.text([lines])
  }
  return style.text([lines + replayLines(result.tables, style: style)])
}

/// What is identical and what differs, table by table.
package func replayLines(_ tables: [ReplayedTable], style: TextStyle) -> [String] {
  var lines: [String] = []
  for table in tables {
    let rows = NumberText.count(table.rowCount, "row")
    guard table.differenceCount > 0 else {
      lines.append("  identical: \(rows) of \(table.file)")
      continue
    }
    lines.append(
      style.alarm(
        "  differs:   \(NumberText.count(table.differenceCount, "difference")) in \(rows) of \(table.file)"))
    for difference in table.differences {
      lines += wrapped(words(difference), first: "    • ", rest: "      ")
    }
    let left = table.differenceCount - table.differences.count
    if left > 0, !table.differences.isEmpty {
      lines.append("    … and \(NumberText.number(Double(left))) more")
    }
    if table.differences.isEmpty { lines.append("    • rows in another order, or one of them twice") }
  }
  return lines
}

private func words(_ difference: ReplayDifference) -> String {
  func shown(_ text: String) -> String { text.isEmpty ? "nothing" : oneLine(text) }
  switch (difference.stored, difference.rebuilt) {
  case (let stored?, let rebuilt?):
    return
      "\(oneLine(difference.row)): \(difference.column) is stored as \(shown(stored)), rebuilt as \(shown(rebuilt))"
  case (nil, _): return "\(oneLine(difference.row)): the row is not stored"
  case (_, nil): return "\(oneLine(difference.row)): the row is stored, but was not rebuilt"
  }
}
