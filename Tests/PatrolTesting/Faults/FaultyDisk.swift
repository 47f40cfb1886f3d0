// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Synchronization

/// A disk that fails, writes short, and crashes between any two calls, by a seed.
///
/// What is asked of it is done below a folder of the real disk, and noted. After a crash nothing is done any more, and
/// ``restart()`` leaves in the folder what a real disk might hold after a loss of power: everything that was brought to it, and of
/// the rest any part in any order (a file's unsynced writes each whole, torn or lost; names, as a journalling file system keeps
/// them, up to some moment, or any of them). Files that a library writes by itself are noted when they are brought to the disk.
package final class FaultyDisk: SystemCalls {
  /// What happens, by the number of the call from 0.
  package enum Plan: Sendable {
    /// Nothing is wrong.
    case none
    /// The call with this number fails with this `errno`, and all later ones with the same if it lasts.
    case failure(call: Int, code: Int32, lasts: Bool)
    /// The process ends before this call.
    case crash(call: Int)
  }

  private struct State {
    var plan: Plan
    var random: SplitMix64
    var calls = 0
    var hasCrashed = false
    var hasFailed = false
    var disk = DiskModel()
    var paths: [Int32: String] = [:]
    var seconds = 0.0
  }

  private let root: String
  private let real = Disk()
  /// Whether writes take at most some bytes.
  private let writesShort: Bool
  /// Whether two folders can't be exchanged in one step.
  private let lacksExchange: Bool
  private let state: Mutex<State>

  /// - Parameter root: A folder that exists; only what lies in it is noted.
  package init(root: String, plan: Plan, seed: UInt64, writesShort: Bool = false, lacksExchange: Bool = false)
  {
    (self.root, self.writesShort, self.lacksExchange) = (root, writesShort, lacksExchange)
    state = Mutex(State(plan: plan, random: SplitMix64(state: seed)))
    state.withLock { $0.disk.load(root) }
  }

  /// How many calls there were.
  package var callCount: Int { state.withLock { $0.calls } }
  package var hasCrashed: Bool { state.withLock { $0.hasCrashed } }
  package var hasFailed: Bool { state.withLock { $0.hasFailed } }

  /// Leaves in the folder what the disk might hold when the machine starts again after a loss of power.
  package func restart() {
    state.withLock { state in
      let left = state.disk.afterCrash(&state.random)
      left.store(in: root)
    }
  }

  /// Counts a call, and fails it where that is planned.
  private func enter(_ state: inout State) throws(SystemFailure) {
    if state.hasCrashed { throw SystemFailure(code: EIO) }
    let call = state.calls
    state.calls += 1
    state.seconds += 0.001
    switch state.plan {
    case .crash(let planned) where call == planned:
      state.hasCrashed = true
      throw SystemFailure(code: EIO)
    case .failure(let planned, let code, let lasts)
    where call == planned || (lasts && call > planned):
      state.hasFailed = true
      throw SystemFailure(code: code)
    default: return
    }
  }

  private func calling<Value: Sendable>(
    _ body: (inout State) throws(SystemFailure) -> Value
  ) throws(SystemFailure) -> Value {
    let result = state.withLock { state in
      Result { () throws(SystemFailure) in
        try enter(&state)
        return try body(&state)
      }
    }
    return try result.get()
  }

  /// Opens a file, and notes that it is there.
  private func opening(
    _ path: String, byLibrary: Bool = false, _ open: (String) throws(SystemFailure) -> Int32
  ) throws(SystemFailure) -> Int32 {
    try calling { state throws(SystemFailure) in
      let file = try open(path)
      if byLibrary { state.disk.createForLibrary(path) } else { state.disk.create(path) }
      state.paths[file] = path
      return file
    }
  }

  package func create(_ path: String) throws(SystemFailure) -> Int32 { try opening(path, real.create) }

  package func openToGrow(_ path: String) throws(SystemFailure) -> Int32 {
    try opening(path, real.openToGrow)
  }

  package func openToSync(_ path: String) throws(SystemFailure) -> Int32 {
    try opening(path, byLibrary: true, real.openToSync)
  }

  package func write(
    _ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int
  ) throws(SystemFailure) -> Int {
    try calling { state throws(SystemFailure) in
      let most = writesShort ? 1 + Int(state.random.next() % 700) : bytes.count
      let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(most))
      let count = try real.write(part, to: file, at: offset)
      if let path = state.paths[file] { state.disk.write(Array(part.prefix(count)), to: path, at: offset) }
      return count
    }
  }

  package func truncate(_ file: Int32, to length: Int) throws(SystemFailure) {
    try calling { state throws(SystemFailure) in
      try real.truncate(file, to: length)
      if let path = state.paths[file] { state.disk.truncate(path, to: length) }
    }
  }

  package func sync(_ file: Int32) throws(SystemFailure) {
    try calling { state throws(SystemFailure) in
      // A simulated disk need not wait for a real one.
      if let path = state.paths[file] { state.disk.sync(path) }
    }
  }

  package func close(_ file: Int32) {
    let isOpen = state.withLock { $0.paths.removeValue(forKey: file) != nil }
    // Closed twice, another's file would be closed the second time.
    precondition(isOpen, "A file is closed once")
    real.close(file)
  }

  package func makeFolder(_ path: String) throws(SystemFailure) {
    try calling { state throws(SystemFailure) in
      try real.makeFolder(path)
      state.disk.makeFolder(path)
    }
  }

  package func syncFolder(_ path: String) throws(SystemFailure) {
    try calling { state throws(SystemFailure) in state.disk.syncFolder(path) }
  }

  package func rename(_ path: String, to other: String) throws(SystemFailure) {
    try calling { state throws(SystemFailure) in
      try real.rename(path, to: other)
      state.disk.rename(path, to: other)
    }
  }

  package func renameExclusively(_ path: String, to other: String) throws(SystemFailure) {
    try calling { state throws(SystemFailure) in
      try real.renameExclusively(path, to: other)
      state.disk.rename(path, to: other)
    }
  }

  package func exchange(_ path: String, with other: String) throws(SystemFailure) {
    try calling { state throws(SystemFailure) in
      if lacksExchange { throw SystemFailure(code: EINVAL) }
      try real.exchange(path, with: other)
      state.disk.exchange(path, with: other)
    }
  }

  package func remove(_ path: String) throws(SystemFailure) {
    try calling { state throws(SystemFailure) in
      try real.remove(path)
      state.disk.remove(path)
    }
  }

  package func removeFolder(_ path: String) throws(SystemFailure) {
    try calling { state throws(SystemFailure) in
      try real.removeFolder(path)
      state.disk.remove(path)
    }
  }

  package var steadySeconds: Double { state.withLock { $0.seconds } }
  package var now: Date { Date(timeIntervalSince1970: 1_767_225_600 + steadySeconds) }
}
