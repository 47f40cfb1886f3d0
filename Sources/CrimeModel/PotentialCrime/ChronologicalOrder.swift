// SPDX-License-Identifier: GPL-3.0-or-later

/// Puts the offences of a block in order of time, and of identity at one instant, in the same memory each time.
///
/// They are dealt out to as many equal spans of time as there are offences, and put in order within them by insertion.
struct ChronologicalOrder: Sendable {
  /// Where the next offence of each span goes.
  private var next: [Int32] = []

  /// Replaces offences by others, in order.
  ///
  /// - Parameters:
  ///   - drawn: In any order.
  ///   - span: The seconds in which they happen.
  ///   - ordered: Takes them.
  /// - Complexity: O(*n*) for rates that don't differ too much between hours.
  mutating func order(
    _ drawn: [PotentialOffence], within span: Range<Double>, into ordered: inout [PotentialOffence]
  ) {
    let count = drawn.count
    // What the last block left is written over.
    if ordered.count > count { ordered.removeLast(ordered.count - count) }
    guard let first = drawn.first else { return }
    ordered.append(contentsOf: repeatElement(first, count: count - ordered.count))
    next.removeAll(keepingCapacity: true)
    next.append(contentsOf: repeatElement(0, count: count + 1))
    let scale = Double(count) / (span.upperBound - span.lowerBound)
    func index(_ offence: PotentialOffence) -> Int {
      max(0, min(count - 1, Int((offence.timeInSeconds - span.lowerBound) * scale)))
    }
    drawn.withUnsafeBufferPointer { drawn in
      next.withUnsafeMutableBufferPointer { next in
        for offence in drawn { next[index(offence) + 1] += 1 }
        for span in 0..<count { next[span + 1] += next[span] }
        ordered.withUnsafeMutableBufferPointer { ordered in
          for offence in drawn {
            let span = index(offence)
            ordered[Int(next[span])] = offence
            next[span] += 1
          }
        }
      }
    }
    ordered.withUnsafeMutableBufferPointer(ChronologicalOrder.insert)
  }

  /// Puts offences in order of which each is near its place already.
  private static func insert(_ offences: inout UnsafeMutableBufferPointer<PotentialOffence>) {
    for start in offences.indices.dropFirst() {
      let offence = offences[start]
      var index = start
      while index > 0, offence.comes(before: offences[index - 1]) {
        offences[index] = offences[index - 1]
        index -= 1
      }
      offences[index] = offence
    }
  }
}

extension PotentialOffence {
  /// Whether it happens before another; at one instant the one with the lesser identity.
  fileprivate func comes(before other: PotentialOffence) -> Bool {
    timeInSeconds < other.timeInSeconds || (timeInSeconds == other.timeInSeconds && id < other.id)
  }
}
