// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Testing

@testable import Processes

@Suite("What programs have started")
struct ProgramRegistryTests {
  /// Whether the system lists its processes where they are looked for.
  static let hasTable = ProcessEntry(id: getpid()) != nil

  /// Starts a shell that starts a sleeper in a session of its own, orphaned, and says which process it is.
  private static func leaver(_ registry: ProgramRegistry) throws -> (
    child: ChildProcess, sleeper: ProcessIdentity
  ) {
    let script = "(setsid sh -c 'echo $$; exec sleep 1000 >&- 2>&-' &); cat"
    let child = try ChildProcess(["sh", "-c", script], folder: nil, registry: registry)
    var text = ""
    var byte: UInt8 = 0
    while !text.hasSuffix("\n") {
      var end = pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)
      poll(&end, 1, -1)
      guard read(child.output, &byte, 1) == 1 else { break }
      text.unicodeScalars.append(Unicode.Scalar(byte))
    }
    let id = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    return (child, try #require(ProcessEntry(id: id)?.identity))
  }

  /// Whether a process goes on; one that is ended may take a moment.
  private static func lives(_ identity: ProcessIdentity, waiting: Bool = false) -> Bool {
    for _ in 0..<(waiting ? 500 : 1) {
      guard let entry = ProcessEntry(id: identity.id), entry.identity == identity, !entry.status.hasEnded
      else {
        return false
      }
      if waiting { poll(nil, 0, 10) }
    }
    return true
  }

  @Test(
    "ends with it, also in a session of its own and without its parents; what another program started goes on",
    .enabled(if: hasTable))
  func eachItsOwn() throws {
    let registry = ProgramRegistry()
    let (one, other) = (try Self.leaver(registry), try Self.leaver(registry))
    #expect(one.child.end() == nil)
    #expect(!Self.lives(one.sleeper, waiting: true))
    #expect(Self.lives(other.sleeper))
    #expect(registry.ids == [other.child.id])
    registry.endAll()
    // A child whose status nobody takes would keep others waiting that wait for any child.
    #expect(waitpid(other.child.id, nil, WNOHANG) == -1 && errno == ECHILD)
    #expect(!Self.lives(other.sleeper, waiting: true))
    #expect(throws: SpawnError(code: ECANCELED)) {
      _ = try ChildProcess(["true"], folder: nil, registry: registry)
    }
  }

  @Test("is told by its mark, which marks of programs within programs leave in place")
  func marks() {
    let (outer, inner) = (ProgramMark(), ProgramMark())
    #expect(outer.text.count == 16 && outer != inner)
    let given = outer.assignment(after: nil)
    let value = given.split(separator: "=", maxSplits: 1)[1]
    let both = inner.assignment(after: String(value))
    #expect(outer.stands(in: Array(given.utf8)) && !inner.stands(in: Array(given.utf8)))
    #expect(outer.stands(in: Array(both.utf8)) && inner.stands(in: Array(both.utf8)))
    #expect(!outer.stands(in: Array("OTHER=\(outer.text)".utf8)))
  }

  @Test("is read from the system's table, whatever a program calls itself")
  func entries() throws {
    let fields = "R 7 5 5 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0"
    let entry = try #require(ProcessEntry(id: 9, ProcessStatus(line: "9 (a) Z 1 (2) b) \(fields)")))
    #expect(entry.status.parent == 7 && entry.status.group == 5 && !entry.status.hasEnded)
    #expect(entry.identity == ProcessIdentity(id: 9, start: 4711))
    #expect(ProcessStatus(line: "9 (cut) R 7") == nil)
  }

  @Test("descends from it parent by parent")
  func families() throws {
    func entry(_ id: pid_t, parent: pid_t) throws -> ProcessEntry {
      let fields = "S \(parent) \(id) 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 \(id) 0 0"
      return try #require(ProcessEntry(id: id, ProcessStatus(line: "\(id) (x) \(fields)")))
    }
    let table = ProcessTable([
      try entry(2, parent: 1), try entry(5, parent: 4), try entry(3, parent: 2), try entry(4, parent: 3),
      try entry(6, parent: 1),
    ])
    #expect(table.families { $0.id == 2 }.map(\.id).sorted() == [2, 3, 4, 5])
  }

  @Test("doesn't keep a program that was run to its end waiting, and both its outputs are read")
  func finished() throws {
    let script = "(sleep 1000 &); cat; echo bad >&2; head -c 300000 /dev/zero | tr '\\\\0' x; exit 3"
    let ended = try FinishedProgram(["sh", "-c", script], input: Array("in".utf8))
    #expect(ended.status == .exited(3) && ended.lastErrors == ["bad"])
    #expect(ended.output.count == 300_002 && ended.output.starts(with: Array("in\0".utf8)))
    #expect(throws: SpawnError(code: ENOENT)) { _ = try FinishedProgram(["no-such-program"]) }
  }
}

@Suite("A request to stop")
struct StopRequestTests {
  @Test(
    "ends a wait before its own end, a while after it was made; without one the wait is as long as it was")
  func deadline() {
    let stop = StopRequest()
    let long = Deadline(600, stop: stop)
    #expect(stop.end == nil && long.left == .time(milliseconds: 100))
    #expect(Deadline(0, stop: stop).left == .over)
    stop.make()
    let end = stop.end
    stop.make()
    #expect(stop.end == end && end != nil)
    while ContinuousClock.now < end ?? .now { poll(nil, 0, 20) }
    #expect(long.left == .stopped && Deadline(600, stop: nil).left == .time(milliseconds: 100))
    let hand = WorkInHand(stop)
    #expect(WorkInHand.$current.withValue(hand) { Deadline(600).left } == .stopped)
    #expect(Deadline(600).left == .time(milliseconds: 100))
  }
}
