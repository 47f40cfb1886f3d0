// SPDX-License-Identifier: GPL-3.0-or-later

/// The parts into which types of crime and places fall, so that one context factor holds in each part at a time.
///
/// A cell is a type with those places that the same rules touch for it. Without rules a type is one cell.
struct CrimeCells: Sendable {
  /// The type of each cell; cells of a type lie side by side.
  private(set) var types: [Int32] = []
  /// The rules that touch each cell, a bit each.
  private(set) var rules: [UInt64] = []
  /// The cell of a type at a place, by type, then place.
  private(set) var cellOfPair: [Int32]

  var count: Int { types.count }

  /// - Complexity: O(types × places × rules).
  init(pattern: CrimePattern) {
    let placeCount = pattern.places.count
    cellOfPair = [Int32](repeating: 0, count: pattern.types.count * placeCount)
    for (type, crimeType) in pattern.types.enumerated() {
      let masks = pattern.places.map { place in
        CrimeCells.mask(pattern.contexts.map { $0.touches(type: crimeType.id, kind: place.kind) })
      }
      // A cell for each mask, in the order in which places show them.
      var found: [UInt64] = []
      for mask in masks where !found.contains(mask) { found.append(mask) }
      for mask in found {
        for place in 0..<placeCount where masks[place] == mask {
          cellOfPair[type * placeCount + place] = Int32(types.count)
        }
        types.append(Int32(type))
        rules.append(mask)
      }
    }
  }

  /// Puts a truth value for each rule into a bit each.
  static func mask(_ flags: [Bool]) -> UInt64 {
    precondition(flags.count <= ContextRule.limit)
    return flags.enumerated().reduce(0) { $1.element ? $0 | 1 << UInt64($1.offset) : $0 }
  }
}
