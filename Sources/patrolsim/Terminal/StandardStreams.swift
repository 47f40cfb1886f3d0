// SPDX-License-Identifier: GPL-3.0-or-later

import Files
@preconcurrency import Foundation

/// What the process reads from and prints to.
enum StandardStreams {
  /// Prepares the streams, before anything is opened or printed.
  ///
  /// Where one of them is closed it is led nowhere, since the next file that is opened would take its place and get what is
  /// printed. What could not be printed, as on a full disk, becomes an error when the process ends.
  static func prepare() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is the one that was closed.
      _ = open("/dev/null", O_RDWR)
    }
    atexit { StandardStreams.checkOutput() }
  }

  /// Ends the process with exit code 1, and a word, where something that was printed is lost.
  private static func checkOutput() {
    errno = 0
    let isFlushed = fflush(stdout) == 0
    let reason = errno == 0 ? "" : ": \(systemReason(errno))"
    guard isFlushed, ferror(stdout) == 0 else {
      printToError("Error: not everything could be printed\(reason)")
      _exit(1)
    }
  }
}
