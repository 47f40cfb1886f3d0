// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// Prints a message to stderr, each line after "Error: ", and gives exit code 1.
func failure(_ message: String) -> ExitCode {
  for line in message.split(separator: "\n") { printToError("Error: \(line)") }
  return ExitCode(1)
}

/// Prints what was thrown and gives exit code 1; an exit code itself stays what it is.
func failure(_ problem: any Error) -> ExitCode { problem as? ExitCode ?? failure("\(problem)") }

/// Calls a function; what it throws is printed and becomes exit code 1.
func reportingProblems<Value, Problem: Error>(_ body: () throws(Problem) -> Value) throws -> Value {
  do { return try body() } catch { throw failure(error) }
}
