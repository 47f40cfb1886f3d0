// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// The background and series offences of one replication, block by block in order of time.
///
/// None of it depends on a strategy: it is drawn once and shown to all. Each type at each place is a Poisson process of its own, and
/// so is what each series adds to a type: unit exponential gaps are laid along the integral of its intensity, and no candidate for a time
/// is thrown away. Each comes from a stream that is named by the ids of place and type, or by the series, and by the block. So
/// neither another place or type nor a longer history moves any offence.
///
/// Memory is that of one block, however long the run, and is used again by the next replication.
///
/// Source: Çınlar, *Introduction to Stochastic Processes*, Prentice-Hall, 1975, ch. 4, theorem 7 (inversion).
public struct PotentialCrimeStream: Sendable {
  /// How times are drawn, for those who describe a simulation.
  public static let methodName = "inversion of the cumulative intensity, hour by hour"

  public let model: PotentialCrimeModel
  /// The series of this replication; a series offence names its series by its index here.
  public private(set) var series: [CrimeSeries] = []
  private var seed: UInt64 = 0
  private var replication: UInt64 = 0
  /// Background offences an hour where *H*·*M*·*G* is 1, by type, then place.
  private var backgroundPerHour: [Double]
  /// *b·G* of the background in offences an hour where *H·M·C* is 1, by type, then place.
  private var levels: [Double]
  private var clock: BlockClock
  /// The part of random streams that belongs to the block, and when the block begins, in seconds since the start of the run.
  private var block: (part: UInt64, startInSeconds: Double) = (0, 0)
  /// The offences of the block, not in order yet.
  private var drawn: [PotentialOffence] = []
  private var order = ChronologicalOrder()
  private var nextBlock: Int

  /// Prepares the memory; ``begin(seed:replication:)`` starts a replication.
  public init(model: PotentialCrimeModel) {
    self.model = model
    backgroundPerHour = [Double](repeating: 0, count: model.pattern.places.count * model.pattern.types.count)
    levels = backgroundPerHour
    clock = BlockClock(cellCount: model.cells.count, longest: model.blocks.longest)
    nextBlock = model.blockCount
  }

  /// Starts a replication: draws its series and, where the pattern says so, its rates.
  public mutating func begin(seed: UInt64, replication: UInt64) {
    self.seed = seed
    self.replication = replication
    nextBlock = 0
    series.removeAll(keepingCapacity: true)
    CrimeSeries.draw(model: model, seed: seed, replication: replication, into: &series)
    drawRates()
  }

  /// Replaces offences by those of the next block, in order of time.
  ///
  /// - Returns: The hours of the block that lie in the run, counted from its start; `nil` where there is none left.
  /// - Complexity: O((places + hours) × types + series + offences), with cells in place of types where context rules divide them.
  public mutating func drawNextBlock(into offences: inout [PotentialOffence]) -> Range<Int>? {
    guard nextBlock < model.blockCount else {
      offences.removeAll(keepingCapacity: true)
      return nil
    }
    let hours = model.blocks.hoursOfRun(inBlock: nextBlock)
    enter(nextBlock)
    nextBlock += 1
    drawn.removeAll(keepingCapacity: true)
    drawLevels()
    drawBackground()
    drawSeriesCrime()
    order.order(
      drawn, within: Double(hours.lowerBound) * 3_600..<Double(hours.upperBound) * 3_600, into: &offences)
    return hours
  }

  /// Returns *b·G* of the background in the block drawn last, in offences an hour where *H·M·C* is 1.
  ///
  /// - Returns: By type, then place. It says nothing of any one offence.
  public func backgroundLevels() -> [Double] { levels }

  private mutating func enter(_ index: Int) {
    let first = model.blocks.hours(ofBlock: index).lowerBound - model.blocks.hoursBefore
    block = (model.blocks.part(ofBlock: index), Double(first) * 3_600)
    clock.enter(block: index, model: model)
  }

  /// Sets the background rate of each type and place, from their posterior where the pattern draws rates.
  private mutating func drawRates() {
    let pattern = model.pattern
    for type in pattern.types.indices {
      let share = model.backgroundShares[type] / (365.25 * 24)
      for place in pattern.places.indices {
        let mean = pattern.places[place].ratesPerYear[type]
        let error = pattern.places[place].rateErrorsPerYear[type]
        var rate = mean
        if pattern.drawsRates, error > 1e-6 * mean, mean > 0 {
          // The posterior is a gamma law with this mean and standard deviation.
          var random = RandomStream(
            seed: seed, replication: replication, name: model.streams.rates[type],
            entity: model.streams.places[place])
          rate = random.gamma(shape: mean * mean / (error * error), scale: error * error / mean)
        }
        backgroundPerHour[type * pattern.places.count + place] = rate * share
      }
    }
  }

  /// Draws the gamma factor *G* of every type and place for the block.
  private mutating func drawLevels() {
    let placeCount = model.pattern.places.count
    for type in model.pattern.types.indices {
      let variance = model.pattern.types[type].overdispersion
      for place in 0..<placeCount {
        var level = backgroundPerHour[type * placeCount + place]
        if variance > 1e-9, level > 0 {
          var random = RandomStream(
            seed: seed, replication: replication, name: model.streams.levels[type],
            entity: model.streams.places[place], part: block.part)
          level *= random.gamma(shape: 1 / variance, scale: variance)
        }
        levels[type * placeCount + place] = level
      }
    }
  }

  /// What is drawn by itself: a type at a place, or what a series adds to one.
  private struct Process {
    let name: StreamName
    let entity: UInt64
    let cell: Int
    let place: Int32
    let type: Int32
    /// Offences an hour where *H·M·C* is 1.
    let level: Double
    var series: Int32 = -1
  }

  /// Draws the background of every type and place in the block.
  private mutating func drawBackground() {
    let placeCount = model.pattern.places.count
    for type in model.pattern.types.indices {
      for place in 0..<placeCount {
        let pair = type * placeCount + place
        guard levels[pair] > 0 else { continue }
        let process = Process(
          name: model.streams.background[type], entity: model.streams.places[place],
          cell: Int(model.cells.cellOfPair[pair]), place: Int32(place), type: Int32(type),
          level: levels[pair])
        draw(process, from: 0, to: clock.total(process.cell))
      }
    }
  }

  /// Draws what series add in the block, to each type that they raise.
  private mutating func drawSeriesCrime() {
    let (typeCount, placeCount) = (model.pattern.types.count, model.pattern.places.count)
    for index in series.indices {
      let one = series[index]
      let (start, end) = (one.startInSeconds - block.startInSeconds, one.endInSeconds - block.startInSeconds)
      guard end > 0, start < clock.endInSeconds else { continue }
      for type in 0..<typeCount where model.raises[Int(one.kind) * typeCount + type] {
        let pair = type * placeCount + Int(one.place)
        // (multiplier − 1) backgrounds of the place.
        let level = (model.pattern.seriesKinds[Int(one.kind)].multiplier - 1) * levels[pair]
        guard level > 0 else { continue }
        let cell = Int(model.cells.cellOfPair[pair])
        let process = Process(
          name: model.streams.seriesCrime[type], entity: one.id, cell: cell, place: one.place,
          type: Int32(type), level: level, series: Int32(index))
        draw(process, from: clock.level(cell, atSecond: start), to: clock.level(cell, atSecond: end))
      }
    }
  }

  /// Draws the offences of a process between two readings of the clock, those outside the run included, and keeps the others.
  @inline(__always)
  private mutating func draw(_ process: Process, from first: Double, to last: Double) {
    var random = RandomStream(
      seed: seed, replication: replication, name: process.name, entity: process.entity, part: block.part)
    var reading = first + random.exponential(mean: 1) / process.level
    while reading < last {
      let time = block.startInSeconds + clock.second(process.cell, atLevel: reading)
      let id = OffenceIdentity.make(random.next())
      if time >= 0, time < model.calendar.endInSeconds {
        drawn.append(
          PotentialOffence(
            id: id, timeInSeconds: time, place: process.place, type: process.type, series: process.series))
      }
      reading += random.exponential(mean: 1) / process.level
    }
  }
}
