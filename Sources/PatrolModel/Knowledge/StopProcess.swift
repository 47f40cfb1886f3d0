// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// When each unit's next search or arrest is due.
///
/// Searches and other arrests of a unit are one Poisson process, marked by what each is. Its clock runs while the unit
/// visits and stands still otherwise, so that the rate is by hours at places however they are cut into visits; with a tactic that
/// searches *f* times as often it runs (*s·f* + *a*)/(*s* + *a*) times as fast, *s* and *a* being the rates of searches and of other
/// arrests. Each unit draws from a stream of its own, which goes on where it had come to.
///
/// Source: Kingman, *Poisson Processes*, Oxford, 1993, §5.1 (marking).
struct StopProcess {
  private struct Unit {
    var random: RandomStream
    /// Time at places until the next stop, in seconds of visible foot patrol, when the clock stood still last.
    var secondsLeft: Double
    /// When the next stop is due, in seconds since the start of the run; infinity while the clock stands still.
    var due = Double.infinity
  }

  let law: Stops
  let isOn: Bool
  private let meanGapInSeconds: Double
  private var units: [Unit] = []

  private static let stream: StreamName = "stops"

  /// - Parameter law: `nil` where there are no stops.
  init(_ law: Stops?) {
    self.law = law ?? Stops()
    let total = self.law.searchesPer100Hours + self.law.otherArrestsPer100Hours
    isOn = law != nil && total > 0
    meanGapInSeconds = 360_000 / total
  }

  /// Goes back to the start of a campaign.
  ///
  /// - Parameter entities: What the streams of the units are named by.
  mutating func reset(units entities: ArraySlice<UInt64>, seed: UInt64, replication: UInt64) {
    units.removeAll(keepingCapacity: true)
    guard isOn else { return }
    for unit in entities {
      var random = RandomStream(
        seed: seed, replication: replication, name: StopProcess.stream, entity: unit)
      let gap = random.exponential(mean: meanGapInSeconds)
      units.append(Unit(random: random, secondsLeft: gap))
    }
  }

  /// How fast the clock runs with a tactic that searches so many times as often as visible foot patrol.
  private func pace(_ searchFactor: Double) -> Double {
    let (searches, arrests) = (law.searchesPer100Hours, law.otherArrestsPer100Hours)
    return (searches * searchFactor + arrests) / (searches + arrests)
  }

  /// The clock of a unit goes on; returns when its next stop is due, infinity if its tactic makes none.
  mutating func resume(_ unit: Int, second time: Double, searchFactor: Double) -> Double {
    units[unit].due = time + units[unit].secondsLeft / pace(searchFactor)
    return units[unit].due
  }

  /// The clock of a unit stands still.
  mutating func pause(_ unit: Int, second time: Double, searchFactor: Double) {
    // After a stop, and with a tactic that makes none, it stands still already.
    guard units[unit].due < .infinity else { return }
    units[unit].secondsLeft = max(0, units[unit].due - time) * pace(searchFactor)
    units[unit].due = .infinity
  }

  /// A unit is busy with a search, while its clock stands still.
  mutating func delay(_ unit: Int, bySeconds seconds: Double, searchFactor: Double) {
    units[unit].secondsLeft += seconds * pace(searchFactor)
  }

  /// Whether a stop of a unit is due now; one that was scheduled for a visit that was cut short is not.
  func isDue(_ unit: Int, second time: Double) -> Bool { units[unit].due == time }

  /// Draws what a stop comes to, and when the unit's next one is due.
  ///
  /// The clock stands still afterwards.
  mutating func takePlace(_ unit: Int, searchFactor: Double) -> StopOutcome {
    units[unit].secondsLeft = units[unit].random.exponential(mean: meanGapInSeconds)
    units[unit].due = .infinity
    let searches = law.searchesPer100Hours * searchFactor
    guard units[unit].random.uniform() * (searches + law.otherArrestsPer100Hours) < searches else {
      return .arrest
    }
    let outcome = units[unit].random.uniform()
    if outcome < law.arrestShare { return .searchArrest }
    return outcome < law.arrestShare + law.noFurtherActionShare ? .noFurtherAction : .otherOutcome
  }

  /// Returns whether somebody arrested is an offender of a series under way.
  mutating func isOfSeries(_ unit: Int) -> Bool { units[unit].random.bernoulli(law.seriesArrestShare) }

  /// Returns one of some offenders, all equally likely.
  mutating func choose(_ unit: Int, among count: Int) -> Int { units[unit].random.uniform(below: count) }
}
