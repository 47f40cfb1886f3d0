// SPDX-License-Identifier: GPL-3.0-or-later

import CProcesses
import Foundation

/// What keeps the system from starting a thread.
package enum ThreadLimit: Hashable, Sendable {
  /// The address space that a process may use (`ulimit -v`), in bytes: the stack of a thread has no room in it.
  case addressSpace(bytes: UInt64)
  /// The processes and threads that a user may have (`ulimit -u`).
  case threadsOfUser(UInt64)
  /// The processes and threads that a control group may have (`pids.max`), as containers and clusters set it.
  case threadsOfGroup(UInt64)
  /// None that can be read; the reason is the system's.
  case unknown(reason: String)

  /// Finds out which limit refused a thread a moment ago.
  ///
  /// - Parameter code: The error as `errno` has it.
  init(afterError code: Int32) {
    let reason = String(cString: strerror(code))
    guard code == EAGAIN || code == ENOMEM else {
      self = .unknown(reason: reason)
      return
    }
    if let left = ThreadLimit.addressSpaceLeft, code == ENOMEM || left < ThreadStarter.stackSize {
      self = .addressSpace(bytes: UInt64(max(0, address_space_limit())))
    } else if let limit = ThreadLimit.reachedLimitOfGroup {
      self = .threadsOfGroup(limit)
    } else if let limit = UInt64(exactly: user_thread_limit()) {
      self = .threadsOfUser(limit)
    } else {
      self = .unknown(reason: reason)
    }
  }

  /// How much of its address space this process may still use, in bytes; `nil` where there is no limit.
  static var addressSpaceLeft: Int? {
    let limit = address_space_limit()
    guard limit >= 0, let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").first.flatMap({ Int($0) })
    else { return nil }
    return max(0, Int(limit) - pages * sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The most processes and threads of the innermost control group that has as many as it may.
  private static var reachedLimitOfGroup: UInt64? {
    guard let groups = try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8) else { return nil }
    for line in groups.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, parts[1].isEmpty || parts[1] == "pids" else { continue }
      var folder = "/sys/fs/cgroup" + (parts[1].isEmpty ? "" : "/pids") + parts[2]
      while folder.hasPrefix("/sys/fs/cgroup") {
        func number(_ name: String) -> UInt64? {
          (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
            .flatMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        if let most = number("pids.max"), let current = number("pids.current"), current >= most {
          return most
        }
        folder = (folder as NSString).deletingLastPathComponent
      }
    }
    return nil
  }
}

extension ThreadLimit: CustomStringConvertible {
  /// The limit in words that follow a colon.
  package var description: String {
    switch self {
    case .addressSpace(let bytes):
      "the limit in the way is that of a process' address space, \(bytes >> 10) KiB (ulimit -v)"
    case .threadsOfUser(let count):
      "the limit in the way is that of a user's processes and threads, \(count) (ulimit -u)"
    case .threadsOfGroup(let count):
      "the limit in the way is that of the control group's processes and threads, \(count) (pids.max)"
    case .unknown(let reason): "the system says \(reason), and no limit that can be read explains it"
    }
  }
}
