// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// The intensity of one block of four weeks: all places, types and series as one process.
///
/// The background of a type goes to a place by an alias table; series add to it in the hours in which they are
/// under way. Within an hour the intensity is constant.
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

  let placeCount: Int
  let typeCount: Int
  /// *b·G* of the background in offences an hour where *H·M* is 1, by type, then place.
  var levels: [Double]
  /// Where the background of each type happens; of a type without any, nowhere.
  private var places: [AliasTable]
  /// The sum of ``levels``, by type.
  private var background: [Double]
  /// What the series of the hour add to ``background``, by type.
  private var raised: [Double]
  private var active: [ActiveSeries] = []
  /// The hour from which on the sums in ``raised`` no longer hold.
  private var nextChange = 0
  /// Offences an hour of the current hour, summed over types up to each.
  private var cumulative: [Double]

  init(placeCount: Int, typeCount: Int) {
    self.placeCount = placeCount
    self.typeCount = typeCount
    levels = [Double](repeating: 0, count: placeCount * typeCount)
    places = [AliasTable](
      repeating: AliasTable(weights: [Double](repeating: 1, count: placeCount)), count: typeCount)
    background = [Double](repeating: 0, count: typeCount)
    raised = background
    cumulative = background
  }

  /// Takes note of ``levels``, and of the series of a block.
  mutating func begin(hours: Range<Int>, series: [CrimeSeries], model: PotentialCrimeModel) {
    for type in 0..<typeCount {
      let row = levels[type * placeCount..<(type + 1) * placeCount]
      background[type] = row.reduce(0, +)
      if background[type] > 0 { places[type].update(weights: row) }
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
  /// - Returns: The intensity of all types together, in offences an hour.
  mutating func enter(hour: Int, model: PotentialCrimeModel) -> Double {
    if hour >= nextChange { sumSeries(hour: hour, model: model) }
    let hours = Int(model.calendar.hourOfWeek[hour]) * typeCount
    let months = Int(model.calendar.month[hour]) * typeCount
    var sum = 0.0
    for type in 0..<typeCount {
      sum +=
        (background[type] + raised[type]) * model.hourMultipliers[hours + type]
        * model.monthMultipliers[months + type]
      cumulative[type] = sum
    }
    return sum
  }

  /// Sums up what series add in an hour, which holds until one of them starts or ends.
  private mutating func sumSeries(hour: Int, model: PotentialCrimeModel) {
    for type in 0..<typeCount { raised[type] = 0 }
    nextChange = .max
    for one in active {
      let first = Int((max(0, one.startInSeconds) / 3_600).rounded(.down))
      let end = Int((one.endInSeconds / 3_600).rounded(.up))
      if first > hour { nextChange = min(nextChange, first) }
      if end > hour { nextChange = min(nextChange, end) }
      guard one.overlaps(hour: hour) else { continue }
      for type in 0..<typeCount where model.raises[Int(one.kind) * typeCount + type] {
        raised[type] += level(of: one, type: type)
      }
    }
  }

  private func level(of series: ActiveSeries, type: Int) -> Double {
    series.uplift * levels[type * placeCount + Int(series.place)]
  }

  /// Chooses the type of an offence in the current hour.
  ///
  /// - Parameter level: Uniform between 0 and the intensity of the hour.
  func type(atLevel level: Double) -> Int {
    // Counting needs no branch, and is quicker than a table for the few dozen types there are.
    var type = 0
    for index in 0..<typeCount - 1 { type += level >= cumulative[index] ? 1 : 0 }
    return type
  }

  /// Chooses the place, and the series if it belongs to one, of an offence in the current hour.
  ///
  /// - Parameters:
  ///   - type: Its type.
  ///   - uniform: In `0..<1`.
  ///   - hour: The current hour.
  ///   - time: When it happens, in seconds.
  /// - Returns: The place and the index of the series, -1 for the background; `nil` for an offence of a
  ///   series that has not started yet, or has ended, within this hour.
  func source(
    type: Int, uniform: Double, hour: Int, second time: Double, model: PotentialCrimeModel
  ) -> (place: Int32, series: Int32)? {
    var level = uniform * (background[type] + raised[type])
    if level < background[type] {
      // A quotient of two doubles below and at a bound can round up to 1.
      return (Int32(places[type].draw(min(level / background[type], 1 - 0x1p-53))), -1)
    }
    level -= background[type]
    var last: ActiveSeries?
    for one in active
    where model.raises[Int(one.kind) * typeCount + type] && one.overlaps(hour: hour) {
      last = one
      level -= self.level(of: one, type: type)
      if level < 0 { break }
    }
    guard let last, last.startInSeconds <= time, time < last.endInSeconds else { return nil }
    return (last.place, last.index)
  }
}
