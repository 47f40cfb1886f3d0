// SPDX-License-Identifier: GPL-3.0-or-later

/// Times in the order in which they came, in a ring that grows by doubling.
struct TimeRing: ~Copyable {
  private var times: UnsafeMutablePointer<Double>
  private var mask: Int
  private var head = 0
  private var tail = 0

  init(capacity: Int = 1024) {
    precondition(capacity > 0 && capacity & (capacity - 1) == 0, "The capacity is a power of two")
    times = .allocate(capacity: capacity)
    mask = capacity - 1
  }

  deinit { times.deallocate() }

  var count: Int { tail &- head }
  var isEmpty: Bool { head == tail }

  mutating func append(_ time: Double) {
    if count > mask { grow() }
    times[tail & mask] = time
    tail &+= 1
  }

  mutating func removeFirst() -> Double {
    precondition(!isEmpty, "Nobody is there")
    let time = times[head & mask]
    head &+= 1
    return time
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Double>.allocate(capacity: 2 * (mask + 1))
    for index in head..<tail { larger[index & (2 * mask + 1)] = times[index & mask] }
    times.deallocate()
    times = larger
    mask = 2 * mask + 1
  }
}
