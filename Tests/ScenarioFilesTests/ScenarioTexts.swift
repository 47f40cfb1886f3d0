// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import Testing

@testable import ScenarioFiles

/// Texts that tests read and break.
enum ScenarioTexts {
  /// A folder of the package.
  static func folder(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: name)
  }

  /// The text of a shipped scenario.
  static func shipped(_ name: String) throws -> String {
    try String(contentsOf: folder("Scenarios").appending(path: name), encoding: .utf8)
  }

  /// A short valid scenario, on known lines.
  static let small = """
    patrolsim: 1
    name: Small
    phases: {campaign_start: 2024-01-08}
    places:
      - {id: a, at: [51.5, -0.13], role: target, rates_per_year: {burglary: 3}}
      - {id: b, at: [51.52, -0.13], role: target, rates_per_year: {robbery: 2}}
      - {id: ring, at: [51.5018, -0.13], role: buffer, of: a, rates_per_year: {}}
    operation:
      teams:
        - {id: team, places: [a, b]}
      shifts:
        - {id: day, start: "10:00", length: 9 h}
        - {id: late, start: 17:00, end: 02:00}
      units:
        - {id: u, team: team, shift: day}
    """

  /// The small scenario with one piece of its text replaced.
  static func small(_ piece: String, _ replacement: String) -> String {
    precondition(small.contains(piece), "The small scenario has no \(piece)")
    return small.replacingOccurrences(of: piece, with: replacement)
  }

  /// What is wrong in a text, one line each; empty if nothing is.
  static func problems(_ text: String) -> [String] {
    do {
      _ = try ScenarioFile.read(text: text, path: "my.yaml")
      return []
    } catch { return error.problems.map(\.message) }
  }
}
