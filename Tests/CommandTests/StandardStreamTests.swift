// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("Standard output and error", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
struct StandardStreamTests {
  /// Something to print for people, as JSON, as CSV, and as help.
  private static let commands = [
    "check town.yaml", "explain town.yaml", "explain town.yaml --format json",
    "explain town.yaml --format csv",
    "--help", "help compare", "--version", "--generate-completion-script bash",
  ]

  @Test("a full device for the output is an error that is told", arguments: commands)
  func full(command: String) throws {
    let outcome = try run("\"$0\" \(command) > /dev/full")
    #expect(outcome.status == 1)
    #expect(outcome.errors == "Error: standard output can't be written: No space left on device\n")
  }

  @Test("a closed output is an error that is told", arguments: commands)
  func closedOutput(command: String) throws {
    let outcome = try run("\"$0\" \(command) >&-")
    #expect(outcome.status == 1)
    #expect(outcome.errors == "Error: standard output can't be written: it is closed\n")
  }

  @Test("a reader that left ends a command quietly, with the exit code of a broken pipe", arguments: commands)
  func closedPipe(command: String) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let (output, errors) = (Pipe(), Pipe())
      try output.fileHandleForReading.close()
      let process = Process()
      process.executableURL = BuiltCommand.executable
      process.arguments = command.split(separator: " ").map(String.init)
      process.currentDirectoryURL = URL(fileURLWithPath: patrolsim.folder)
      (process.standardOutput, process.standardError) = (output, errors)
      try process.run()
      let said = errors.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == 141)
      #expect(said.isEmpty)
    }
  }

  @Test(
    "a reader may leave in the midst of an output that no pipe holds",
    arguments: ["explain town.yaml --format json", "--experimental-dump-help"])
  func leavesEarly(command: String) throws {
    let outcome = try run("\"$0\" \(command) | head -c 1; echo \" ${PIPESTATUS[0]}\"")
    #expect(outcome.output.hasSuffix(" 141\n"))
    #expect(outcome.errors.isEmpty)
  }

  @Test("results are stored before anything is printed, and the exit code says that it was not")
  func storedFirst() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try run(
        """
        "$0" compare town.yaml -r 2 -q --output stored > /dev/full; echo "compare $?" >&2
        "$0" replay stored --replication 1 --output replayed > /dev/full; echo "replay $?" >&2
        """, in: patrolsim)
      #expect(outcome.errors.contains("compare 1\n") && outcome.errors.contains("replay 1\n"))
      #expect(outcome.errors.components(separatedBy: "No space left on device").count == 3)
      for path in ["stored/README.md", "stored/manifest.json", "replayed"] {
        #expect(FileManager.default.fileExists(atPath: "\(patrolsim.folder)/\(path)"), "\(path)")
      }
    }
  }

  @Test(
    "a closed or full standard error leaves the exit code, and what is printed, as they are",
    arguments: ["2>&-", "2>/dev/full"])
  func closedErrors(redirection: String) throws {
    let refused = try run("\"$0\" check missing.yaml \(redirection)")
    #expect(refused.status == 1 && refused.output.isEmpty)
    let misspelt = try run("\"$0\" check --mistake \(redirection)")
    #expect(misspelt.status == 64 && misspelt.output.isEmpty)
    let done = try run("\"$0\" --version \(redirection)")
    #expect(done.status == 0 && done.output == "0.1.0\n")
  }

  @Test("a file that is written with all streams closed holds nothing but itself")
  func nothingLandsInFiles() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try run(
        """
        "$0" run town.yaml --strategy fixed-rota --events open.csv
        "$0" run town.yaml --strategy fixed-rota --events closed.csv <&- >&- 2>&-
        """, in: patrolsim)
      #expect(outcome.status == 1)
      #expect(try patrolsim.text("closed.csv") == patrolsim.text("open.csv"))
    }
  }

  @Test("no command prints past the place where it is checked")
  func noBarePrint() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/patrolsim")
    let names = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
      .filter { $0.hasSuffix(".swift") }
    #expect(names.count > 20)
    let bare =
      /(^|[^A-Za-z0-9_."`])(print|debugPrint|dump|puts|fputs|printf|fwrite)\(|standard(Output|Error)\.write/
    for name in names {
      let text = try String(contentsOf: sources.appendingPathComponent(name), encoding: .utf8)
      for line in text.split(separator: "\n") where line.contains(bare) {
        Issue.record("\(name) prints unchecked: \(line)")
      }
    }
  }

  /// Runs a script of bash, in which `$0` is the command.
  private func run(_ script: String, in patrolsim: BuiltCommand) throws -> BuiltCommand.Outcome {
    try patrolsim.finish(
      patrolsim.start(URL(fileURLWithPath: "/bin/bash"), ["-c", script, BuiltCommand.executable.path]))
  }

  private func run(_ script: String) throws -> BuiltCommand.Outcome {
    try BuiltCommand.withFolder { try run(script, in: $0) }
  }
}
