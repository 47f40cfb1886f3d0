// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Files
import Foundation

extension PatrolSim {
  /// Runs the command line. What is printed is checked, help as well, and decides the exit code with the rest.
  static func main() {
    StandardStreams.prepare()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Foundation.exit(ended(by: error).rawValue)
    }
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
