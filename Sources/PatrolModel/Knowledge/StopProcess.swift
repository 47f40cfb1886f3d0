// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// When each unit's next search or arrest is due.
///
/// Searches and other arrests of a unit are one Poisson process, marked by what each is. Its clock runs while the unit
/// visits and stands still otherwise, so that the rate is by hours at places however they are cut into visits. Each unit
/// draws from a stream of its own, which goes on where it had come to.
///
/// Source: Kingman, *Poisson Processes*, Oxford, 1993, §5.1 (marking).
struct StopProcess {
  private struct Unit {
    var random: RandomStream
    /// Hours at places until the next stop, in seconds, when the clock stood still last.
    var secondsLeft: Double
    /// When the next stop is due, in seconds since the start of the run; infinity while the clock stands still.
    var due = Double.infinity
  }

  let law: Stops
  let isOn: Bool
  private let meanGapInSeconds: Double
  private let searchShare: Double
  private var units: [Unit] = []

  private static let stream: StreamName = "stops"

  /// - Parameter law: `nil` where there are no stops.
  init(_ law: Stops?) {
    self.law = law ?? Stops()
    let total = self.law.searchesPer100Hours + self.law.otherArrestsPer100Hours
    isOn = law != nil && total > 0
    meanGapInSeconds = 360_000 / total
    searchShare = self.law.searchesPer100Hours / total
  }

  /// Goes back to the start of a campaign.
  mutating func reset(unitCount: Int, seed: UInt64, replication: UInt64) {
    units.removeAll(keepingCapacity: true)
    guard isOn else { return }
    for unit in 0..<unitCount {
      var random = RandomStream(
        seed: seed, replication: replication, name: StopProcess.stream, entity: UInt64(unit))
      let gap = random.exponential(mean: meanGapInSeconds)
      units.append(Unit(random: random, secondsLeft: gap))
    }
  }

  /// The clock of a unit goes on; returns when its next stop is due.
  mutating func resume(_ unit: Int, second time: Double) -> Double {
    units[unit].due = time + units[unit].secondsLeft
    return units[unit].due
  }

  /// The clock of a unit stands still.
  mutating func pause(_ unit: Int, second time: Double) {
    // After a stop it stands still already.
    guard units[unit].due < .infinity else { return }
    units[unit].secondsLeft = max(0, units[unit].due - time)
    units[unit].due = .infinity
  }

  /// A unit is busy with a search, while its clock stands still.
  mutating func delay(_ unit: Int, bySeconds seconds: Double) { units[unit].secondsLeft += seconds }

  /// Whether a stop of a unit is due now; one that was scheduled for a visit that was cut short is not.
  func isDue(_ unit: Int, second time: Double) -> Bool { units[unit].due == time }

  /// Draws what a stop comes to, and when the unit's next one is due.
  ///
  /// The clock stands still afterwards.
  mutating func takePlace(_ unit: Int) -> StopOutcome {
    units[unit].secondsLeft = units[unit].random.exponential(mean: meanGapInSeconds)
    units[unit].due = .infinity
    guard units[unit].random.uniform() < searchShare else { return .arrest }
    let outcome = units[unit].random.uniform()
    if outcome < law.arrestShare { return .searchArrest }
    return outcome < law.arrestShare + law.noFurtherActionShare ? .noFurtherAction : .otherOutcome
  }

  /// Returns whether somebody arrested is an offender of a series under way.
  mutating func isOfSeries(_ unit: Int) -> Bool { units[unit].random.bernoulli(law.seriesArrestShare) }

  /// Returns one of some offenders, all equally likely.
  mutating func choose(_ unit: Int, among count: Int) -> Int { units[unit].random.uniform(below: count) }
}
