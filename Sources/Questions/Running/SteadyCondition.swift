// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A lock with a condition that can be waited for, at most so long by a clock that nobody sets.
///
/// `NSCondition` waits until a time of day, which ends the process on a machine whose clock is centuries off, and never comes, or comes
/// at once, where the clock is set meanwhile.
// Unchecked: the C library's locks are made to be shared between threads.
final class SteadyCondition: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    #if os(Linux)
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(condition, &attributes)
      pthread_condattr_destroy(&attributes)
    #else
      pthread_cond_init(condition, nil)
    #endif
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func lock() { pthread_mutex_lock(mutex) }
  func unlock() { pthread_mutex_unlock(mutex) }
  /// Lets all go on that wait; what they wait for must be checked again.
  func broadcast() { pthread_cond_broadcast(condition) }
  /// Waits for a broadcast with the lock given up meanwhile.
  func wait() { pthread_cond_wait(condition, mutex) }

  /// Waits for a broadcast, until a deadline of ``deadline(afterSeconds:)`` at most.
  ///
  /// - Returns: Whether the deadline is still to come.
  func wait(until deadline: timespec) -> Bool {
    var deadline = deadline
    #if os(Linux)
      return pthread_cond_timedwait(condition, mutex, &deadline) != ETIMEDOUT
    #else
      let now = SteadyCondition.deadline(afterSeconds: 0)
      let left = (deadline.tv_sec - now.tv_sec) * 1_000_000_000 + deadline.tv_nsec - now.tv_nsec
      guard left > 0 else { return false }
      deadline = timespec(tv_sec: left / 1_000_000_000, tv_nsec: left % 1_000_000_000)
      return pthread_cond_timedwait_relative_np(condition, mutex, &deadline) != ETIMEDOUT
    #endif
  }

  /// The moment that comes so many seconds from now, at most a day.
  static func deadline(afterSeconds seconds: Double) -> timespec {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let nanoseconds = time.tv_nsec + Int(max(0, min(86_400, seconds)) * 1e9)
    return timespec(tv_sec: time.tv_sec + nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
  }
}
