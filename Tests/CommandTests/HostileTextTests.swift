// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("Text of a stranger's")
struct HostileTextTests {
  @Test("acts on no terminal, page, spreadsheet or README, whichever command shows it")
  func allCommands() throws {
    try HostileTextTests.withFiles { patrolsim in
      for line in HostileTextTests.good {
        let outcome = try run(line, patrolsim)
        #expect([0, 2].contains(outcome.status), "\(line): \(outcome.errors)")
      }
      try check(filesOf: patrolsim.folder)
    }
  }

  @Test("is shown on one line by each message that refuses it")
  func messages() throws {
    try HostileTextTests.withFiles { patrolsim in
      for arguments in HostileTextTests.refused {
        let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
        check(outcome, of: arguments.joined(separator: " "))
        #expect([1, 64].contains(outcome.status), "\(arguments)")
        #expect(outcome.errors.hasPrefix("Error: ") || arguments[0] == "check-strategy", "\(arguments)")
      }
    }
  }

  @Test("comes from a changed manifest, an environment and a folder's name as well")
  func otherWays() throws {
    try HostileTextTests.withFiles { patrolsim in
      let folder = "results \(HostileFiles.argument)"
      let made = try patrolsim(
        "compare", "town.yaml", "-r", "2", "--output", folder, "--strategy", "fixed-rota")
      #expect(made.status == 0)
      check(made, of: "compare")
      let path = "\(patrolsim.folder)/\(folder)/manifest.json"
      let manifest = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any]
      )
      for (key, value) in manifest {
        var changed = manifest
        changed[key] = HostileTextTests.made(hostile: value)
        try JSONSerialization.data(withJSONObject: changed).write(to: URL(fileURLWithPath: path))
        for arguments in [["replay", folder, "--replication", "1"], ["report", folder]] {
          let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
          check(outcome, of: "\(arguments[0]) with another \(key)")
        }
      }
      try JSONSerialization.data(withJSONObject: manifest).write(to: URL(fileURLWithPath: path))
      let elsewhere = try patrolsim.finish(
        patrolsim.start(
          BuiltCommand.executable, ["report", folder],
          environment: ["PATROLSIM_TOOLS": HostileFiles.argument]))
      check(elsewhere, of: "report with tools elsewhere")
      #expect(elsewhere.status == 1)
    }
  }

  @Test("is the name, the standard error and the answer of a program that fails as well")
  func programs() throws {
    try HostileTextTests.withFiles { patrolsim in
      let name = "fails\u{1B}[2J\nError: forged.py"
      try "import sys\nprint('\\x1b[2J\\u202e')\nsys.stderr.write('\\x1b[2J\\nError: forged\\n')\n".write(
        toFile: "\(patrolsim.folder)/\(name)", atomically: true, encoding: .utf8)
      let command = "python3 \"\(name)\""
      for arguments in [
        ["check-strategy", command], ["run", "town.yaml", "--strategy", "external:\(command)"],
        ["compare", "town.yaml", "-r", "1", "--strategy", "external:\(command)"],
      ] {
        let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
        #expect(outcome.status == 1)
        check(outcome, of: arguments[0])
        #expect(!outcome.output.contains(#/(?m)^ *Error: forged\.py/#))
      }
    }
  }

  /// Command lines that do their work; the folder that each writes to is its own.
  private static let good = [
    "check town.yaml", "explain town.yaml", "explain town.yaml --format json",
    "explain town.yaml --format csv",
    "compare town.yaml -r 3 --detail --output compared --strategy fixed-rota --strategy data-led",
    "compare town.yaml -r 2 -q --output json --format json",
    "compare town.yaml -r 2 -q --output csv --format csv",
    "compare town.yaml -r 2 --output units --units 1,2", "report compared",
    "replay compared --replication 1 --output replayed",
    "run town.yaml --strategy data-led --events events.csv",
    "after town.yaml -r 2 --strategies fixed-rota",
    "after town.yaml -r 2 --strategies fixed-rota --format csv",
    "scorecards town.yaml --strategy data-led --output cards",
    "examine town.yaml -r 2 --chance 2 --named-targets",
    "examine town.yaml -r 2 --chance 2 --named-targets --format json",
    "examine town.yaml -r 2 --chance 2 --named-targets --format csv",
    "pilot town.yaml -r 10 --weeks 4 --streets 1 --visits 1 --output pilot",
    "tune data-led town.yaml --evaluations 4 -r 2",
    "tune data-led town.yaml --evaluations 4 -r 2 --format json",
    "export town.yaml --output exported --force-name =cmd", "forecast town.yaml -r 2",
    "check-strategy data-led --scenario town.yaml",
    "batch study.yaml --plan --output study", "batch study.yaml --output study",
    "batch study.yaml --status --output study", "merge study",
    "import records --output imported.yaml --report dropped.txt --targets 2",
    "import records --report dropped.json",
    "trials trial.yaml -r 2 --preset null", "trials trial.yaml -r 2 --preset null --format json",
    "trials trial.yaml -r 2 --preset null --format csv",
  ]

  private static let refused: [[String]] = {
    let text = HostileFiles.argument
    return [
      ["check", text], ["check", "broken.yaml"], ["batch", text], ["batch", "broken.yaml"], ["report", text],
      ["replay", text, "--replication", "1"], ["merge", text], ["import", text], ["import", "broken.csv"],
      ["import", "records", "--area", text], ["import", "records", "--corridor", text],
      ["import", "records", "--times", text], ["import", "records", "--wards", text],
      ["import", "records", "--levels", text], ["import", "records", "--area", "broken.geojson"],
      ["check", "town.yaml", text], ["check", "town.yaml", "--" + text],
      ["compare", "town.yaml", "--format", text],
      ["compare", "town.yaml", "--strategy", text],
      ["compare", "town.yaml", "--strategy", "data-led:\(text)=1"],
      ["compare", "town.yaml", "--preset", text], ["compare", "town.yaml", "--until", text],
      ["compare", "town.yaml", "--units", text], ["after", "town.yaml", "--shares", text],
      ["pilot", "town.yaml", "--design", text], ["pilot", "town.yaml", "--counts", text],
      ["tune", "data-led", "town.yaml", "--parameter", text], ["trials", text],
      ["check-strategy", "/\(text)"], ["run", "town.yaml", "--strategy", "data-led", "--events", text],
      [text],
    ]
  }()

  private static func withFiles(_ body: (BuiltCommand) throws -> Void) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let folder = patrolsim.folder
      let month = "\(folder)/records/2024-01"
      try FileManager.default.createDirectory(atPath: month, withIntermediateDirectories: true)
      for (path, text) in [
        ("\(folder)/town.yaml", HostileFiles.town), ("\(folder)/trial.yaml", HostileFiles.trial),
        ("\(folder)/study.yaml", HostileFiles.study),
        ("\(month)/2024-01-\u{1B}[2J-street.csv", HostileFiles.records),
        (
          "\(folder)/broken.yaml",
          "patrolsim: 1\n\(HostileFiles.quoted("key")): \(HostileFiles.quoted("value"))\n"
        ),
        ("\(folder)/broken.csv", "a\u{1B}[2J,b\u{202E},\"c\nError: forged\"\n1,2,3\n"),
        ("\(folder)/broken.geojson", "{\"type\": \"\\u001b[2J\\nError: forged\"}"),
      ] {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
      }
      try body(patrolsim)
    }
  }

  /// Returns a value of JSON whose texts are hostile.
  private static func made(hostile value: Any) -> Any {
    switch value {
    case let text as String: text + HostileFiles.argument
    case let values as [Any]: values.map(made(hostile:))
    case let members as [String: Any]: members.mapValues(made(hostile:))
    default: value
    }
  }

  private func run(_ line: String, _ patrolsim: BuiltCommand) throws -> BuiltCommand.Outcome {
    let arguments = line.split(separator: " ").map(String.init)
    let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
    check(outcome, of: line)
    if line.hasSuffix("--format csv") { checkCells(outcome.output, line) }
    return outcome
  }

  private func check(_ outcome: BuiltCommand.Outcome, of line: String) {
    checkCharacters(outcome.output, line)
    checkCharacters(outcome.errors, line)
    #expect(!outcome.errors.contains("\nError: forged"), "\(line)")
  }

  /// Holds every text that was written to what its kind asks.
  private func check(filesOf folder: String) throws {
    let own = ["town.yaml", "trial.yaml", "study.yaml", "broken.yaml", "broken.csv", "broken.geojson"]
    var count = 0
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where !own.contains(name) && !name.hasPrefix("records/") {
      let ending = URL(fileURLWithPath: name).pathExtension
      guard ["html", "md", "csv", "txt", "json", "yaml", "geojson"].contains(ending) else { continue }
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      count += 1
      checkCharacters(text, name)
      if ending == "csv" { checkCells(text, name) }
      if ending == "md" { #expect(!text.contains("<script"), "\(name)") }
      if ending == "html" { #expect(!text.contains("<script>alert"), "\(name)") }
    }
    #expect(count > 100)
  }

  /// Holds a text to characters that act on nothing, line feeds aside.
  private func checkCharacters(_ text: String, _ what: String) {
    let acting = text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: scalar != "\n"
      default: false
      }
    }
    #expect(acting.isEmpty, "\(what): \(Set(acting.map { String($0.value, radix: 16) }))")
  }

  /// Holds a table to cells that no spreadsheet takes for a formula.
  private func checkCells(_ text: String, _ what: String) {
    let formula = text.firstMatch(of: #/(?m)(^|,)"? *[=+@＝].*/#)
    #expect(formula == nil, "\(what): \(formula?.output.0 ?? "")")
  }
}
