// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The commands on stored results, and on made-up scenarios")
struct ResultsCommandTests {
  @Test("without what draws reports, compare gives tables and data and says how to get the report")
  func noReportTools() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let nowhere = ["PATROLSIM_TOOLS": patrolsim.folder + "/nowhere"]
      let process = try patrolsim.start(
        BuiltCommand.executable, ["compare", "town.yaml", "-r", "2", "-o", "out"], environment: nowhere)
      let outcome = try patrolsim.finish(process)
      #expect(outcome.status == 0)
      #expect(
        outcome.errors.contains("There is no report.html: the software for charts and maps is not installed"))
      #expect(outcome.errors.contains("bash setup.sh install"))
      let files = try patrolsim.files(in: "out")
      #expect(files["report.html"] == nil)
      #expect(files["public.html"] != nil && files["charts/weeks.vl.json"] != nil)
      let refused = try patrolsim.finish(
        patrolsim.start(BuiltCommand.executable, ["report", "out"], environment: nowhere))
      #expect(refused.status == 1 && refused.errors.contains("bash setup.sh install"))
      // With it, the report is made from what is stored.
      #expect(try patrolsim("report", "out").status == 0)
      #expect(try patrolsim.files(in: "out")["report.html"] != nil)
      #expect(try patrolsim("report", "nothing").errors == "Error: nothing is not a folder.\n")
      #expect(try patrolsim("report", "out", "--figures", "svg").status == 64)
      #expect(
        try patrolsim("report", "out", "--background", "town.yaml").errors.contains("it is not GeoJSON"))
    }
  }

  @Test("a folder of tools in the current folder is not used, by page or figure")
  func toolsOfAStranger() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let tools = patrolsim.folder + "/.venv-report"
      try Self.makeTools(tools, script: "stranger()", python: "#!/bin/sh\ntouch '\(patrolsim.folder)/ran'\n")
      try "import os\nopen('ran', 'w')\n".write(
        toFile: patrolsim.folder + "/vl_convert.py", atomically: true, encoding: .utf8)
      func run(_ arguments: String...) throws -> BuiltCommand.Outcome {
        try patrolsim.finish(
          patrolsim.start(BuiltCommand.executable, arguments, environment: ["PATROLSIM_TOOLS": ""]))
      }
      #expect(try run("compare", "town.yaml", "-r", "2", "-o", "out").status == 0)
      _ = try run("report", "out", "--figures", "svg", "figures")
      for (name, bytes) in try patrolsim.files(in: "out") where name.hasSuffix(".html") {
        #expect(!String(decoding: bytes, as: UTF8.self).contains("stranger()"), "\(name)")
      }
      #expect(!FileManager.default.fileExists(atPath: patrolsim.folder + "/ran"))
    }
  }

  @Test("a folder of tools that others may write to is refused with a word, and the results are written")
  func toolsOfAnybody() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let tools = patrolsim.folder + "/tools"
      try Self.makeTools(tools, script: "drawn()", python: "#!/bin/sh\ntouch '\(patrolsim.folder)/ran'\n")
      func run(_ arguments: String..., tools named: String) throws -> BuiltCommand.Outcome {
        try patrolsim.finish(
          patrolsim.start(BuiltCommand.executable, arguments, environment: ["PATROLSIM_TOOLS": named]))
      }
      let relative = try run("compare", "town.yaml", "-q", "-r", "2", "-o", "out", tools: "tools")
      #expect(relative.status == 0 && relative.errors.contains("it must be an absolute path"))
      for path in ["", "/page", "/page/vega.js"] {
        #expect(chmod(tools + path, 0o777) == 0)
        let outcome = try run("compare", "town.yaml", "-q", "-r", "2", "-o", "out", tools: tools)
        #expect(outcome.status == 0)
        #expect(
          outcome.errors.contains("\(tools)\(path) can be changed by others than its owner (mode 777)"),
          "\(outcome.errors)")
        let files = try patrolsim.files(in: "out")
        #expect(files["report.html"] == nil && files["comparison.csv"] != nil)
        #expect(try run("report", "out", tools: tools).status == 1)
        #expect(chmod(tools + path, 0o755) == 0)
      }
      #expect(try run("report", "out", tools: tools).status == 0)
      #expect(try patrolsim.text("out/report.html").contains("drawn()"))
      #expect(chmod(tools + "/bin/python", 0o757) == 0)
      #expect(try run("report", "out", "--figures", "svg", "figures", tools: tools).status == 1)
      #expect(!FileManager.default.fileExists(atPath: patrolsim.folder + "/ran"))
    }
  }

  /// Makes a folder like that of the tools, readable by all.
  private static func makeTools(_ folder: String, script: String, python: String) throws {
    for name in ["page", "bin"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o755])
    }
    chmod(folder, 0o755)
    let files = [
      "page/vega.js": script, "page/leaflet.js": script, "page/leaflet.css": "/* */",
      "page/notices.txt": "notices", "bin/python": python,
    ]
    for (name, text) in files {
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
      chmod("\(folder)/\(name)", name == "bin/python" ? 0o755 : 0o644)
    }
  }

  @Test("replay says that a stored replication is identical, and ends with 1 where it is not")
  func replay() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      _ = try patrolsim("compare", "town.yaml", "-r", "3", "-o", "out")
      let same = try patrolsim("replay", "out", "--replication", "2")
      #expect(same.status == 0)
      #expect(same.output.contains("  identical: 5 rows of replications.csv\n"))
      let text = try patrolsim.text("out/replications.csv")
      try text.replacing("\n2,random,", with: "\n2,random,7").write(
        toFile: patrolsim.folder + "/out/replications.csv", atomically: true, encoding: .utf8)
      let other = try patrolsim("replay", "out", "--replication", "2")
      #expect(other.status == 1)
      #expect(other.output.contains("1 difference in 5 rows of replications.csv"))
      #expect(other.output.contains("2, random: crime_targets is stored as 7"))
      #expect(try patrolsim("replay", "out", "--replication", "0").status == 64)
      #expect(
        try patrolsim("replay", "nowhere", "--replication", "1").errors == "Error: nowhere is not a folder.\n"
      )
    }
  }

  @Test("synthesize writes a scenario that runs, says how to rebuild it, and refuses what can't be drawn")
  func synthesize() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let made = try patrolsim(
        "synthesize", "--places", "120", "--forces", "1", "--targets", "4", "-o", "made.yaml")
      #expect(made.status == 0)
      #expect(made.output == "120 places in 1 force, 2 units\nScenario: made.yaml\n")
      let text = try patrolsim.text("made.yaml")
      #expect(
        text.contains("#   patrolsim synthesize --places 120 --forces 1 --targets 4 --concentration 0.04"))
      #expect(try patrolsim("run", "made.yaml", "--strategy", "data-led").status == 0)
      let refused = try patrolsim("synthesize", "--places", "50", "--concentration", "2", "-o", "no.yaml")
      #expect(refused.status == 1)
      #expect(refused.errors.split(separator: "\n").count == 2)
      #expect(!FileManager.default.fileExists(atPath: patrolsim.folder + "/no.yaml"))
    }
  }

  @Test("the table of compare fits 80 columns")
  func width() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let output = try patrolsim("compare", "town.yaml", "-r", "4", "-o", "out").output
      // The paths at the end are as long as they are.
      for line in output.split(separator: "\n")
      where !line.hasPrefix("Report: ") && !line.hasPrefix("Results: ") {
        #expect(line.count <= 80, "\(line)")
      }
    }
  }
}
