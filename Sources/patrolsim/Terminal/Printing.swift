// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Files
import Foundation
import Questions

/// The exit code where the reader of the output left before its end, as of a process that SIGPIPE ends.
let readerLeft = ExitCode(128 + SIGPIPE)

/// Prints a text of some lines to stdout; nothing in it acts on a terminal but colours of the program's own.
///
/// - Throws: An exit code where not all of it could be printed, after the reason went to stderr; no word is said where the
///   reader left early, as `head` does.
func printText(_ text: String) throws {
  try printBytes(Array(printableLines(text, keeping: Terminal.style.sequences).utf8))
}

/// Prints a line to stdout, as ``printText(_:)`` does a text.
func printLine(_ line: String) throws { try printBytes(Array((printable(line) + "\n").utf8)) }

/// Prints bytes to stdout, as ``printText(_:)`` does a text.
func printBytes(_ bytes: [UInt8]) throws {
  guard let code = StandardStreams.write(bytes, to: STDOUT_FILENO) else { return }
  if code == EPIPE { throw readerLeft }
  let reason = code == EBADF ? "it is closed" : String(cString: strerror(code))
  throw failure("standard output can't be written: \(reason)")
}

/// Prints a line to stderr; where that is closed or full, nothing can be said about it.
func printToError(_ line: String) { printTextToError(printable(line) + "\n") }

/// Prints a text of some lines to stderr.
func printTextToError(_ text: String) {
  _ = StandardStreams.write(Array(printableLines(text).utf8), to: STDERR_FILENO)
}
