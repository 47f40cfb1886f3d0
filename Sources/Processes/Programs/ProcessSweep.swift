// SPDX-License-Identifier: GPL-3.0-or-later

import CProcesses
import Foundation

/// Finds processes, stops them all, and only then ends them, so that none gets away by starting another one meanwhile.
struct ProcessSweep {
  /// How often the table is read before those that are found are ended, whether or not there are new ones.
  private static let mostRounds = 50

  private var found: [ProcessIdentity: Int32] = [:]

  /// Stops all that a function finds, and what it finds after that, until it finds no new one.
  ///
  /// - Parameter find: Returns entries of a table.
  mutating func stop(_ find: (ProcessTable) -> [ProcessEntry]) {
    for _ in 0..<ProcessSweep.mostRounds {
      let new = find(ProcessTable()).filter {
        found[$0.identity] == nil && !$0.status.hasEnded && $0.id != getpid()
      }
      if new.isEmpty { return }
      for entry in new {
        found[entry.identity] = ProcessSweep.open(entry.identity)
        signal(entry.identity, SIGSTOP)
      }
    }
  }

  /// Ends all that were stopped.
  ///
  /// - Returns: Those that were there.
  mutating func kill() -> [ProcessIdentity] {
    for (identity, descriptor) in found {
      signal(identity, SIGKILL)
      if descriptor >= 0 { close(descriptor) }
    }
    defer { found = [:] }
    return Array(found.keys)
  }

  /// Opens a process, unless its number is another's by now.
  private static func open(_ identity: ProcessIdentity) -> Int32 {
    let descriptor = open_process(identity.id)
    guard descriptor >= 0, ProcessEntry(id: identity.id)?.identity != identity else { return descriptor }
    close(descriptor)
    return -1
  }

  private func signal(_ identity: ProcessIdentity, _ number: Int32) {
    if let descriptor = found[identity], descriptor >= 0 {
      if signal_process(descriptor, number) != ENOSYS { return }
    }
    // Systems without descriptors of processes: a number is not given again at once.
    if ProcessEntry(id: identity.id)?.identity == identity { _ = Foundation.kill(identity.id, number) }
  }

  /// Takes the status of those that became children of this process, for as long as it takes them to end, and a second at most.
  static func reap(_ ended: [ProcessIdentity]) {
    wait(for: ended) { identity in
      guard let entry = ProcessEntry(id: identity.id), entry.identity == identity else { return true }
      guard entry.status.parent == getpid() else { return entry.status.hasEnded }
      return waitpid(identity.id, nil, WNOHANG) != 0
    }
  }

  /// Takes the status of children that were killed, as ``reap(_:)`` does.
  static func reap(children: some Sequence<pid_t>) {
    wait(for: Array(children)) { waitpid($0, nil, WNOHANG) != 0 }
  }

  /// Waits until all are over; not for ever, since a file system that hangs keeps what was killed from ending.
  private static func wait<Process>(for processes: [Process], isOver: (Process) -> Bool) {
    var left = processes
    for _ in 0..<200 {
      left.removeAll(where: isOver)
      if left.isEmpty { return }
      poll(nil, 0, 5)
    }
  }
}
