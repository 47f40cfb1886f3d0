// SPDX-License-Identifier: GPL-3.0-or-later

import CProcesses
import Foundation

/// Starts threads, and says so where the system refuses one.
///
/// `Foundation.Thread` and `Dispatch` say nothing then: who waits for the thread waits for ever.
package struct ThreadStarter: Sendable {
  /// The stack of a thread, in bytes.
  static let stackSize = 8 << 20
  /// What a thread at work takes of a limited address space, in bytes: its stack, what the C library sets aside for its memory,
  /// and as much as a stack for what it shares with others. More threads than there is room for would end the process.
  static let roomForWork = 2 * stackSize + (64 << 20)

  /// Starts a thread that runs a function.
  ///
  /// It returns 0, or the error as `errno` has it; the function is never called then.
  private let startOne: @Sendable (_ body: @escaping @Sendable () -> Void) -> Int32

  /// - Parameter startOne: Starts a thread; returns 0, or the error as `errno` has it, after which the function is never called.
  package init(_ startOne: @escaping @Sendable (_ body: @escaping @Sendable () -> Void) -> Int32) {
    self.startOne = startOne
  }

  /// Threads of the system.
  package static let system = ThreadStarter { body in
    let context = Unmanaged.passRetained(ThreadBody(run: body))
    let code = start_thread(
      { context in
        guard let context else { return }
        Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
      }, context.toOpaque(), ThreadStarter.stackSize)
    if code != 0 { context.release() }
    return code
  }

  /// Starts threads, fewer where the system refuses one.
  ///
  /// - Parameters:
  ///   - count: How many; at least 1.
  ///   - needsRoom: Whether each works on something large, so that a limited address space is left alone before it is full.
  ///   - body: Runs on each.
  /// - Returns: What stood in the way where fewer were started than asked for; `nil` else.
  package func start(
    _ count: Int, needsRoom: Bool = true, _ body: @escaping @Sendable () -> Void
  ) -> ThreadShortage? {
    let room = needsRoom ? ThreadLimit.addressSpaceLeft.map { $0 / ThreadStarter.roomForWork } : nil
    for started in 0..<count {
      let code = started < room ?? count ? startOne(body) : ENOMEM
      guard code != 0 else { continue }
      let shortage = ThreadShortage(started: started, asked: count, limit: ThreadLimit(afterError: code))
      ThreadShortage.note(shortage)
      return shortage
    }
    return nil
  }

  /// Calls a function for each number below a count, at the same time, and returns once all are done.
  ///
  /// - Returns: What stood in the way of some threads, whose calls were made on this one then; `nil` where nothing did.
  package func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) -> ThreadShortage? {
    let calls = CallQueue(count)
    let shortage = start(count) {
      if let number = calls.next() { body(number) }
      calls.ended()
    }
    for _ in (shortage?.started ?? count)..<count {
      if let number = calls.next() { body(number) }
      calls.ended()
    }
    calls.wait()
    return shortage
  }
}

/// Numbers that are handed out once each, and how many of them are still at work.
// Unchecked: every stored variable is read and written only while the condition is locked.
private final class CallQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private let count: Int
  private var handedOut = 0
  private var done = 0

  init(_ count: Int) { self.count = count }

  func next() -> Int? {
    condition.lock()
    defer { condition.unlock() }
    guard handedOut < count else { return nil }
    handedOut += 1
    return handedOut - 1
  }

  func ended() {
    condition.lock()
    done += 1
    condition.broadcast()
    condition.unlock()
  }

  /// Waits until all have ended.
  func wait() {
    condition.lock()
    defer { condition.unlock() }
    while done < count { condition.wait() }
  }
}

/// What a thread runs, on its way through C.
private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(run: @escaping @Sendable () -> Void) { self.run = run }
}
