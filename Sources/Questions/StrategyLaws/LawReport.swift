// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import StrategyTesting

/// Returns what was found of a strategy, one law a line, and below it what there is to say.
public func lawReport(_ findings: [LawFinding], strategy: String, style: TextStyle = .plain) -> String {
  var lines = [style.heading(strategy)]
  for finding in findings {
    let mark = finding.isBroken ? style.alarm(finding.mark) : finding.mark
    lines.append("  \(mark) \(finding.law.title)")
    lines += finding.lines.map { "      \($0)" }
  }
  let broken = findings.count { $0.isBroken }
  lines.append(broken == 0 ? "No law is broken." : "\(broken) of \(findings.count) laws are broken.")
  return style.text([lines])
}

extension LawFinding {
  fileprivate var mark: String {
    switch verdict {
    case .kept: "✓"
    case .broken: "✗"
    case .open: "–"
    }
  }

  fileprivate var lines: [String] {
    let words =
      switch verdict {
      case .kept(let note): note
      case .broken(let breach): "\(breach)"
      case .open(let reason): reason
      }
    return words.split(separator: "\n").map(String.init)
  }
}
