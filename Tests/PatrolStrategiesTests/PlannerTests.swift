// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolTesting
import RandomVariates
import Testing

@testable import PatrolModel
@testable import PatrolStrategies

/// Keeps what a forecast that is made at each moment would be fitted to.
private struct FitWatch: DeploymentStrategy {
  final class Seen: @unchecked Sendable { var settings: [ForecastSettings] = [] }
  let seen: Seen
  private var due = 0.0

  init(_ seen: Seen) { self.seen = seen }

  mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    seen.settings.append(HarmForecast(view).settings)
  }

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    if view.nowInSeconds > due {
      seen.settings.append(HarmForecast(view).settings)
      due = view.nowInSeconds + 7 * 86_400
    }
    return .standBy(minutes: 60)
  }
}

@Suite("The planner of data-led patrol and of dynamic re-tasking")
struct PlannerTests {
  private func outcome(
    of name: String, _ scenario: Scenario, _ parameters: [String: Double] = [:], replication: Int = 1
  ) throws -> ReplicationOutcome {
    let configuration = StrategyConfiguration(name, parameters: parameters)
    let strategy = try #require(StrategyCatalogue.standard.strategy(for: configuration))
    let run = ReplicationRunner(scenario: scenario, seed: 3, strategies: [strategy])
      .run(replication: replication, recording: RecordingOptions(keepsEvents: true))
    return try #require(run.outcomes.first)
  }

  private func reasons(_ outcome: ReplicationOutcome) -> [TaskingReason] {
    outcome.events.filter { $0.kind == .redirected }.compactMap(\.reason)
  }

  @Test("the fit sees no record of the campaign: in any week of it, it comes out as it did at the start")
  func fitsOnHistory() throws {
    let seen = FitWatch.Seen()
    let scenario = SmallTown.scenario(historyWeeks: 30, campaignWeeks: 6)
    _ = ReplicationRunner(
      scenario: scenario, seed: 2, strategies: [LabelledStrategy(label: "watch", strategy: FitWatch(seen))]
    ).run(replication: 1)
    #expect(seen.settings.count >= 6)
    #expect(Set(seen.settings).count == 1)
    #expect(seen.settings.first != .fallback(typeCount: scenario.crime.types.count))
  }

  @Test("shifts move towards the hours of most harm, by no more than they may, at equal officer hours")
  func shiftsFollowHarm() throws {
    func starts(_ outcome: ReplicationOutcome, unit: Int) -> [Double] {
      outcome.events.filter { $0.kind == .shiftStarted && $0.unit == unit }
        .map { ($0.timeInSeconds / 60).truncatingRemainder(dividingBy: 1_440) }
    }
    var scenario = SmallTown.scenario(historyWeeks: 52, campaignWeeks: 3)
    // From 20:00 to midnight, and hardly at any other hour.
    let weights = (0..<168).map { $0 % 24 >= 20 ? 1.0 : 0.001 }
    scenario.crime.hourProfiles.append(HourProfile(name: "late", weights: weights, source: "test"))
    for type in scenario.crime.types.indices { scenario.crime.types[type].hourProfile = "late" }
    scenario.crime.contexts = []
    scenario.operation.shifts[1].startMinute = 600
    let before = try outcome(of: "data-led", scenario)
    scenario.operation.shiftFlexibilityInMinutes = 150
    let after = try outcome(of: "data-led", scenario)
    // Both units are on from 10:00 to 19:00; 2½ hours later they are on for an hour and a half of the four.
    for unit in 0...1 {
      #expect(starts(before, unit: unit).allSatisfy { $0 == 600 })
      #expect(starts(after, unit: unit).dropLast().allSatisfy { $0 == 750 }, "\(starts(after, unit: unit))")
    }
    #expect(abs(before.dosage.officerHours - after.dosage.officerHours) < 1e-9)
  }

  @Test("a live incident redirects a unit where offences announce others; a huge hysteresis stops it")
  func liveIncidents() throws {
    let scenario = SmallTown.scenario(campaignWeeks: 8)
    let lively = try outcome(of: "dynamic-re-task", scenario, ["follow_on": 1])
    #expect(lively.dosage.redirections > 0)
    #expect(reasons(lively).count == lively.dosage.redirections)
    #expect(reasons(lively).allSatisfy { if case .liveIncident = $0 { true } else { false } })
    let calm = try outcome(of: "dynamic-re-task", scenario, ["follow_on": 1, "hysteresis": 100])
    #expect(calm.dosage.redirections < lively.dosage.redirections)
  }

  @Test("noise redirects hardly anybody: offences that announce no others leave units where they are")
  func noise() throws {
    var scenario = SmallTown.scenario(historyWeeks: 52, campaignWeeks: 8)
    for type in scenario.crime.types.indices {
      scenario.crime.types[type].nearRepeats = 0
      scenario.crime.types[type].overdispersion = 0
    }
    scenario.crime.seriesKinds = []
    scenario.deterrence = Deterrence(preset: .null)
    // A force that believes in presence and in what lasts for an hour has a reason to move units at all.
    scenario.beliefs = PatrolEffect([0.35, 0.5, 0.5, 1, 0.15, 3])
    // Of fourteen types each is taken for one that announces others with a probability of .023, two standard errors.
    let calm = try (1...10).map {
      try outcome(of: "dynamic-re-task", scenario, replication: $0).dosage.redirections
    }
    // In each replication any is with a probability of .28 at most, and in more than eight of ten with one of 10⁻⁴.
    #expect(calm.count { $0 > 0 } <= 8, "\(calm)")
    let lively = try outcome(of: "dynamic-re-task", scenario, ["follow_on": 1]).dosage.redirections
    #expect(calm.allSatisfy { 5 * $0 < lively }, "\(calm), \(lively)")
  }

  @Test("the greater the hysteresis, the fewer moves")
  func hysteresis() throws {
    let scenario = SmallTown.scenario(campaignWeeks: 8)
    var fewer = Int.max
    for factor in [1.0, 1.5, 3, 10] {
      let outcome = try outcome(
        of: "dynamic-re-task", scenario, ["hysteresis": factor, "follow_on": 1])
      #expect(outcome.dosage.redirections <= fewer, "hysteresis \(factor)")
      fewer = outcome.dosage.redirections
    }
  }

  @Test("a tip redirects a unit to its place where tips have come to mean offences")
  func tips() throws {
    var scenario = SmallTown.scenario(historyWeeks: 52, campaignWeeks: 8)
    scenario.tips = Tips()
    scenario.tips?.perPlaceAndWeek = 8
    let outcome = try outcome(of: "dynamic-re-task", scenario, ["tip_offences": 100, "tip_fade": 2])
    let tips = reasons(outcome).filter { if case .tip = $0 { true } else { false } }
    #expect(!tips.isEmpty)
    let deaf = try self.outcome(of: "dynamic-re-task", scenario, ["tip_offences": 0])
    #expect(
      reasons(deaf).count { if case .tip = $0 { true } else { false } } < tips.count)
  }

  @Test("tips that nothing follows lose their weight; tips that offences follow keep it")
  func tipExperience() {
    func expected(offences: Int) -> Double {
      var experience = TipExperience(prior: 0.5)
      for index in 0..<100 {
        let now = Double(index) * 86_400
        experience.follow(
          Tip(place: 0, type: 0, givenInSeconds: now, knownInSeconds: now, source: .resident),
          nowInSeconds: now)
        for _ in 0..<offences {
          experience.note(
            KnownOffence(timeInSeconds: now, knownInSeconds: now, place: 1, type: 0))
          if index % 14 == 0 {
            experience.note(KnownOffence(timeInSeconds: now, knownInSeconds: now, place: 0, type: 0))
          }
        }
      }
      return experience.expectedOffences
    }
    #expect(TipExperience(prior: 0.5).expectedOffences == 0.5)
    #expect(expected(offences: 0) < 0.1)
    #expect(expected(offences: 2) > 1.5)
  }

  /// The small town with more places and more units.
  private func busyTown() -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 52, campaignWeeks: 8)
    for index in 0..<4 {
      var place = scenario.crime.places[0]
      place.id = "more-\(index)"
      place.centre = place.centre.offset(eastInMetres: 0, northInMetres: 1_200 * Double(index + 1))
      place.ratesPerYear = place.ratesPerYear.map { $0 * Double(index + 1) / 2 }
      scenario.crime.places.append(place)
      scenario.operation.teams[0].places.append(place.id)
      scenario.operation.units.append(
        PatrolUnit(id: "unit-\(index)", team: "town", shift: index % 2 == 0 ? "day" : "late", mode: .foot))
    }
    return scenario
  }

  @Test(
    "a unit that a call takes leaves a gap which another may fill; one that is back may trade with another")
  func gapsAndClears() throws {
    var scenario = busyTown()
    scenario.calls = SmallTown.calls(in: scenario, perDay: 12)
    for unit in scenario.operation.units.indices { scenario.operation.units[unit].isRingfenced = unit > 2 }
    let outcome = try outcome(of: "dynamic-re-task", scenario, ["hysteresis": 1])
    #expect(reasons(outcome).contains { if case .gap = $0 { true } else { false } })
    #expect(reasons(outcome).contains { if case .cleared = $0 { true } else { false } })
  }

  @Test("a unit that is missing from its shift leaves places that another may cover")
  func abstracted() throws {
    var scenario = busyTown()
    for unit in scenario.operation.units.indices where unit % 3 == 0 {
      scenario.operation.units[unit].abstraction = 0.5
    }
    let outcome = try outcome(of: "dynamic-re-task", scenario, ["hysteresis": 1])
    #expect(reasons(outcome).contains { if case .gap = $0 { true } else { false } })
  }

  @Test("what patrol finds alone draws it ever more to one place; corrected for patrol it does not")
  func feedback() throws {
    // Places alike, more than one unit can visit daily, where nothing is known but what patrol finds.
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 40, afterWeeks: 0)
    let centre = scenario.operation.teams[0].base
    scenario.crime.places = (0..<24).map { index in
      Place(
        id: "place-\(index)", name: "Place",
        centre: centre.offset(
          eastInMetres: 600 * Double(index % 6),
          northInMetres: 600 * Double(index / 6)), role: .target,
        ratesPerYear: [300])
    }
    scenario.crime.types = [
      CrimeType(
        id: "found", name: "Found", harmInDays: 1, recordedShare: 0, discoveryProbability: 1,
        overdispersion: 0)
    ]
    scenario.crime.seriesKinds = []
    scenario.crime.contexts = []
    scenario.deterrence = Deterrence(preset: .null)
    scenario.operation.teams[0].places = scenario.crime.places.map(\.id)
    scenario.operation.units.removeLast()
    scenario.operation.timetable = nil
    /// The share of the six places with most visits.
    func spread(_ correction: Double, _ replication: Int) throws -> Double {
      let visits = try outcome(
        of: "data-led", scenario, ["correction": correction, "horizon": 90], replication: replication
      ).dosage.visitsByPlace
      return Double(visits.sorted().suffix(6).reduce(0, +)) / Double(visits.reduce(0, +))
    }
    let plain = try (1...6).map { try spread(0, $0) }.reduce(0, +) / 6
    let corrected = try (1...6).map { try spread(1, $0) }.reduce(0, +) / 6
    #expect(plain > 0.5, "A quarter of places that are all alike gets most visits")
    #expect(corrected < 0.4)
    #expect(plain > corrected + 0.1)
  }
}
