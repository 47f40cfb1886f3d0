// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// The background and series offences of one replication, block by block in order of time.
///
/// None of it depends on a strategy: it is drawn once and shown to all. Each place, type and block has
/// a stream of its own, so adding a place changes no other.
public struct PotentialCrimeStream: Sendable {
  public let model: PotentialCrimeModel
  /// The series of this replication; a series offence names its series by its index here.
  public let series: [CrimeSeries]
  let seed: UInt64
  let replication: UInt64
  /// Background offences an hour where *H*·*M*·*G* is 1, row-major by place and type.
  private let backgroundPerHour: [Double]
  /// The indices of each place's series.
  private let seriesOfPlace: [[Int32]]
  private let raises: [[Bool]]
  private var nextBlock = 0

  public init(model: PotentialCrimeModel, seed: UInt64, replication: UInt64) {
    let pattern = model.pattern
    self.model = model
    self.seed = seed
    self.replication = replication
    series = CrimeSeries.draw(
      pattern: pattern, endInSeconds: model.calendar.endInSeconds, seed: seed, replication: replication)
    var byPlace = [[Int32]](repeating: [], count: pattern.places.count)
    for (index, one) in series.enumerated() { byPlace[Int(one.place)].append(Int32(index)) }
    seriesOfPlace = byPlace
    raises = pattern.seriesKinds.map { kind in pattern.types.map { kind.types.contains($0.id) } }
    let shares = pattern.types.indices.map { pattern.backgroundShare(ofType: $0) / (365.25 * 24) }
    var rates: [Double] = []
    rates.reserveCapacity(pattern.places.count * pattern.types.count)
    for (placeIndex, place) in pattern.places.enumerated() {
      for type in pattern.types.indices {
        let mean = place.ratesPerYear[type]
        let error = place.rateErrorsPerYear[type]
        var rate = mean
        if pattern.drawsRates, error > 1e-6 * mean, mean > 0 {
          // The posterior is a gamma law with this mean and standard deviation.
          var random = RandomStream(
            seed: seed, replication: replication, name: "rates",
            entity: UInt64(placeIndex * pattern.types.count + type))
          rate = random.gamma(shape: mean * mean / (error * error), scale: error * error / mean)
        }
        rates.append(rate * shares[type])
      }
    }
    backgroundPerHour = rates
  }

  /// Appends the offences of the next block, in order of time; at one instant, of identity.
  ///
  /// - Returns: `false` where the run has no further block.
  public mutating func appendNextBlock(to offences: inout [PotentialOffence]) -> Bool {
    guard nextBlock < model.blockCount else { return false }
    let block = nextBlock
    nextBlock += 1
    let first = offences.count
    let bounds = model.bounds(ofBlock: block)
    for place in model.pattern.places.indices {
      let active = seriesOfPlace[place].filter {
        series[Int($0)].startInSeconds < bounds.upperBound && series[Int($0)].endInSeconds > bounds.lowerBound
      }
      for type in model.pattern.types.indices {
        append(place: place, type: type, block: block, bounds: bounds, active: active, to: &offences)
      }
    }
    offences[first...].sort { ($0.timeInSeconds, $0.id) < ($1.timeInSeconds, $1.id) }
    return true
  }

  /// Appends the offences of one place, type and block.
  private func append(
    place: Int, type: Int, block: Int, bounds: Range<Double>, active: [Int32],
    to offences: inout [PotentialOffence]
  ) {
    let cell = place * model.pattern.types.count + type
    let base = backgroundPerHour[cell]
    guard base > 0 else { return }
    var random = RandomStream(
      seed: seed, replication: replication, name: "background", entity: UInt64(cell), part: UInt64(block))
    let variance = model.pattern.types[type].overdispersion
    let rate = variance > 1e-9 ? base * random.gamma(shape: 1 / variance, scale: variance) : base
    append(
      ratePerHour: rate, within: bounds, place: place, type: type, series: -1,
      firstID: OffenceIdentity.make(block: block, source: cell, number: 0), random: &random, to: &offences)
    for index in active where raises[Int(series[Int(index)].kind)][type] {
      let one = series[Int(index)]
      let source = Int(index) * model.pattern.types.count + type
      var random = RandomStream(
        seed: seed, replication: replication, name: "series offences", entity: UInt64(source),
        part: UInt64(block))
      append(
        ratePerHour: rate * (model.pattern.seriesKinds[Int(one.kind)].multiplier - 1),
        within: max(bounds.lowerBound, one.startInSeconds)..<min(bounds.upperBound, one.endInSeconds),
        place: place, type: type, series: index,
        firstID: OffenceIdentity.series | OffenceIdentity.make(block: block, source: source, number: 0),
        random: &random, to: &offences)
    }
  }

  /// Appends one Poisson process, not in order of time.
  private func append(
    ratePerHour: Double, within bounds: Range<Double>, place: Int, type: Int, series: Int32, firstID: UInt64,
    random: inout RandomStream, to offences: inout [PotentialOffence]
  ) {
    let table = model.intensities[model.intensityOfType[type]]
    let low = table.cumulative(atSecond: bounds.lowerBound)
    let high = table.cumulative(atSecond: bounds.upperBound)
    let count = random.poisson(mean: ratePerHour * (high - low))
    guard count > 0 else { return }
    precondition(count < 1 << 20, "More than a million offences of one type at one place in four weeks")
    let hours = Int(bounds.lowerBound / 3_600)..<Int((bounds.upperBound / 3_600).rounded(.up))
    let centre = model.geometry.positions[place]
    let radius = model.pattern.places[place].radiusInMetres
    for number in 0..<count {
      let level = low + random.uniform() * (high - low)
      // A uniform point of the place's disc, by rejection from its square.
      var offset = SIMD2(2 * random.uniform() - 1, 2 * random.uniform() - 1)
      while offset.x * offset.x + offset.y * offset.y > 1 {
        offset = SIMD2(2 * random.uniform() - 1, 2 * random.uniform() - 1)
      }
      offences.append(
        PotentialOffence(
          id: firstID + UInt64(number), timeInSeconds: table.second(atCumulative: level, in: hours),
          place: Int32(place), type: Int32(type), series: series,
          east: Float(centre.x + radius * offset.x), north: Float(centre.y + radius * offset.y)))
    }
  }
}
