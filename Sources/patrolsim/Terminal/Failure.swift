// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// Prints sentences to stderr, each on a line after "Error: ", and gives exit code 1.
func failure(_ sentences: [String]) -> ExitCode {
  for sentence in sentences { printToError("Error: \(sentence)") }
  return ExitCode(1)
}

/// Prints a sentence to stderr after "Error: " and gives exit code 1.
func failure(_ sentence: String) -> ExitCode { failure([sentence]) }

/// Prints what was thrown, which has a line for each sentence, and gives exit code 1; an exit code itself stays what it is.
func failure(_ problem: any Error) -> ExitCode {
  problem as? ExitCode ?? failure(sentences(of: problem))
}

/// Returns what an error says, a sentence a line.
func sentences(of problem: any Error) -> [String] { "\(problem)".split(separator: "\n").map(String.init) }

/// Calls a function; what it throws is printed and becomes exit code 1.
func reportingProblems<Value, Problem: Error>(_ body: () throws(Problem) -> Value) throws -> Value {
  do { return try body() } catch { throw failure(error) }
}
