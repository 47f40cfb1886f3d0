// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// The background and series offences of one replication, block by block in order of time.
///
/// None of it depends on a strategy: it is drawn once and shown to all. All places, types and series are one
/// superposed Poisson process, whose intensity is constant within each hour: unit exponential gaps are
/// laid along the cumulative intensity, so that offences come in order of time and no candidate for a time is thrown
/// away. Then each is given its type, place and series in proportion to their share of the hour.
///
/// Memory is that of one block, however long the run, and is used again by the next replication.
///
/// Source: Çınlar, *Introduction to Stochastic Processes*, Prentice-Hall, 1975, ch. 4, theorem 7 (inversion);
/// Kingman, *Poisson Processes*, Oxford, 1993, §§2.2 and 5.1 (superposition and marking).
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
  private var intensity: BlockIntensity
  private var nextBlock: Int

  private static let rateStream: StreamName = "rates"
  private static let levelStream: StreamName = "block level"
  private static let offenceStream: StreamName = "potential crime"

  /// Prepares the memory; ``begin(seed:replication:)`` starts a replication.
  public init(model: PotentialCrimeModel) {
    self.model = model
    let places = model.pattern.places.count
    let types = model.pattern.types.count
    backgroundPerHour = [Double](repeating: 0, count: places * types)
    intensity = BlockIntensity(cells: model.cells, placeCount: places)
    nextBlock = model.blockCount
  }

  /// Starts a replication: draws its series and, where the pattern says so, its rates.
  public mutating func begin(seed: UInt64, replication: UInt64) {
    self.seed = seed
    self.replication = replication
    nextBlock = 0
    series.removeAll(keepingCapacity: true)
    CrimeSeries.draw(
      pattern: model.pattern, endInSeconds: model.calendar.endInSeconds, seed: seed, replication: replication,
      into: &series)
    drawRates()
  }

  /// Replaces offences by those of the next block, in order of time.
  ///
  /// - Returns: The hours of the block, counted from the start of the run; `nil` where there is none left.
  /// - Complexity: O(places × types + hours × cells + offences), with as many cells as types where no context rule divides them.
  public mutating func drawNextBlock(into offences: inout [PotentialOffence]) -> Range<Int>? {
    offences.removeAll(keepingCapacity: true)
    guard nextBlock < model.blockCount else { return nil }
    let block = nextBlock
    nextBlock += 1
    let hours = model.hours(ofBlock: block)
    drawLevels(block: block)
    intensity.begin(hours: hours, series: series, model: model)
    var random = RandomStream(
      seed: seed, replication: replication, name: PotentialCrimeStream.offenceStream, part: UInt64(block))
    var gap = random.exponential(mean: 1)
    for hour in hours {
      let rate = intensity.enter(hour: hour, model: model)
      // How much of the hour's intensity has been used up.
      var used = 0.0
      while gap < rate - used {
        used += gap
        let time = (Double(hour) + min(used / rate, 1)) * 3_600
        append(hour: hour, rate: rate, second: time, block: block, random: &random, to: &offences)
        gap = random.exponential(mean: 1)
      }
      gap -= rate - used
    }
    return hours
  }

  /// Returns *b·G* of the background in the block drawn last, in offences an hour where *H·M·C* is 1.
  ///
  /// - Returns: By type, then place. It says nothing of any one offence.
  public func backgroundLevels() -> [Double] {
    model.cells.slotOfPair.map { intensity.levels[Int($0)] }
  }

  /// Gives an offence its type, place and series.
  @inline(__always)
  private func append(
    hour: Int, rate: Double, second time: Double, block: Int, random: inout RandomStream,
    to offences: inout [PotentialOffence]
  ) {
    let cell = intensity.cell(atLevel: random.uniform() * rate)
    let source = intensity.source(
      cell: cell, uniform: random.uniform(), second: time, model: model)
    guard let source else { return }
    offences.append(
      PotentialOffence(
        id: OffenceIdentity.make(block: block, number: offences.count), timeInSeconds: time,
        place: source.place, type: model.cells.types[cell], series: source.series))
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
            seed: seed, replication: replication, name: PotentialCrimeStream.rateStream,
            entity: UInt64(place * pattern.types.count + type))
          rate = random.gamma(shape: mean * mean / (error * error), scale: error * error / mean)
        }
        backgroundPerHour[type * pattern.places.count + place] = rate * share
      }
    }
  }

  /// Draws the gamma factor *G* of every type and place for a block.
  private mutating func drawLevels(block: Int) {
    let placeCount = model.pattern.places.count
    for type in model.pattern.types.indices {
      let variance = model.pattern.types[type].overdispersion
      for pair in type * placeCount..<(type + 1) * placeCount {
        var level = backgroundPerHour[pair]
        if variance > 1e-9, level > 0 {
          var random = RandomStream(
            seed: seed, replication: replication, name: PotentialCrimeStream.levelStream,
            entity: UInt64(pair), part: UInt64(block))
          level *= random.gamma(shape: 1 / variance, scale: variance)
        }
        intensity.levels[Int(model.cells.slotOfPair[pair])] = level
      }
    }
  }
}
