// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("An empty path")
struct EmptyPathTests {
  /// Command lines with their empty path, and what it is called.
  private static let lines: [(arguments: [String], name: String)] = [
    (["import", ""], "<paths>"), (["import", ".", "--output", ""], "--output"),
    (["import", ".", "-o", ""], "-o"),
    (["import", ".", "--report="], "--report"), (["import", ".", "--times", ""], "--times"),
    (["import", ".", "--levels", ""], "--levels"), (["import", ".", "--stations", ""], "--stations"),
    (["import", ".", "--wards", ""], "--wards"), (["import", ".", "--area", ""], "--area"),
    (["synthesize", "--output", ""], "--output"), (["check", ""], "<scenario>"),
    (["explain", ""], "<scenario>"),
    (["compare", ""], "<scenario>"), (["compare", "town.yaml", "-o", ""], "-o"),
    (["compare", "town.yaml", "--output="], "--output"),
    (["compare", "town.yaml", "--units", "2", "--output", ""], "--output"), (["batch", ""], "<study>"),
    (["batch", "study.yaml", "--output", ""], "--output"), (["merge", ""], "<folders>"),
    (["merge", "a", "--output", ""], "--output"), (["report", ""], "<results>"),
    (["report", "a", "--figures", "svg", ""], "<folder>"),
    (["report", "a", "--background", ""], "--background"),
    (["replay", "", "--replication", "1"], "<results>"),
    (["replay", "a", "--replication", "1", "-o", ""], "-o"),
    (["run", "town.yaml", "--strategy", "random", "--events", ""], "--events"),
    (["after", ""], "<scenario>"),
    (["scorecards", "town.yaml", "--strategy", "random", "--output", ""], "--output"),
    (["examine", ""], "<scenario>"), (["pilot", ""], "<path>"),
    (["pilot", "town.yaml", "--output", ""], "--output"),
    (["tune", "data-led", ""], "<scenario>"), (["export", "town.yaml", "--output", ""], "--output"),
    (["trials", ""], "<files>"), (["evidence", "fit", ""], "<files>"), (["forecast", ""], "<scenario>"),
    (["check-strategy", "random", "--scenario", ""], "--scenario"),
  ]

  @Test("is refused by its name, and nothing is written", arguments: lines)
  func refused(arguments: [String], name: String) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
      #expect(outcome.status == 64)
      let message = outcome.errors.prefix { $0 != "\n" }
      // After an equals sign nothing is no value at all.
      let reason =
        arguments.last?.hasSuffix("=") == true ? "Missing value for" : "it is empty; name a file or a folder"
      #expect(message.contains("'\(name)") && message.contains(reason), "\(message)")
      let files = try FileManager.default.contentsOfDirectory(atPath: patrolsim.folder)
      #expect(files.sorted() == ["stderr", "stdout", "town.yaml"])
    }
  }

  @Test("is tried with every command")
  func allCommands() throws {
    struct Help: Decodable {
      struct Command: Decodable { let commandName: String }
      struct Root: Decodable { let subcommands: [Command] }
      let command: Root
    }
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let help = try JSONDecoder().decode(
        Help.self, from: Data(try patrolsim("--experimental-dump-help").output.utf8))
      // `help` and `schema` take no path.
      let known = Set(help.command.subcommands.map(\.commandName)).subtracting(["help", "schema"])
      #expect(Set(EmptyPathTests.lines.map { $0.arguments[0] }) == known)
    }
  }
}
