// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Files
import Foundation
import Reports

/// The exit code where the reader of the output left before its end, as of a process that SIGPIPE ends.
let readerLeft = ExitCode(128 + SIGPIPE)

/// Prints a text to stdout; only what the program writes itself acts on a terminal.
///
/// - Throws: An exit code where not all of it could be printed, after the reason went to stderr; no word is said where the
///   reader left early, as `head` does.
func printText(_ text: String, terminator: String = "\n") throws {
  let text = printableLines(text, keeping: Terminal.style.sequences)
  try printBytes(Array((text + terminator).utf8))
}

/// Prints bytes to stdout, as ``printText(_:terminator:)`` does a text.
func printBytes(_ bytes: [UInt8]) throws {
  guard let code = StandardStreams.write(bytes, to: STDOUT_FILENO) else { return }
  if code == EPIPE { throw readerLeft }
  throw failure(
    "standard output can't be written: \(code == EBADF ? "it is closed" : String(cString: strerror(code)))")
}

/// Prints a line to stderr; where that is closed or full, nothing can be said about it.
func printToError(_ line: String) {
  _ = StandardStreams.write(Array((printableLines(line) + "\n").utf8), to: STDERR_FILENO)
}
