// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Files
import Foundation
import ScenarioFiles

extension PatrolSim {
  /// Runs the command line. What is printed is checked, help as well, and decides the exit code with the rest.
  static func main() {
    StandardStreams.prepare()
    do {
      try checkName()
      var command = try parseAsRoot()
      try command.run()
    } catch {
      SignalWatch.waitIfEnding()
      Foundation.exit(ended(by: error).rawValue)
    }
  }

  /// Refuses a command that there is not; the parser would speak of an argument too many, or show the help of all.
  private static func checkName() throws {
    let words = CommandLine.arguments.dropFirst()
    let name = words.first == "help" ? words.dropFirst().first : words.first
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let name, !name.hasPrefix("-"), !(names + ["help"]).contains(name) else { return }
    let guess = NearMiss.suggestion(for: name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
    throw ValidationError("there is no command \"\(name)\"\(guess)")
  }

  /// Prints what ended a command: help to stdout, or why the command line isn't understood to stderr.
  ///
  /// - Returns: The exit code.
  private static func ended(by error: any Error) -> ExitCode {
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    guard !text.isEmpty else { return code }
    do {
      if code.isSuccess {
        try printText(text + "\n")
      } else {
        printTextToError(onOneLine(text, of: error) + "\n")
      }
      return code
    } catch { return failure(error) }
  }

  /// Returns a message with what is wrong on one line, whatever the arguments hold that it repeats.
  private static func onOneLine(_ text: String, of error: any Error) -> String {
    guard CommandLine.arguments.contains(where: { printable($0) != $0 }) else { return text }
    let message = message(for: error)
    return message.isEmpty ? text : text.replacing(message, with: printable(message), maxReplacements: 1)
  }
}
