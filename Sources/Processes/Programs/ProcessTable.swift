// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A process, told from a later one of the same number by when it started.
struct ProcessIdentity: Hashable {
  let id: pid_t
  /// In ticks since the system started.
  let start: UInt64
}

/// A process at the moment the table was read.
struct ProcessEntry: Hashable {
  let identity: ProcessIdentity
  let parent: pid_t
  let group: pid_t
  /// Whether it has ended and only its status is left.
  let hasEnded: Bool

  var id: pid_t { identity.id }

  /// Reads what the system says of a process; `nil` where it is gone, or the system has no `/proc`.
  init?(id: pid_t) {
    guard let bytes = ProcessEntry.content("/proc/\(id)/stat") else { return nil }
    self.init(line: String(decoding: bytes, as: UTF8.self), id: id)
  }

  /// - Parameter line: As `/proc/PID/stat` has it. The name of the program stands in brackets, and may hold any character.
  init?(line: String, id: pid_t) {
    guard let end = line.lastIndex(of: ")") else { return nil }
    let fields = line[line.index(after: end)...].split(separator: " ")
    guard fields.count > 19, let parent = pid_t(fields[1]), let group = pid_t(fields[2]),
      let start = UInt64(fields[19])
    else { return nil }
    (identity, self.parent, self.group) = (ProcessIdentity(id: id, start: start), parent, group)
    hasEnded = fields[0] == "Z" || fields[0] == "X"
  }

  /// Whether a part of the mark in its environment is this one, which whoever it descends from was given.
  ///
  /// Of a process of another user, or one that keeps others from looking, nothing can be seen.
  func carries(_ mark: ProgramMark) -> Bool {
    guard let bytes = ProcessEntry.content("/proc/\(id)/environ") else { return false }
    return bytes.split(separator: 0).contains { mark.stands(in: $0) }
  }

  private static func content(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 { bytes += chunk[..<count] } else if count == 0 || errno != EINTR { return bytes }
    }
  }
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
    let children = Dictionary(grouping: entries, by: \.parent)
    var found: Set<ProcessEntry> = []
    var open = entries.filter(isRoot)
    while let entry = open.popLast() {
      if found.insert(entry).inserted { open += children[entry.id] ?? [] }
    }
    return Array(found)
  }
}
