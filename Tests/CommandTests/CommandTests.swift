// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The command line")
struct CommandTests {
  @Test("help on compare has the sentences of strategies and presets as README has them, within 80 columns")
  func plainSentences() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(
      contentsOf: tests.deletingLastPathComponent().appendingPathComponent("README.md"), encoding: .utf8)
    let rows = ["| Strategy | What it does |", "| Preset | What it assumes |"].flatMap { header in
      readme.components(separatedBy: "\n").drop { $0 != header }.dropFirst(2).prefix { $0.hasPrefix("|") }
    }
    #expect(rows.count >= 15)
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let help = try patrolsim("help", "compare").output
      #expect(help.split(separator: "\n").allSatisfy { $0.count <= 80 })
      let words = help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      for row in rows {
        let cells = row.filter { $0 != "`" }.split(separator: "|").map {
          $0.trimmingCharacters(in: .whitespaces)
        }
        #expect(words.contains(cells.joined(separator: " ")), "\(row)")
      }
    }
  }

  @Test(
    "help shows examples and exit codes", arguments: [["--help"], ["help", "compare"], ["run", "--help"]])
  func help(arguments: [String]) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("EXAMPLES"))
      if arguments == ["--help"] { #expect(outcome.output.contains("EXIT CODES")) }
    }
  }

  @Test(
    "a command that there is not is named, with the nearest one",
    arguments: [["comapre", "x"], ["help", "comapre"]])
  func unknownCommand(arguments: [String]) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
      #expect(outcome.status == 64 && outcome.output.isEmpty)
      #expect(
        outcome.errors.hasPrefix("Error: there is no command \"comapre\"; did you mean \"compare\"?"),
        "\(outcome)")
    }
  }

  @Test("the version is one line")
  func version() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      #expect(try patrolsim("--version").output == "0.1.0\n")
    }
  }

  @Test("check names what a scenario holds")
  func check() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try patrolsim("check", "town.yaml")
      #expect(outcome.status == 0)
      #expect(outcome.output.hasPrefix("Small town\n  Places      3: 1 target, 1 buffer, 1 control\n"))
      #expect(outcome.output.contains("126 officer hours a week"))
    }
  }

  @Test("check names every mistake at once and exits with 1")
  func checkMistakes() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let broken = BuiltCommand.town.replacing("history_weeks: 4", with: "history_weeks: -4")
        .replacing("length: 9 h", with: "length: 9")
      try broken.write(toFile: patrolsim.folder + "/broken.yaml", atomically: true, encoding: .utf8)
      let outcome = try patrolsim("check", "broken.yaml")
      #expect(outcome.status == 1)
      #expect(outcome.output.isEmpty)
      let lines = outcome.errors.split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines.allSatisfy { $0.hasPrefix("Error: broken.yaml:") })
    }
  }

  @Test("explain prints every parameter as text, JSON and CSV")
  func explain() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let text = try patrolsim("explain", "town.yaml", "--changed", "--preset", "review", "--seed", "9")
      #expect(text.status == 0)
      #expect(text.output.contains("* deterrable_share "))
      #expect(text.output.contains("* seed  9 "))
      #expect(!text.output.contains("witnessed_share"))
      let json = try patrolsim("explain", "town.yaml", "--preset", "compromise", "--format", "json")
      let rows = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
      let decay = rows?.first { $0["key"] as? String == "deterrence.fast_decay" }
      let (value, lower, upper) = (
        decay?["value"] as? Double, decay?["prior_lower"] as? Double, decay?["prior_upper"] as? Double
      )
      #expect(try #require(lower) < #require(value) && #require(value) < #require(upper))
      let csv = try patrolsim("explain", "town.yaml", "--format", "csv").output
      #expect(csv.hasPrefix("section,key,meaning,value,unit,default,changed,allowed,"))
      #expect(csv.split(separator: "\n").count == (rows?.count ?? 0) + 1)
      #expect(csv.contains("\nOperation,operation.gap,gap aimed at between two visits to a place,2,h,2,no,"))
    }
  }

  @Test("a file of travel times lies beside its scenario; the stored scenario needs it no more")
  func travelTimes() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let folder = patrolsim.folder + "/here"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try "from,to,minutes\nbase:town,high-street,3\n".write(
        toFile: folder + "/times.csv", atomically: true, encoding: .utf8)
      let text = BuiltCommand.town.replacing(
        "operation:\n", with: "operation:\n  travel: {matrix: times.csv}\n")
      try text.write(toFile: folder + "/town.yaml", atomically: true, encoding: .utf8)
      let first = try patrolsim("compare", "here/town.yaml", "-r", "2", "-o", "first")
      #expect(first.status == 0, "\(first.errors)")
      let second = try patrolsim("compare", "first/scenario.yaml", "-r", "2", "-o", "second")
      #expect(second.status == 0, "\(second.errors)")
      #expect(try patrolsim.files(in: "second") == patrolsim.files(in: "first"))
      try "from,to,minutes\nbase:town,high-street,-3\n".write(
        toFile: folder + "/times.csv", atomically: true, encoding: .utf8)
      let broken = try patrolsim("check", "here/town.yaml")
      #expect(broken.status == 1)
      #expect(broken.errors == "Error: times.csv:2:23: minutes is -3; it must be from 0 to 1440\n")
    }
  }

  @Test(
    "a wrong name is answered with the one that was meant",
    arguments: [
      (["compare", "town.yaml", "--strategy", "data_led"], "did you mean \"data-led\"?"),
      (["compare", "town.yaml", "--preset", "nul"], "did you mean \"null\"?"),
      (["run", "town.yaml", "--strategy", "fixed-rotta"], "did you mean \"fixed-rota\"?"),
      (["compare", "town.yaml", "--replications", "0"], "it must be at least 1"),
      (["compare", "missing.yaml"], "missing.yaml"),
    ])
  func nearMiss(arguments: [String], answer: String) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains(answer))
      #expect(outcome.output.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: patrolsim.folder + "/Results"))
    }
  }

  @Test("import writes over no file of another sort: records can't be got back")
  func importKeepsRecords() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try patrolsim("import", patrolsim.folder, "--output", "records.csv")
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("its name must end in .yaml or .yml"))
      let report = try patrolsim("import", patrolsim.folder, "--report", "records.csv")
      #expect(report.status == 64)
    }
  }

  @Test("import keeps a scenario that is there, and export a folder that holds something")
  func keepsWhatIsThere() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let short = try patrolsim("export", "town.yaml", "--output", "records")
      #expect(short.status == 1)
      #expect(short.errors.contains("no full calendar month"))
      try BuiltCommand.town.replacing("history_weeks: 4", with: "history_weeks: 12")
        .write(toFile: patrolsim.folder + "/longer.yaml", atomically: true, encoding: .utf8)
      let exported = try patrolsim("export", "longer.yaml", "--output", "records")
      #expect(exported.status == 0, "\(exported.errors)")
      let again = try patrolsim("export", "longer.yaml", "--output", "records")
      #expect(again.status == 1)
      #expect(again.errors.contains("is not empty"))
      let refused = try patrolsim("import", "records", "--output", "town.yaml")
      #expect(refused.status == 64)
      #expect(refused.errors.contains("--force replaces it"))
      let events = try patrolsim("run", "town.yaml", "--strategy", "random", "--events", "town.yaml")
      #expect(events.status == 64)
      #expect(
        try String(contentsOfFile: patrolsim.folder + "/town.yaml", encoding: .utf8) == BuiltCommand.town)
    }
  }

  @Test("a command line that can't be understood exits with 64")
  func usage() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      #expect(try patrolsim("compare", "town.yaml", "--replicatons", "3").status == 64)
      #expect(try patrolsim("run", "town.yaml", "--strategy", "random", "--replication", "0").status == 64)
    }
  }

  @Test("compare writes the same bytes in two processes, and no progress into a pipe")
  func sameBytes() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let first = try patrolsim("compare", "town.yaml", "-r", "6", "-j", "1", "-o", "first")
      let second = try patrolsim("compare", "town.yaml", "-r", "6", "-j", "2", "-o", "second")
      #expect(first.status == 0)
      #expect(first.errors.isEmpty)
      #expect(!first.output.contains("\u{1B}") && !first.output.contains("\r"))
      #expect(first.output.contains("Effect in the targets, against the same replications without patrol"))
      #expect(second.status == 0)
      let files = try patrolsim.files(in: "first")
      #expect(files.keys.filter { !$0.hasPrefix("charts/") }.count == 21)
      for name in ["report.html", "public.html", "charts/weeks.vl.json"] {
        #expect(files[name] != nil, "\(name)")
      }
      #expect(try patrolsim.files(in: "second") == files)
    }
  }

  @Test("a place name that looks like a formula is defused in tables")
  func formula() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      _ = try patrolsim("compare", "town.yaml", "-r", "2", "-o", "out")
      #expect(try patrolsim.text("out/places.csv").contains(",\"'=Ring \"\"A\"\", north\",buffer,"))
    }
  }

  @Test("JSON and CSV go to stdout, the path to stderr, under the default folder")
  func formats() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let json = try patrolsim("compare", "town.yaml", "-r", "2", "--format", "json", "--seed", "5")
      #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any])
      #expect(json.errors.contains("/Results/small-town-") && json.errors.contains("-seed5\n"))
      let csv = try patrolsim(
        "compare", "town.yaml", "-r", "2", "--format", "csv", "--quiet", "--preset", "null")
      #expect(csv.output.hasPrefix("strategy,measure,area,unit,estimate,"))
      #expect(csv.errors.isEmpty)
      let folders = try FileManager.default.contentsOfDirectory(atPath: patrolsim.folder + "/Results")
      #expect(folders.contains { $0.hasSuffix("-seed1-no-effect") })
    }
  }

  @Test("Ctrl-C writes what was finished and exits with 130")
  func interruption() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let arguments = ["compare", "town.yaml", "-r", "1000000", "-o", "out"]
      let process = try patrolsim.start(BuiltCommand.executable, arguments)
      try patrolsim.waitForRows(of: process, output: "out")
      process.interrupt()
      let outcome = try patrolsim.finish(process)
      #expect(outcome.status == 130)
      #expect(outcome.output.contains("INCOMPLETE: interrupted after"))
      #expect(try patrolsim.text("out/manifest.json").contains("\"complete\" : false"))
    }
  }

  @Test("run shows one replication and writes its event log")
  func events() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try patrolsim("run", "town.yaml", "--strategy", "data-led", "--events", "events.csv")
      #expect(outcome.status == 0)
      #expect(outcome.output.hasPrefix("Small town: data-led, replication 1, seed 1\n"))
      let events = try patrolsim.text("events.csv")
      #expect(events.hasPrefix("time,event,unit,place,place_name,type,reason,point\n2024-03-04T"))
      #expect(events.contains("\n2024-03-04T10:00:00+00:00,shift started,town-day,"))
    }
  }

  @Test(
    "a terminal gets a progress line and colour, unless NO_COLOR is set",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
  func terminal() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let script = URL(fileURLWithPath: "/usr/bin/script")
      let line = "'\(BuiltCommand.executable.path)' compare town.yaml -r 3 -o out"
      let coloured = "env -u NO_COLOR TERM=xterm \(line)"
      let shown = try patrolsim.finish(patrolsim.start(script, ["-qec", coloured, "/dev/null"]))
      #expect(shown.output.contains("/3 replications"))
      #expect(shown.output.contains("\u{1B}[1m"))
      let plain = "env NO_COLOR=1 TERM=xterm \(line) --quiet"
      let quiet = try patrolsim.finish(patrolsim.start(script, ["-qec", plain, "/dev/null"]))
      #expect(!quiet.output.contains("/3 replications"))
      #expect(!quiet.output.contains("\u{1B}[1m"))
    }
  }

  /// The town as a trial of days.
  private static let trial =
    BuiltCommand.town + """

        timetable: {visits_per_day: 4, hours: ["11:00", "18:00"], on_days: 1, off_days: 1}
      strategies: [no-extra-patrol, scheduled-visits]
      trial:
        citation: Someone (2020)
        dose: four visits every other day
        findings:
          - {what: crime, compare: on with off, observed_percent: [-20, -10]}
      """

  @Test("forecast scores each method in 80 columns, the same on every run, and refuses a share that is none")
  func forecast() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      try BuiltCommand.town.write(
        toFile: patrolsim.folder + "/forecast.yaml", atomically: true, encoding: .utf8)
      let texts = try (0...1).map { _ in try patrolsim("forecast", "forecast.yaml", "-r", "3") }
      #expect(texts[0].status == 0, "\(texts[0].errors)")
      for name in ["data-led", "52 weeks", "4 weeks"] { #expect(texts[0].output.contains("  \(name)")) }
      #expect(texts[0].output.split(separator: "\n").allSatisfy { $0.count <= 80 })
      #expect(texts[0].output == texts[1].output)
      let none = try patrolsim("forecast", "forecast.yaml", "--flagged", "0")
      #expect(none.status == 64 && none.errors.contains("greater than 0 and at most 1"))
    }
  }

  @Test("trials repeats a trial under each preset, and says the same on any number of cores")
  func trials() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      try Self.trial.write(toFile: patrolsim.folder + "/trial.yaml", atomically: true, encoding: .utf8)
      let text = try patrolsim("trials", "trial.yaml", "--replications", "40", "--preset", "compromise")
      #expect(text.status == 0, "\(text.errors)")
      #expect(text.output.contains("Observed, crime: −20 to −10%"))
      #expect(text.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
      let tables = try ["1", "2"].map { jobs in
        try patrolsim("trials", "trial.yaml", "-r", "3", "-j", jobs, "--format", "csv").output
      }
      #expect(tables[0] == tables[1])
      #expect(tables[0].split(separator: "\n").count == 1 + 5)
      let json = try patrolsim("trials", "trial.yaml", "-r", "2", "--preset", "null", "--format", "json")
        .output
      let answer = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      let rows = answer?["trials"] as? [[String: Any]]
      #expect(rows?.first?["preset"] as? String == "no-effect")
    }
  }

  @Test("compare stops by itself, and says what it was asked where that makes no sense")
  func until() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let stopped = try patrolsim("compare", "town.yaml", "--until", "50pp", "-o", "out")
      #expect(stopped.status == 0, "\(stopped.errors)")
      #expect(stopped.output.contains("30 replications"))
      #expect(stopped.output.contains("Stopped automatically"))
      let bare = try patrolsim(
        "compare", "town.yaml", "--until", "50", "-r", "40", "--by", "crime", "-o", "bare")
      #expect(bare.output.contains("difference in crime averted") && bare.output.contains("by crime averted"))
      for (text, answer) in [("0", "greater than 0"), ("banana", "like 0.5pp"), ("1%", "is in points")] {
        let refused = try patrolsim("compare", "town.yaml", "--until", text)
        #expect(refused.status == 64 && refused.errors.contains(answer), "\(text)")
      }
      let few = try patrolsim("compare", "town.yaml", "--until", "1pp", "-r", "20")
      #expect(few.status == 1 && few.errors.contains("first checks its intervals after 30"))
    }
  }

  @Test("compare shows what numbers of units avert, the same on any number of cores; nonsense is refused")
  func units() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let first = try patrolsim("compare", "town.yaml", "--units", "4,1,2", "-r", "4", "-j", "1", "-o", "one")
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output.contains("1 unit  2 units  4 units"))
      #expect(first.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
      let second = try patrolsim(
        "compare", "town.yaml", "--units", "1,2,4", "-r", "4", "-j", "2", "-o", "two", "--format", "csv")
      #expect(second.output == (try patrolsim.text("two/dose.csv")))
      #expect(try patrolsim.files(in: "one") == patrolsim.files(in: "two"))
      for text in ["0", "2,,3", "a", ""] {
        let refused = try patrolsim("compare", "town.yaml", "--units", text)
        #expect(refused.status == 64 && refused.errors.contains("--units \"\(text)\" has"), "\(text)")
      }
      #expect(try patrolsim("compare", "town.yaml", "--units", "2", "--until", "1pp").status == 64)
      #expect(try patrolsim("compare", "town.yaml", "--cost-per-hour", "0").status == 64)
    }
  }

  @Test("tune says the same on any number of cores, and names what is wrong in its ranges")
  func tune() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let tables = try ["1", "2"].map { jobs in
        try patrolsim(
          "tune", "data-led", "town.yaml", "--evaluations", "4", "-r", "4", "-j", jobs, "--format", "csv")
      }
      #expect(tables[0].status == 0, "\(tables[0].errors)")
      #expect(tables[0].output == tables[1].output)
      #expect(tables[0].output.hasPrefix("round,replications,averted,refresh,"))
      let wrong = try patrolsim(
        "tune", "data-led", "town.yaml", "--parameter", "refesh=1h..2h", "--parameter", "refresh=9h..2h")
      #expect(wrong.status == 1)
      #expect(wrong.errors.split(separator: "\n").count == 2)
      #expect(wrong.errors.contains("did you mean \"refresh\"?"))
    }
  }

  @Test("trials says plainly where there are none, where a file is no trial, and which preset there is")
  func trialsRefused() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let none = try patrolsim("trials")
      #expect(none.status == 1 && none.errors.contains("there is no folder Scenarios/trials here"))
      let town = try patrolsim("trials", "town.yaml")
      #expect(town.status == 1 && town.errors.contains("Small town is not a trial; it has no key"))
      let preset = try patrolsim("trials", "town.yaml", "--preset", "compromis")
      #expect(preset.status == 1 && preset.errors.contains("did you mean \"compromise\"?"))
    }
  }
}
