// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Returns what was found of a strategy, one law a line, and below it what there is to say.
public func lawReport(_ findings: [LawFinding], strategy: String, style: TextStyle = .plain) -> String {
  var text = style.heading(strategy) + "\n"
  for finding in findings {
    let mark = finding.isBroken ? style.alarm(finding.mark) : finding.mark
    text += "  \(mark) \(finding.law.title)\n"
    for line in finding.lines { text += "      \(line)\n" }
  }
  let broken = findings.count { $0.isBroken }
  return text + (broken == 0 ? "No law is broken.\n" : "\(broken) of \(findings.count) laws are broken.\n")
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
