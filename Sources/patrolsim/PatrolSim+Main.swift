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
      do { try command.run() } catch {
        SignalWatch.waitIfEnding()
        Foundation.exit(ended(by: error, in: type(of: command)).rawValue)
      }
    } catch {
      Foundation.exit(ended(by: error, in: nil).rawValue)
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
  /// - Parameter command: What was running; `nil` where the command line isn't understood, which says so itself.
  /// - Returns: The exit code.
  private static func ended(by error: any Error, in command: (any ParsableCommand.Type)?) -> ExitCode {
    let code = exitCode(for: error)
    let text = command.map { message(for: error, in: $0) } ?? fullMessage(for: error)
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

  /// Returns a message that shows how the command that was running is used, by its whole name.
  private static func message(for error: any Error, in command: any ParsableCommand.Type) -> String {
    let name = command.configuration.commandName ?? ""
    return command.fullMessage(for: error).replacing("Usage: \(name) ", with: "Usage: patrolsim \(name) ")
      .replacing("See '\(name) --help'", with: "See 'patrolsim \(name) --help'")
  }

  /// Returns a message with what is wrong on one line, whatever the arguments hold that it repeats.
  private static func onOneLine(_ text: String, of error: any Error) -> String {
    guard CommandLine.arguments.contains(where: { printable($0) != $0 }) else { return text }
    let message = message(for: error)
    return message.isEmpty ? text : text.replacing(message, with: printable(message), maxReplacements: 1)
  }
}
