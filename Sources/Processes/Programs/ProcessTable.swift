// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation

/// A process, told from a later one of the same number by when it started.
struct ProcessIdentity: Hashable {
  let id: pid_t
  /// In ticks since the system started.
  let start: UInt64
}

/// A process at the moment the table was read.
struct ProcessEntry: Hashable {
  let id: pid_t
  let status: ProcessStatus

  var identity: ProcessIdentity { ProcessIdentity(id: id, start: status.start) }

  /// Reads what the system says of a process; `nil` where it is gone, or the system has no `/proc`.
  init?(id: pid_t) { self.init(id: id, ProcessStatus(of: id)) }

  init?(id: pid_t, _ status: ProcessStatus?) {
    guard let status else { return nil }
    (self.id, self.status) = (id, status)
  }

  /// Whether a part of the mark in its environment is this one, which whoever it descends from was given.
  ///
  /// Of a process of another user, or one that keeps others from looking, nothing can be seen.
  func carries(_ mark: ProgramMark) -> Bool {
    let bytes = try? RegularFile.bytes(of: "/proc/\(id)/environ", limit: ProcessEntry.longestEnvironment)
    return bytes?.split(separator: 0).contains { mark.stands(in: $0) } ?? false
  }

  /// The most bytes of an environment, which is a quarter of the longest stack at most.
  private static let longestEnvironment = 64 << 20
}

/// The processes of the system.
struct ProcessTable {
  let entries: [ProcessEntry]

  init(_ entries: [ProcessEntry]) { self.entries = entries }

  /// Reads those that there are now; none where the system has no `/proc`.
  init() {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc") else {
      entries = []
      return
    }
    entries = names.compactMap { pid_t($0) }.compactMap { ProcessEntry(id: $0) }
  }

  /// Returns all that descend from some of them, those included, in no order.
  func families(of isRoot: (ProcessEntry) -> Bool) -> [ProcessEntry] {
    let children = Dictionary(grouping: entries, by: \.status.parent)
    var found: Set<ProcessEntry> = []
    var open = entries.filter(isRoot)
    while let entry = open.popLast() {
      if found.insert(entry).inserted { open += children[entry.id] ?? [] }
    }
    return Array(found)
  }
}
