// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation

/// Prints a message to stderr, each line after "Error: ", and gives exit code 1.
func failure(_ message: String) -> ExitCode {
  for line in message.split(separator: "\n") { printToError("Error: \(line)") }
  return ExitCode(1)
}

/// Calls a function; what it throws is printed and becomes exit code 1.
func reportingProblems<Value, Problem: Error>(_ body: () throws(Problem) -> Value) throws -> Value {
  do { return try body() } catch { throw failure("\(error)") }
}

/// Prints a line to stderr.
func printToError(_ line: String) {
  // What was printed before stands before it, also where both go to one file.
  fflush(nil)
  FileHandle.standardError.write(Data((line + "\n").utf8))
}

/// Prints bytes to stdout.
func printBytes(_ bytes: [UInt8]) {
  FileHandle.standardOutput.write(Data(bytes))
}
