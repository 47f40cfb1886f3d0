// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Returns why the system refused something, in its words, with the limit that was reached where there is one:
/// `Too many open files; this process may have 256 open, its limit (ulimit -n)`.
///
/// - Parameter code: An error number, `errno`.
package func systemReason(_ code: Int32) -> String {
  let words = String(cString: strerror(code))
  switch code {
  case EMFILE:
    return words
      + (currentLimit(openFileLimit).map { "; this process may have \($0) open, its limit (ulimit -n)" } ?? "")
  case EFBIG:
    return words
      + (currentLimit(fileSizeLimit).map {
        "; this process may write \($0) bytes to a file, its limit (ulimit -f)"
      } ?? "")
  default: return words
  }
}

/// Takes from a signal its power to end the process where a file would grow past the limit on its size: the write fails with `EFBIG`
/// instead, which is reported as any other failure is.
///
/// Programs that this one starts are not affected.
package func reportFileSizeLimitAsError() {
  // A handler that does nothing is dropped when a program is started; SIG_IGN would be handed on to it.
  signal(SIGXFSZ) { _ in }
}

#if os(Linux)
  private typealias Limit = __rlimit_resource_t
  private let openFileLimit = Limit(RLIMIT_NOFILE.rawValue)
  private let fileSizeLimit = Limit(RLIMIT_FSIZE.rawValue)
#else
  private typealias Limit = Int32
  private let openFileLimit = RLIMIT_NOFILE
  private let fileSizeLimit = RLIMIT_FSIZE
#endif

/// Returns a limit of this process; `nil` where there is none.
private func currentLimit(_ resource: Limit) -> UInt64? {
  var limit = rlimit()
  guard getrlimit(resource, &limit) == 0, limit.rlim_cur < rlim_t(Int64.max) else { return nil }
  return UInt64(limit.rlim_cur)
}
