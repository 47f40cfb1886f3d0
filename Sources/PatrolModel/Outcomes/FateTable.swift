// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What can be counted of an offence.
///
/// The first nine tell of *potential* offences, at the place and in the phase where they would have
/// happened: how many there were, what became of them, and how many of them were deterred at first. They
/// add up as ``FateTable/isConserved`` says. The next five are counted where and when an offence *did* happen. The last
/// three say more of the first: what the fate was due to.
public enum OutcomeField: Int, CaseIterable, Hashable, Sendable {
  case potential, happenedInPlace, landed, stoppedThere, prevented, diedWithParent, diedWithSeries
  case displacedBeyondEnd, deterred
  /// Offences that happened here: in place, or landed here from elsewhere.
  case happened
  /// Of those, the ones that had been displaced from another place or hour.
  case landedHere
  /// Of those that happened, the ones that the public reported.
  case reported
  /// Of those that happened, the ones that patrol discovered and nobody reported.
  case discovered
  /// Arrests at the scene by units of the operation.
  case arrests
  /// Of those prevented, the ones that a unit's presence alone would have prevented; the others took the memory of
  /// patrol, its residual deterrence. Both are told apart by the same uniform: below φ·*a*·*p*₀·*e*, or between that and *q*.
  case preventedByPresence
  /// Of those stopped where they went, the ones that presence there alone would have stopped.
  case stoppedByPresence
  /// Of those that died with their series, the ones due after its last offender had been arrested; the offender of the others was
  /// arrested while the series went on.
  case diedWithEndedSeries

  /// The name of its column in results: `happened_in_place`.
  public var columnName: String {
    String(describing: self).reduce(into: "") { name, letter in
      name += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
  }
}

/// Counts of every field by phase, place and type, of one replication under one strategy.
public struct FateTable: Hashable, Sendable {
  public let placeCount: Int
  public let typeCount: Int
  private static let fieldCount = 17
  /// Row-major by phase, place, type, field.
  private var counts: [Int32]

  public init(placeCount: Int, typeCount: Int) {
    let count = FateTable.countOfCounts(placeCount: placeCount, typeCount: typeCount)
    self.init(
      placeCount: placeCount, typeCount: typeCount, counts: [Int32](repeating: 0, count: count))
  }

  init(placeCount: Int, typeCount: Int, counts: [Int32]) {
    self.placeCount = placeCount
    self.typeCount = typeCount
    self.counts = counts
  }

  /// How many counts a table has.
  static func countOfCounts(placeCount: Int, typeCount: Int) -> Int {
    Phase.allCases.count * placeCount * typeCount * fieldCount
  }

  /// The position of the first field of a phase, place and type.
  @inline(__always)
  static func cell(_ phase: Int, _ place: Int, _ type: Int, placeCount: Int, typeCount: Int) -> Int {
    ((phase * placeCount + place) * typeCount + type) * fieldCount
  }

  private func index(_ phase: Phase, _ place: Int, _ type: Int, _ field: OutcomeField) -> Int {
    let phaseIndex =
      switch phase {
      case .history: 0
      case .campaign: 1
      case .after: 2
      }
    return FateTable.cell(phaseIndex, place, type, placeCount: placeCount, typeCount: typeCount)
      + field.rawValue
  }

  /// The count of a field in a phase, at a place, of a type.
  public subscript(phase: Phase, place place: Int, type type: Int, field: OutcomeField) -> Int {
    get { Int(counts[index(phase, place, type, field)]) }
    set { counts[index(phase, place, type, field)] = Int32(newValue) }
  }

  /// Whether anything was counted in a phase, at a place, of a type.
  public func hasCounts(_ phase: Phase, place: Int, type: Int) -> Bool {
    let first = index(phase, place, type, .potential)
    for index in first..<first + FateTable.fieldCount where counts[index] != 0 { return true }
    return false
  }

  /// Sum of a field over places and types.
  public func total(_ field: OutcomeField, in phase: Phase, places: some Sequence<Int>) -> Int {
    var sum = 0
    for place in places {
      for type in 0..<typeCount { sum += self[phase, place: place, type: type, field] }
    }
    return sum
  }

  /// Whether every potential offence is accounted for exactly once, in each phase, place and type.
  public var isConserved: Bool {
    for phase in Phase.allCases {
      for place in 0..<placeCount {
        for type in 0..<typeCount {
          func of(_ field: OutcomeField) -> Int { self[phase, place: place, type: type, field] }
          let fates =
            of(.happenedInPlace) + of(.landed) + of(.stoppedThere) + of(.prevented) + of(.diedWithParent)
            + of(.diedWithSeries) + of(.displacedBeyondEnd)
          guard fates == of(.potential) else { return false }
        }
      }
    }
    return true
  }
}
