// SPDX-License-Identifier: GPL-3.0-or-later

/// Offences that became known lately, from the latest of each place back, so that those of one place are found without a search
/// through all others.
struct KnownAtPlaces: Sendable {
  private var offences: [KnownOffence] = []
  /// For each offence the one before it at the same place; -1 for none.
  private var earlier: [Int32] = []
  /// By place; -1 for none.
  private var latest: [Int32] = []

  /// Starts anew, in the same memory.
  mutating func reset(placeCount: Int) {
    offences.removeAll(keepingCapacity: true)
    earlier.removeAll(keepingCapacity: true)
    latest.removeAll(keepingCapacity: true)
    latest.append(contentsOf: repeatElement(-1, count: placeCount))
  }

  /// Adds an offence that became known, after all others.
  mutating func append(_ offence: KnownOffence) {
    let place = Int(offence.place)
    earlier.append(latest[place])
    latest[place] = Int32(offences.count)
    offences.append(offence)
  }

  /// Returns the offences at a place that became known since a moment, in that order.
  ///
  /// - Complexity: O(their number).
  func offences(at place: Int, since start: Double) -> [KnownOffence] {
    var found: [KnownOffence] = []
    var index = Int(latest[place])
    while index >= 0, offences[index].knownInSeconds >= start {
      found.append(offences[index])
      index = Int(earlier[index])
    }
    found.reverse()
    return found
  }
}
