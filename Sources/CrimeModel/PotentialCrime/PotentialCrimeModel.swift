// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// The tables from which potential crime is drawn; the same for all replications.
///
/// λ⁰(t) = b·H·M·C·G·(1 − θ)/(1 + s) for the background, and (multiplier − 1) times as much for each
/// series that is under way.
public struct PotentialCrimeModel: Sendable {
  /// The length of a block, within which the gamma factor *G* is constant, in days; see ``blockCount``.
  public static let blockInDays = 28

  public let pattern: CrimePattern
  public let calendar: CivilCalendar
  public let geometry: PlaceGeometry
  /// What its random streams are named by.
  let streams: CrimeStreamNames
  /// The blocks that the run touches.
  let blocks: CrimeBlocks
  /// Types and places, sorted by the context rules that touch them.
  let cells: CrimeCells
  /// *H* by hour of the week, then cell: the cells of one hour lie side by side.
  let hourMultipliers: [Double]
  /// *M* by month, then cell.
  let monthMultipliers: [Double]
  /// *C* by physical hour of the blocks and cell.
  let context: ContextTable
  /// The micro-places of all places.
  let microPlaces: MicroPlaceTable
  /// The radius of each place, in metres.
  let radii: [Double]
  /// θ, the expected number of near repeats of an offence, by type.
  let nearRepeats: [Double]
  /// (1 − θ)/(1 + s), by type: the share of *b* that is background.
  let backgroundShares: [Double]
  /// Whether a kind of series raises a type, by kind, then type.
  let raises: [Bool]

  /// - Precondition: Every profile that a type names is in the pattern.
  public init(pattern: CrimePattern, calendar: CivilCalendar, reachInMetres: Double) {
    self.pattern = pattern
    self.calendar = calendar
    streams = CrimeStreamNames(pattern)
    let blocks = CrimeBlocks(of: calendar)
    self.blocks = blocks
    // Near repeats rarely fall outside five standard deviations, displacement never outside its reach.
    geometry = PlaceGeometry(
      places: pattern.places, reachInMetres: max(reachInMetres, 10 * pattern.nearRepeat.spreadInMetres))
    let profiles = pattern.types.map { type in
      guard let hours = pattern.hourProfiles.first(where: { $0.name == type.hourProfile }),
        let months = pattern.monthProfiles.first(where: { $0.name == type.monthProfile })
      else { preconditionFailure("Type \(type.id) names a profile that the pattern does not have") }
      return (hours: hours.multipliers, months: months.multipliers)
    }
    let cells = CrimeCells(pattern: pattern)
    let profilesOfCells = cells.types.map { profiles[Int($0)] }
    hourMultipliers = (0..<168).flatMap { hour in profilesOfCells.map { $0.hours[hour] } }
    monthMultipliers = (0..<12).flatMap { month in profilesOfCells.map { $0.months[month] } }
    context = ContextTable(pattern: pattern, calendar: blocks.calendar, cells: cells) {
      profiles[$0].hours[$1] * profiles[$0].months[$2]
    }
    self.cells = cells
    microPlaces = MicroPlaceTable(pattern: pattern)
    radii = pattern.places.map(\.radiusInMetres)
    nearRepeats = pattern.types.map(\.nearRepeats)
    backgroundShares = pattern.types.indices.map(pattern.backgroundShare)
    raises = pattern.seriesKinds.flatMap { kind in pattern.types.map { kind.types.contains($0.id) } }
  }

  /// Returns the context factor *C* of a type at a place in a physical hour of the run; 1 without rules.
  public func contextFactor(type: Int, place: Int, hour: Int) -> Double {
    let cell = Int(cells.cellOfPair[type * pattern.places.count + place])
    return context.factors[Int(context.rowOfHour[blocks.hoursBefore + hour]) + cell]
  }

  /// Returns *H·M·C* of a type at a place in a physical hour of the run; 1 on average over a year.
  public func timeFactor(type: Int, place: Int, hour: Int) -> Double {
    let cell = Int(cells.cellOfPair[type * pattern.places.count + place])
    return multiplier(ofCell: cell, blockHour: blocks.hoursBefore + hour)
  }

  /// Returns *H·M·C* of a cell in a physical hour of the blocks.
  @inline(__always)
  func multiplier(ofCell cell: Int, blockHour hour: Int) -> Double {
    hourMultipliers[Int(blocks.calendar.hourOfWeek[hour]) * cells.count + cell]
      * monthMultipliers[Int(blocks.calendar.month[hour]) * cells.count + cell]
      * context.factors[Int(context.rowOfHour[hour]) + cell]
  }

  /// Returns the mean of *H·M·C* over some physical hours of the run, at least one, by type, then place.
  public func meanTimeFactors(hours: Range<Int>) -> [Double] {
    var sums = [Double](repeating: 0, count: cells.count)
    for hour in hours {
      for cell in sums.indices {
        sums[cell] += multiplier(ofCell: cell, blockHour: blocks.hoursBefore + hour)
      }
    }
    return cells.cellOfPair.map { sums[Int($0)] / Double(hours.count) }
  }

  /// Whether a kind of series raises a type, each by its index.
  public func raises(kind: Int, type: Int) -> Bool { raises[kind * pattern.types.count + type] }

  /// How many blocks the run touches.
  ///
  /// Blocks are counted from Monday 5 January 1970. The first may have begun before the run, and the last may end after it.
  public var blockCount: Int { blocks.count }
}
