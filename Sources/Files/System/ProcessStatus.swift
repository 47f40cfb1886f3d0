// SPDX-License-Identifier: GPL-3.0-or-later

/// What Linux says of a process in `/proc/PID/stat`.
///
/// Source: proc(5), fields 3, 4, 5 and 22.
package struct ProcessStatus: Hashable {
  package let parent: Int32
  package let group: Int32
  /// Whether it has ended and only its status is left.
  package let hasEnded: Bool
  /// Its start in ticks since that of the system, which no setting of a clock changes.
  package let start: UInt64

  /// Reads it; `nil` where the process is gone, or the system has no `/proc`.
  package init?(of id: Int32) {
    guard let line = try? RegularFile.text(ofProcess: "/proc/\(id)/stat") else { return nil }
    self.init(line: line)
  }

  /// - Parameter line: As the file has it. The name of the program stands in brackets, and may hold any character.
  package init?(line: String) {
    guard let end = line.lastIndex(of: ")") else { return nil }
    let fields = line[line.index(after: end)...].split(separator: " ")
    guard fields.count > 19, let parent = Int32(fields[1]), let group = Int32(fields[2]),
      let start = UInt64(fields[19])
    else { return nil }
    (self.parent, self.group, self.start) = (parent, group, start)
    hasEnded = fields[0] == "Z" || fields[0] == "X"
  }
}
