// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// The intensity of one block of four weeks: all places, types and series as one process.
///
/// A cell is a type at the places that the same context rules touch; without rules, a type. The background of a cell
/// goes to a place by an alias table; series add to it in the hours in which they are under way. Within an hour
/// the intensity is constant.
struct BlockIntensity: Sendable {
  /// What a series of the block adds to a cell, in the hours that it touches.
  private struct Rise: Sendable {
    /// Its index in the replication.
    var series: Int32 = 0
    var place: Int32 = 0
    var startInSeconds = 0.0
    var endInSeconds = 0.0
  }

  /// What is looked at of a rise each time that sums are made.
  private struct Span: Sendable {
    /// The first hour that it touches, and the first one after it that it doesn't.
    var first: Int32 = 0
    var end: Int32 = 0
    /// Offences an hour where *H·M·C* is 1.
    var level = 0.0
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
  /// By cell, within it in the order of series.
  private var rises: [Rise] = []
  private var spans: [Span] = []
  /// Where the rises of each cell begin, and where the last end.
  private var firstRises: [Int]
  /// Of the rises of the hour, those of each cell from where its own begin: which it is, and the sum of levels up to it.
  private var risen: [(rise: Int32, sum: Double)] = []
  /// How many there are, by cell.
  private var risenCounts: [Int]
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
    firstRises = [Int](repeating: 0, count: cells.count + 1)
    risenCounts = [Int](repeating: 0, count: cells.count)
  }

  /// Takes note of ``levels``, and of the series of a block.
  mutating func begin(hours: Range<Int>, series: [CrimeSeries], model: PotentialCrimeModel) {
    for cell in 0..<cellCount {
      let row = levels[model.cells.slots(of: cell)]
      background[cell] = row.reduce(0, +)
      if background[cell] > 0 { places[cell].update(weights: row) }
    }
    gather(series, hours: hours, model: model)
    nextChange = hours.lowerBound
  }

  /// Calls a function with each cell that a series of the block raises, its index and the pair of type and place.
  private static func forEachRise(
    _ series: [CrimeSeries], hours: Range<Int>, model: PotentialCrimeModel, _ body: (Int, Int, Int) -> Void
  ) {
    let (typeCount, placeCount) = (model.pattern.types.count, model.pattern.places.count)
    for (index, one) in series.enumerated()
    where one.startInSeconds < Double(hours.upperBound) * 3_600
      && one.endInSeconds > Double(hours.lowerBound) * 3_600
    {
      for type in 0..<typeCount where model.raises[Int(one.kind) * typeCount + type] {
        let pair = type * placeCount + Int(one.place)
        body(Int(model.cells.cellOfPair[pair]), index, pair)
      }
    }
  }

  /// Lays out what the series of a block add to each cell.
  private mutating func gather(_ series: [CrimeSeries], hours: Range<Int>, model: PotentialCrimeModel) {
    for cell in 0..<cellCount { risenCounts[cell] = 0 }
    BlockIntensity.forEachRise(series, hours: hours, model: model) { cell, _, _ in risenCounts[cell] += 1 }
    for cell in 0..<cellCount { firstRises[cell + 1] = firstRises[cell] + risenCounts[cell] }
    let count = firstRises[cellCount]
    // They grow as a replication needs, and are kept for the next one.
    while rises.count < count {
      rises.append(Rise())
      spans.append(Span())
      risen.append((0, 0))
    }
    for cell in 0..<cellCount { risenCounts[cell] = firstRises[cell] }
    BlockIntensity.forEachRise(series, hours: hours, model: model) { cell, index, pair in
      let one = series[index]
      rises[risenCounts[cell]] = Rise(
        series: Int32(index), place: one.place, startInSeconds: one.startInSeconds,
        endInSeconds: one.endInSeconds)
      spans[risenCounts[cell]] = Span(
        first: BlockIntensity.firstHour(from: one.startInSeconds),
        end: BlockIntensity.endHour(at: one.endInSeconds),
        // (multiplier − 1) backgrounds of the place.
        level: (model.pattern.seriesKinds[Int(one.kind)].multiplier - 1)
          * levels[Int(model.cells.slotOfPair[pair])])
      risenCounts[cell] += 1
    }
  }

  /// The first hour from 0 that ends after a moment.
  private static func firstHour(from second: Double) -> Int32 {
    var hour = max(0, (second / 3_600).rounded(.down))
    // A quotient can be rounded up to a whole number.
    while hour > 0, second < hour * 3_600 { hour -= 1 }
    while second >= (hour + 1) * 3_600 { hour += 1 }
    return Int32(hour)
  }

  /// The first hour that begins at a moment or after it.
  private static func endHour(at second: Double) -> Int32 {
    guard second < 1e12 else { return .max }
    var hour = (second / 3_600).rounded(.up)
    while second <= (hour - 1) * 3_600 { hour -= 1 }
    while second > hour * 3_600 { hour += 1 }
    return Int32(clamping: Int64(hour))
  }

  /// Sets the hour that is drawn from.
  ///
  /// - Returns: The intensity of all cells together, in offences an hour.
  mutating func enter(hour: Int, model: PotentialCrimeModel) -> Double {
    if hour >= nextChange { sumSeries(hour: hour) }
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
  private mutating func sumSeries(hour: Int) {
    let now = Int32(hour)
    var next = Int32.max
    for cell in 0..<cellCount {
      let start = firstRises[cell]
      var (sum, count) = (0.0, 0)
      for index in start..<firstRises[cell + 1] {
        let span = spans[index]
        if span.first > now {
          next = min(next, span.first)
        } else if span.end > now {
          next = min(next, span.end)
          sum += span.level
          risen[start + count] = (Int32(index), sum)
          count += 1
        }
      }
      raised[cell] = sum
      risenCounts[cell] = count
    }
    nextChange = Int(next)
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
  ///   - time: When it happens, in seconds.
  /// - Returns: The place and the index of the series, -1 for the background; `nil` for an offence of a
  ///   series that has not started yet, or has ended, within this hour.
  func source(
    cell: Int, uniform: Double, second time: Double, model: PotentialCrimeModel
  ) -> (place: Int32, series: Int32)? {
    var level = uniform * (background[cell] + raised[cell])
    if level < background[cell] {
      // A quotient of two doubles below and at a bound can round up to 1.
      let slot = places[cell].draw(min(level / background[cell], 1 - 0x1p-53))
      return (model.cells.places[model.cells.firstSlots[cell] + slot], -1)
    }
    level -= background[cell]
    guard let rise = rise(of: cell, atLevel: level), rise.startInSeconds <= time, time < rise.endInSeconds
    else {
      return nil
    }
    return (rise.place, rise.series)
  }

  /// Returns what raises a cell at a level between 0 and the sum of its rises of the hour; `nil` where nothing does.
  private func rise(of cell: Int, atLevel level: Double) -> Rise? {
    let start = firstRises[cell]
    var (low, high) = (0, risenCounts[cell])
    guard high > 0 else { return nil }
    // The first whose sum lies above, or the last, should rounding have left none.
    high -= 1
    while low < high {
      let middle = (low + high) / 2
      if risen[start + middle].sum > level { high = middle } else { low = middle + 1 }
    }
    return rises[Int(risen[start + low].rise)]
  }
}
