// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Processes
import Synchronization
import Testing

@testable import Questions

@Suite("Replications where threads can't be started")
struct ThreadShortageTests {
  /// Replications whose value is their number, on threads of which only so many can be started.
  private static func work(threads: Int) -> OrderedReplications<Int> {
    let left = Mutex(threads)
    let starter = ThreadStarter { body in
      let isAllowed = left.withLock { left in
        left -= 1
        return left >= 0
      }
      return isAllowed && ThreadStarter.system.start(1, body) == nil ? 0 : EAGAIN
    }
    return OrderedReplications(numbers: 1...40, jobs: 4, threads: starter) { { $0 } }
  }

  @Test("are all run by the threads that there are", arguments: [1, 2, 3, 4])
  func fewer(threads: Int) throws {
    var numbers: [Int] = []
    try Self.work(threads: threads).run(interruption: Interruption()) { number in
      numbers.append(number)
      return true
    }
    #expect(numbers == Array(1...40))
    #expect(threads == 4 || ThreadShortage.first != nil)
  }

  @Test("are an error that names the limit where there is no thread")
  func none() {
    let shortage = #expect(throws: ThreadShortage.self) {
      try Self.work(threads: 0).run(interruption: Interruption()) { _ in true }
    }
    #expect(shortage?.started == 0 && shortage?.asked == 4)
  }

  @Test("that are abandoned half-way are neither finished nor handed over")
  func abandoned() throws {
    let work = OrderedReplications<Int>(numbers: 1...20, jobs: 2) {
      { number in
        if number == 3 { WorkInHand.current?.abandon() }
        return number
      }
    }
    var numbers: [Int] = []
    let interruption = Interruption()
    try work.run(interruption: interruption) { number in
      numbers.append(number)
      return true
    }
    #expect(!numbers.contains(3))
    #expect(numbers.starts(with: [1, 2]))
  }
}
