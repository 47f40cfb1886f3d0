// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Synchronization
import Testing

@testable import Processes

@Suite("Threads that can't be started")
struct ThreadStarterTests {
  /// Threads of the system until so many were started, none after that.
  static func failing(after count: Int) -> ThreadStarter {
    let calls = Mutex(0)
    return ThreadStarter { body in
      let number = calls.withLock { calls in
        calls += 1
        return calls
      }
      guard number <= count else { return EAGAIN }
      return ThreadStarter.system.start(1, body) == nil ? 0 : EAGAIN
    }
  }

  @Test("what could not be started at the same time is run on this thread, each once", arguments: 0...4)
  func fewer(count: Int) {
    let numbers = Mutex<[Int]>([])
    let shortage = Self.failing(after: count).run(4) { number in numbers.withLock { $0.append(number) } }
    #expect(numbers.withLock { $0.sorted() } == [0, 1, 2, 3])
    #expect(shortage?.started == (count == 4 ? nil : count))
    #expect(count == 4 || shortage?.asked == 4)
  }

  @Test("a thread runs what it was given, and lets go of it")
  func letsGo() {
    final class Witness: Sendable {}
    weak var gone: Witness?
    do {
      let witness = Witness()
      gone = witness
      let shortage = ThreadStarter { _ in EPERM }.start(1) { _ = witness }
      #expect(shortage?.limit == .unknown(reason: String(cString: strerror(EPERM))))
    }
    #expect(gone == nil)
  }

  @Test("a shortage says how many threads there are, and which limit stands in the way")
  func words() {
    let some = ThreadShortage(started: 2, asked: 8, limit: .threadsOfUser(100))
    #expect(
      "\(some)"
        == "Only 2 of 8 threads could be started, so the work takes longer: the limit in the way is that of a "
        + "user's processes and threads, 100 (ulimit -u).")
    let none = ThreadShortage(started: 0, asked: 8, limit: .addressSpace(bytes: 1 << 20))
    #expect(
      "\(none)"
        == "No thread could be started to work on: the limit in the way is that of a process' address space, "
        + "1024 KiB (ulimit -v).")
  }
}
