// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Files of a stranger's whose every name would do harm where it were taken as more than text.
enum HostileFiles {
  /// What follows each name, as a quoted text of YAML: an escape, a line that looks like an error, marks that turn the
  /// direction of writing, characters that show nothing, and markup.
  private static let end =
    "\\e[2J\\x9b31m\\nError: forged\\r\\u202E\\u2066\\u2028\\u200B\\U000E0041\\U0000E000<script>alert(1)</script>|`id`&lt;"

  /// The same as an argument of a command line or a cell of a table.
  static let argument = "x\u{1B}[2J\u{9B}31m\nError: forged\r\u{202E}\u{2028}\u{200B}"

  static func quoted(_ name: String) -> String { "\"\(name)\(end)\"" }

  /// The small town, which all commands run.
  static let town =
    BuiltCommand.town
    .replacing(
      "name: Small town",
      with: """
        name: \(quoted("=Town"))
        description: \(quoted("Words"))
        sources: [\(quoted("Source"))]
        """
    )
    .replacing(
      "name: High Street",
      with: """
        name: \(quoted("=cmd"))
            ward: \(quoted("+Ward"))
            borough: \(quoted("@Borough"))
            corridor: \(quoted("-Corridor"))
            evidence: \(quoted("Evidence"))
            points: [{id: p, name: \(quoted("Point")), at: [51.51, -0.13], share: 1}]
        """
    )
    .replacing("name: '=Ring \"A\", north'", with: "name: \(quoted("＝Ring"))\n    ward: \(quoted("Other"))")
    .replacing("name: Market", with: "name: \(quoted("  =Market"))\n    ward: \(quoted("Third"))")
    .replacing("history_weeks: 4", with: "history_weeks: 52")
      + """

      crime:
        types:
          burglary: {name: \(quoted("=Type"))}
      claims:
        - {what: \(quoted("Claim")), fall_percent: 20, stands_in: \(quoted("Others")), corridor: \(quoted("-Corridor"))}

      """

  /// The same as the scenario of a published trial.
  static let trial =
    town.replacing(
      "units:",
      with: "timetable: {visits_per_day: 1, visit: 15 min, hours: [\"10:00\", \"18:00\"]}\n  units:")
      + """
      trial:
        citation: \(quoted("Citation"))
        doi: \(quoted("doi"))
        dose: \(quoted("dose"))
        counts: [burglary]
        findings:
          - {what: \(quoted("what")), compare: averted while absent, observed_percent: [10, 30]}

      """

  static let study = """
    patrolsim-batch: 1
    name: \(quoted("=Study"))
    description: \(quoted("Words"))
    scenarios: town.yaml
    strategies: [fixed-rota]
    replications: 2
    design: grid
    parameters:
      deterrence.fast_gain: {from: 0.2, to: 0.9, steps: 2}
    """

  /// Records of two hundred offences at nine points, of two types of which one is unknown.
  static let records: String = {
    let header =
      "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
      + "Last outcome category,Context\n"
    let rows = (0..<400).map { row in
      "\(row),2024-01,=F\u{1B}[2J,F,\(-0.13 + Double(row % 9) / 100),51.51\(row % 9),On or near High\u{1B}[2J\u{202E},E01,"
        + "=Bor\u{1B}[2Jough 001A,\(row % 2 == 0 ? "Burglary" : "Type\u{1B}[2J\u{202E}"),,\n"
    }
    return header + rows.joined()
  }()
}
