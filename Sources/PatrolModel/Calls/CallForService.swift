// SPDX-License-Identifier: GPL-3.0-or-later

/// A call for service as the control room knows it.
public struct CallForService: Hashable, Sendable {
  /// When it was received, in seconds since the start of the run.
  public let receivedInSeconds: Double
  /// Where a unit is needed, by the index of the place.
  public let place: Int
  public let grade: CallGrade
  /// The type of the reported crime, by its index; `nil` for other demand.
  public let type: Int?

  public init(receivedInSeconds: Double, place: Int, grade: CallGrade, type: Int? = nil) {
    self.receivedInSeconds = receivedInSeconds
    self.place = place
    self.grade = grade
    self.type = type
  }
}

/// A call with what nobody knows before it is cleared.
struct TimedCall {
  let call: CallForService
  /// How long a unit will be on scene.
  let serviceInSeconds: Double
}

/// Calls that wait for a unit, by grade and then in the order in which they came.
struct WaitingCalls {
  private struct List {
    var calls: [TimedCall] = []
    /// The first that still waits.
    var head = 0
  }
  private var lists = [List](repeating: List(), count: CallGrade.allCases.count)
  private(set) var count = 0

  /// How many of a grade wait.
  func count(rank: Int) -> Int { lists[rank].calls.count - lists[rank].head }

  mutating func append(_ call: TimedCall) {
    lists[call.call.grade.rank].calls.append(call)
    count += 1
  }

  /// Returns a call of a grade, counted from the one that has waited longest.
  subscript(rank rank: Int, position: Int) -> TimedCall { lists[rank].calls[lists[rank].head + position] }

  /// Takes a call out.
  ///
  /// - Complexity: Amortised O(1) for the one that has waited longest; else O(calls that wait).
  mutating func remove(rank: Int, position: Int) {
    count -= 1
    guard position == 0 else {
      lists[rank].calls.remove(at: lists[rank].head + position)
      return
    }
    lists[rank].head += 1
    if lists[rank].head >= 32, 2 * lists[rank].head >= lists[rank].calls.count {
      lists[rank].calls.removeFirst(lists[rank].head)
      lists[rank].head = 0
    }
  }

  /// Forgets all; memory is kept.
  mutating func removeAll() {
    for rank in lists.indices {
      lists[rank].calls.removeAll(keepingCapacity: true)
      lists[rank].head = 0
    }
    count = 0
  }
}
