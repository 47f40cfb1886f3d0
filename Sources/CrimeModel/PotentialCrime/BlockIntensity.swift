// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// The intensity of one block of four weeks: all places, types and series as one process.
///
/// A cell is a type at the places that the same context rules touch; without rules, a type. The background of a cell
/// goes to a place by an alias table; series add to it in the hours in which they are under way. Within an hour
/// the intensity is constant.
struct BlockIntensity: Sendable {
  /// A series in the block, for as long as it overlaps it.
  struct ActiveSeries: Sendable {
    /// Its index in the replication.
    let index: Int32
    let place: Int32
    let kind: Int32
    let startInSeconds: Double
    let endInSeconds: Double
    /// (multiplier − 1): what it adds, in backgrounds of its place.
    let uplift: Double

    func overlaps(hour: Int) -> Bool {
      startInSeconds < Double(hour + 1) * 3_600 && endInSeconds > Double(hour) * 3_600
    }
  }

  private let placeCount: Int
  private let cellCount: Int
  /// *b·G* of the background in offences an hour where *H·M·C* is 1, by slot of ``CrimeCells``.
  var levels: [Double]
  /// Where the background of each cell happens, counted within it; of a cell without any, nowhere.
  private var places: [AliasTable]
  /// The sum of ``levels``, by cell.
  private var background: [Double]
  /// What the series of the hour add to ``background``, by cell.
  private var raised: [Double]
  private var active: [ActiveSeries] = []
  /// The hour from which on the sums in ``raised`` no longer hold.
  private var nextChange = 0
  /// Offences an hour of the current hour, summed over cells up to each.
  private var cumulative: [Double]

  init(cells: CrimeCells, placeCount: Int) {
    self.placeCount = placeCount
    cellCount = cells.count
    levels = [Double](repeating: 0, count: cells.places.count)
    places = (0..<cells.count).map { cell in
      AliasTable(weights: [Double](repeating: 1, count: cells.slots(of: cell).count))
    }
    background = [Double](repeating: 0, count: cells.count)
    raised = background
    cumulative = background
  }

  /// Takes note of ``levels``, and of the series of a block.
  mutating func begin(hours: Range<Int>, series: [CrimeSeries], model: PotentialCrimeModel) {
    for cell in 0..<cellCount {
      let row = levels[model.cells.slots(of: cell)]
      background[cell] = row.reduce(0, +)
      if background[cell] > 0 { places[cell].update(weights: row) }
    }
    active.removeAll(keepingCapacity: true)
    for (index, one) in series.enumerated() {
      let candidate = ActiveSeries(
        index: Int32(index), place: one.place, kind: one.kind, startInSeconds: one.startInSeconds,
        endInSeconds: one.endInSeconds,
        uplift: model.pattern.seriesKinds[Int(one.kind)].multiplier - 1)
      if one.startInSeconds < Double(hours.upperBound) * 3_600,
        one.endInSeconds > Double(hours.lowerBound) * 3_600
      {
        active.append(candidate)
      }
    }
    nextChange = hours.lowerBound
  }

  /// Sets the hour that is drawn from.
  ///
  /// - Returns: The intensity of all cells together, in offences an hour.
  mutating func enter(hour: Int, model: PotentialCrimeModel) -> Double {
    if hour >= nextChange { sumSeries(hour: hour, model: model) }
    let hours = Int(model.calendar.hourOfWeek[hour]) * cellCount
    let months = Int(model.calendar.month[hour]) * cellCount
    let context = Int(model.context.rowOfHour[hour])
    var sum = 0.0
    for cell in 0..<cellCount {
      sum +=
        (background[cell] + raised[cell]) * model.hourMultipliers[hours + cell]
        * model.monthMultipliers[months + cell] * model.context.factors[context + cell]
      cumulative[cell] = sum
    }
    return sum
  }

  /// Sums up what series add in an hour, which holds until one of them starts or ends.
  private mutating func sumSeries(hour: Int, model: PotentialCrimeModel) {
    for cell in 0..<cellCount { raised[cell] = 0 }
    nextChange = .max
    let typeCount = model.pattern.types.count
    for one in active {
      let first = Int((max(0, one.startInSeconds) / 3_600).rounded(.down))
      let end = Int((one.endInSeconds / 3_600).rounded(.up))
      if first > hour { nextChange = min(nextChange, first) }
      if end > hour { nextChange = min(nextChange, end) }
      guard one.overlaps(hour: hour) else { continue }
      for type in 0..<typeCount where model.raises[Int(one.kind) * typeCount + type] {
        let pair = type * placeCount + Int(one.place)
        raised[Int(model.cells.cellOfPair[pair])] += level(of: one, pair: pair, model: model)
      }
    }
  }

  /// What a series adds to a type at its place, where *H·M·C* is 1.
  private func level(of series: ActiveSeries, pair: Int, model: PotentialCrimeModel) -> Double {
    series.uplift * levels[Int(model.cells.slotOfPair[pair])]
  }

  /// Chooses the cell of an offence in the current hour.
  ///
  /// - Parameter level: Uniform between 0 and the intensity of the hour.
  func cell(atLevel level: Double) -> Int {
    // Counting needs no branch, and is quicker than a table for the few dozen cells there are.
    var cell = 0
    for index in 0..<cellCount - 1 { cell += level >= cumulative[index] ? 1 : 0 }
    return cell
  }

  /// Chooses the place, and the series if it belongs to one, of an offence in the current hour.
  ///
  /// - Parameters:
  ///   - cell: Its cell.
  ///   - uniform: In `0..<1`.
  ///   - hour: The current hour.
  ///   - time: When it happens, in seconds.
  /// - Returns: The place and the index of the series, -1 for the background; `nil` for an offence of a
  ///   series that has not started yet, or has ended, within this hour.
  func source(
    cell: Int, uniform: Double, hour: Int, second time: Double, model: PotentialCrimeModel
  ) -> (place: Int32, series: Int32)? {
    var level = uniform * (background[cell] + raised[cell])
    if level < background[cell] {
      // A quotient of two doubles below and at a bound can round up to 1.
      let slot = places[cell].draw(min(level / background[cell], 1 - 0x1p-53))
      return (model.cells.places[model.cells.firstSlots[cell] + slot], -1)
    }
    level -= background[cell]
    let type = Int(model.cells.types[cell])
    let typeCount = model.pattern.types.count
    var last: ActiveSeries?
    for one in active where model.raises[Int(one.kind) * typeCount + type] && one.overlaps(hour: hour) {
      let pair = type * placeCount + Int(one.place)
      guard Int(model.cells.cellOfPair[pair]) == cell else { continue }
      last = one
      level -= self.level(of: one, pair: pair, model: model)
      if level < 0 { break }
    }
    guard let last, last.startInSeconds <= time, time < last.endInSeconds else { return nil }
    return (last.place, last.index)
  }
}
