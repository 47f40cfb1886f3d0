// SPDX-License-Identifier: GPL-3.0-or-later

import CProcesses
import Foundation
import Synchronization

/// The programs that this process has started and that have not ended yet, and how they are ended with all that they started.
///
/// What belongs to a program is found in four ways: its process group; whatever descends from it, parent by parent; whatever carries its
/// mark in the environment that it was started with, and descends from such; and, once no program is left, whatever became a child of this
/// process that this process didn't start. The last needs ``adoptOrphans()`` and a system of Linux.
///
/// A process that left the group, whose parents are gone and that was started without its mark can't be told from another program's, so it
/// lives until the last program has ended; without ``adoptOrphans()`` it lives on.
package final class ProgramRegistry: Sendable {
  package static let shared = ProgramRegistry()

  private struct State {
    var programs: [pid_t: ProgramMark] = [:]
    var isClosed = false
    /// Whether orphans become children of this process.
    var adopts = false
    /// Whether all children of this process are programs or what they left behind; known once the first was started.
    var ownsAllChildren: Bool?
  }
  private let state = Locked(State())
  private let wantsOrphans = Atomic(false)

  init() {}

  /// The process ids of programs, ascending.
  package var ids: [pid_t] { state.withLock { $0.programs.keys.sorted() } }

  /// Has what programs leave behind become children of this process, from the first program on, and ends all programs when the
  /// process exits.
  ///
  /// It is for a process that starts programs in no other way.
  package func adoptOrphans() {
    guard !wantsOrphans.exchange(true, ordering: .relaxed) else { return }
    // Where a parent ignores the end of children, their status is lost and with it the hold on their number.
    signal(SIGCHLD, SIG_DFL)
    atexit { ProgramRegistry.shared.endAll() }
  }

  /// Starts a program.
  ///
  /// - Parameter spawn: Starts it with its mark and returns its process id.
  func start<Child>(
    _ spawn: (ProgramMark) throws(SpawnError) -> (id: pid_t, child: Child)
  ) throws(SpawnError) -> Child {
    try state.withLock { state throws(SpawnError) in
      guard !state.isClosed else { throw SpawnError(code: ECANCELED) }
      if wantsOrphans.load(ordering: .relaxed), !state.adopts {
        state.adopts = adopt_orphans() == 0
      }
      if state.ownsAllChildren == nil { state.ownsAllChildren = ProgramRegistry.hasNoChild }
      let mark = ProgramMark()
      let (id, child) = try spawn(mark)
      state.programs[id] = mark
      return child
    }
  }

  /// Ends a program and whatever belongs to it, and takes its status.
  ///
  /// - Returns: The status as `waitpid` gives it; `nil` where there is none.
  func end(_ id: pid_t) -> Int32? {
    state.withLock { state in
      guard let mark = state.programs[id] else { return nil }
      var sweep = ProcessSweep()
      // As long as its status isn't taken, no other process and no other group can have its number.
      kill(-id, SIGSTOP)
      sweep.stop { ProgramRegistry.family(of: id, mark, in: $0) }
      kill(-id, SIGKILL)
      let ended = sweep.kill()
      var status: Int32 = 0
      var code = waitpid(id, &status, 0)
      while code < 0, errno == EINTR { code = waitpid(id, &status, 0) }
      state.programs[id] = nil
      ProcessSweep.reap(ended.filter { $0.id != id })
      if state.programs.isEmpty { endLeftovers(state) }
      return code == id ? status : nil
    }
  }

  /// Ends all programs and whatever belongs to them at once, and lets no other start; for a process that is about to end.
  package func endAll() {
    state.withLock { state in
      state.isClosed = true
      guard !state.programs.isEmpty else { return }
      var sweep = ProcessSweep()
      for id in state.programs.keys { kill(-id, SIGSTOP) }
      sweep.stop { table in
        state.programs.flatMap { ProgramRegistry.family(of: $0.key, $0.value, in: table) }
      }
      for id in state.programs.keys { kill(-id, SIGKILL) }
      let ended = sweep.kill()
      // Once their statuses are taken, their numbers may be those of others.
      ProcessSweep.reap(children: state.programs.keys)
      ProcessSweep.reap(ended)
      state.programs = [:]
      endLeftovers(state)
    }
  }

  /// Takes the status of orphans that this process adopted and that have ended by themselves, so that they don't add up.
  package func reapOrphans() {
    state.withLockIfAvailable { state in
      guard state.adopts else { return }
      while true {
        var information = siginfo_t()
        guard waitid(P_ALL, 0, &information, WEXITED | WNOHANG | WNOWAIT) == 0 else { return }
        let id = ProgramRegistry.process(information)
        guard id > 0, state.programs[id] == nil else { return }
        waitpid(id, nil, WNOHANG)
      }
    }
  }

  /// Ends whatever became a child of this process by being left behind, now that it can belong to no program that goes on.
  private func endLeftovers(_ state: State) {
    guard state.adopts, state.ownsAllChildren == true, !ProgramRegistry.hasNoChild else { return }
    var sweep = ProcessSweep()
    sweep.stop { table in
      table.families { $0.status.parent == getpid() && state.programs[$0.id] == nil }
    }
    ProcessSweep.reap(sweep.kill())
    while waitpid(-1, nil, WNOHANG) > 0 {}
  }

  /// What belongs to a program, itself included.
  private static func family(of id: pid_t, _ mark: ProgramMark, in table: ProcessTable) -> [ProcessEntry] {
    table.families { $0.id == id || $0.status.group == id || (!$0.status.hasEnded && $0.carries(mark)) }
  }

  /// Whether this process has no child at all.
  private static var hasNoChild: Bool {
    var information = siginfo_t()
    return waitid(P_ALL, 0, &information, WEXITED | WNOHANG | WNOWAIT) != 0 && errno == ECHILD
  }

  private static func process(_ information: siginfo_t) -> pid_t {
    #if canImport(Darwin)
      information.si_pid
    #else
      information.si_signo == 0 ? 0 : information._sifields._sigchld.si_pid
    #endif
  }
}
