// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
@preconcurrency import Foundation

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
  fflush(stdout)
  writeToError(line + "\n")
}

/// Writes a text to stderr as it stands; what can't be written, as on a full disk, is lost.
func writeToError(_ text: String) {
  // FileHandle would end the process where it can't write.
  fputs(text, stderr)
}

/// Prints bytes to stdout.
func printBytes(_ bytes: [UInt8]) {
  // What fails is told when the process ends.
  fwrite(bytes, 1, bytes.count, stdout)
}
