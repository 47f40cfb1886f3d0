// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A value that one thread at a time may use.
///
/// It is `Synchronization`'s `Mutex` on a lock of the system's, which the thread sanitizer knows; it takes every use of a `Mutex` for a race.
// Unchecked: the value is read and written only while the lock is held.
package final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  package init(_ value: sending Value) { self.value = value }

  package func withLock<Result, Problem: Error>(
    _ body: (inout Value) throws(Problem) -> Result
  ) throws(Problem) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }

  /// Calls a function unless another thread uses the value.
  package func withLockIfAvailable(_ body: (inout Value) -> Void) {
    guard lock.try() else { return }
    defer { lock.unlock() }
    body(&value)
  }
}
