// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation

/// Standard input, output and error of the process.
enum StandardStreams {
  /// Makes the streams safe to use; called once, before anything is opened.
  ///
  /// A stream that the caller has closed is opened on `/dev/null`, for reading only: else a file that is opened later would
  /// get its number and be printed into. What is printed to it still fails, as to a closed stream.
  static func prepare() {
    // `open` takes the lowest number that is free.
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      guard open("/dev/null", O_RDONLY) == stream else {
        printToError("Error: a standard stream is closed, and /dev/null can't be opened in its place")
        _exit(1)
      }
    }
    // A reader that left is known by the failed write. Unlike a signal that is ignored, one that is caught is not so for
    // programs that are started.
    signal(SIGPIPE) { _ in }
    reportFileSizeLimitAsError()
  }

  /// Writes bytes to a stream, all of them.
  ///
  /// - Returns: Why not: a value of `errno`; `nil` where all were written.
  static func write(_ bytes: [UInt8], to stream: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(stream, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Somebody else has set the stream not to wait.
        var state = pollfd(fd: stream, events: Int16(POLLOUT), revents: 0)
        poll(&state, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
