// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import RandomVariates

/// When tips are given, and what has become of them so far.
///
/// Each place has a Poisson process of occasions, the same under every strategy, fast enough for the most tips that can
/// come there. At an occasion a tip is given with the probability that makes up the rate in force (thinning):
///
///     true tips:  r · T/T₀                          while something is under way at the place
///     false tips: r · T/T₀ · (e^x − 1)·(1 − π)/π    while nothing is
///
/// *x* is the expected number of series and waves under way there, so that e^x − 1 is the odds that something is, and π is
/// the share of true tips in the long run. It takes near repeats as independent of each other and counts no arrests.
///
/// Source: Lewis and Shedler, *Naval Research Logistics Quarterly* 26 (1979), 403–413 (thinning).
struct TipProcess {
  /// A tip on its way to analysts.
  struct Given {
    let tip: Tip
    let isTrue: Bool
  }

  /// A tip that analysts have and that is being followed.
  struct Followed {
    let given: Given
    var wasVisited = false
  }

  let isOn: Bool
  private let leadMedianInSeconds: Double
  private let leadLogSpread: Double
  /// Tips a second while something is under way at a place, where trust is at its mean.
  private let trueRate: Double
  /// Tips a second while nothing is, by place.
  private let falseRates: [Double]
  /// Occasions a second, by place.
  private let occasionRates: [Double]
  let engagementGain: Double
  /// What the streams of places are named by.
  private let places: [UInt64]
  /// The types that each kind of series raises; these and the following lists are in order of ids.
  private let typesOfKinds: [[Int]]
  /// The types with near repeats.
  private let waveTypes: [Int]
  /// The types that a tip can name.
  private let namedTypes: [Int]
  private let typeCount: Int
  private var seed: UInt64 = 0
  private var replication: UInt64 = 0
  /// The number of the next occasion, by place.
  private var numbers: [Int] = []
  /// When an offence became known last, by place, then type, in seconds.
  private var lastKnown: [Double] = []
  var underWay = Pool<Given>()
  var open = Pool<Followed>()

  private static let stream: StreamName = "tips"

  /// - Parameter places: What the streams of places are named by.
  init(_ scenario: Scenario, places: [UInt64], greatestFactor: Double) {
    let (law, crime) = (scenario.tips ?? Tips(), scenario.crime)
    let types = crime.types.indices.sorted { crime.types[$0].id < crime.types[$1].id }
    self.places = places
    engagementGain = law.engagementGain
    leadMedianInSeconds = law.leadMedianInHours * 3_600
    leadLogSpread = log1p(law.leadVariation * law.leadVariation).squareRoot()
    typesOfKinds = crime.seriesKinds.map { kind in
      types.filter { kind.types.contains(crime.types[$0].id) }
    }
    let waveTypes = types.filter { crime.types[$0].nearRepeats > 0 }
    self.waveTypes = waveTypes
    let ofSeries = typesOfKinds.flatMap { $0 }
    namedTypes = types.filter { waveTypes.contains($0) || ofSeries.contains($0) }
    typeCount = crime.types.count
    isOn = law.perPlaceAndWeek > 0 && !namedTypes.isEmpty
    let trueRate = law.perPlaceAndWeek / 604_800
    self.trueRate = trueRate
    falseRates = law.falseTipsPerTrueRate(in: crime).map { trueRate * $0 }
    occasionRates = falseRates.map { max(trueRate, $0) * greatestFactor }
  }

  /// Goes back to the start of a campaign.
  mutating func reset(seed: UInt64, replication: UInt64) {
    (self.seed, self.replication) = (seed, replication)
    underWay.removeAll()
    open.removeAll()
    numbers.removeAll(keepingCapacity: true)
    lastKnown.removeAll(keepingCapacity: true)
    guard isOn else { return }
    numbers.append(contentsOf: repeatElement(0, count: occasionRates.count))
    lastKnown.append(contentsOf: repeatElement(-.infinity, count: occasionRates.count * typeCount))
  }

  /// The uniform numbers of the next occasion at a place.
  private func occasion(_ place: Int) -> TipOccasion {
    let slots = UniformSlots(
      seed: seed, replication: replication, name: TipProcess.stream, entity: places[place])
    return TipOccasion(slots, number: numbers[place])
  }

  /// Returns the time from one occasion at a place to the next, in seconds.
  func gapInSeconds(at place: Int) -> Double { -log(occasion(place).gap) / occasionRates[place] }

  /// Takes the next occasion at a place.
  mutating func takeOccasion(at place: Int) -> TipOccasion {
    let occasion = occasion(place)
    numbers[place] += 1
    return occasion
  }

  /// Whether a tip is given at an occasion.
  ///
  /// - Parameter factor: What the rate is multiplied by now; no more than the greatest factor.
  func isGiven(at place: Int, isTrue: Bool, _ occasion: TipOccasion, factor: Double) -> Bool {
    occasion.accepts * occasionRates[place] < (isTrue ? trueRate : falseRates[place]) * factor
  }

  /// Returns how long a tip takes until it reaches analysts, in seconds.
  func leadInSeconds(_ occasion: TipOccasion) -> Double {
    leadMedianInSeconds * exp(leadLogSpread * normalByInversion(occasion.lead))
  }

  /// Returns the type that a false tip names; each that a tip can name is equally likely.
  func falseType(_ occasion: TipOccasion) -> Int { namedTypes[occasion.choose(among: namedTypes.count)] }

  /// Returns how many reasons for a true tip there are at a place: each type of each series and wave that is under way.
  func reasonCount(at place: Int, second time: Double, _ series: SeriesUnderWay, _ process: OffenceProcess)
    -> Int
  {
    var count = 0
    for index in series.indices(at: place) where series.isUnderWay(index, second: time, process.offenders) {
      count += typesOfKinds[series.kind(of: index)].count
    }
    for type in waveTypes where process.waves.isUnderWay(at: place, type: type, second: time) { count += 1 }
    return count
  }

  /// Returns the type that one of these reasons is of, by its number.
  func reason(
    _ number: Int, at place: Int, second time: Double, _ series: SeriesUnderWay, _ process: OffenceProcess
  ) -> Int {
    var left = number
    for index in series.indices(at: place) where series.isUnderWay(index, second: time, process.offenders) {
      let kind = series.kind(of: index)
      if left < typesOfKinds[kind].count { return typesOfKinds[kind][left] }
      left -= typesOfKinds[kind].count
    }
    for type in waveTypes where process.waves.isUnderWay(at: place, type: type, second: time) {
      if left == 0 { return type }
      left -= 1
    }
    preconditionFailure("There is no reason \(number) at place \(place)")
  }

  /// An offence has become known.
  @inline(__always)
  mutating func note(_ offence: KnownOffence, second time: Double) {
    guard isOn else { return }
    lastKnown[Int(offence.place) * typeCount + Int(offence.type)] = time
  }

  /// Whether an offence of the type that a tip names became known at its place after the tip did.
  func sawOffence(since tip: Tip) -> Bool {
    lastKnown[tip.place * typeCount + tip.type] >= tip.knownInSeconds
  }
}

/// The numbers of one occasion for a tip, each in a slot of its own.
struct TipOccasion {
  private let slots: UniformSlots
  private let first: Int

  /// - Parameters:
  ///   - slots: Those of the place.
  ///   - number: Which occasion of the place it is, from 0; each has eight slots.
  fileprivate init(_ slots: UniformSlots, number: Int) { (self.slots, first) = (slots, 8 * number) }

  private func uniform(_ slot: Int) -> Double { slots.uniform(first + slot) }

  /// How long it is since the one before.
  fileprivate var gap: Double { uniform(0) }
  /// Whether a tip is given.
  var accepts: Double { uniform(1) }
  /// Who gives it.
  var source: TipSource {
    let all = TipSource.allCases
    return all[min(Int(uniform(3) * Double(all.count)), all.count - 1)]
  }
  /// How long it takes.
  var lead: Double { uniform(4) }

  /// Returns which of several reasons it names, all equally likely, counted from 0.
  func choose(among count: Int) -> Int { min(Int(uniform(2) * Double(count)), count - 1) }
}

extension Tips {
  /// Returns how many false tips come for a true one at the same place, each while it can: (e^x − 1)·(1 − π)/π, by place.
  ///
  /// *x* adds up starts × length of the kinds of series that raise a type of the pattern, and θ·*b*/ω of near repeats.
  public func falseTipsPerTrueRate(in crime: CrimePattern) -> [Double] {
    let ids = crime.types.map(\.id)
    let ofSeries = crime.seriesKinds.filter { kind in kind.types.contains { ids.contains($0) } }
      .reduce(0) { $0 + $1.startsPerPlaceAndYear * $1.meanLengthInDays / 365.25 }
    guard trueShare < 1 else { return crime.places.map { _ in 0 } }
    return crime.places.map { place in
      let nearRepeats = zip(crime.types, place.ratesPerYear).reduce(0) { $0 + $1.0.nearRepeats * $1.1 }
      let underWay = ofSeries + nearRepeats * crime.nearRepeat.meanLagInDays / 365.25
      return expm1(underWay) * (1 - trueShare) / trueShare
    }
  }
}
