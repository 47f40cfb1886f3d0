// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import OutputAnalysis
import PatrolModel
import PatrolStrategies
import RandomVariates

/// What one replication says of every plan.
struct PilotReplication: Sendable {
  /// Of one plan.
  struct Figures: Sendable {
    /// What the analysis finds with patrol, or at the effect asked for; `nil` where it has no result.
    var finding: PilotFinding?
    /// Whether a fall is found where nobody patrols.
    var falseAlarm: Bool?
    /// What patrol averts on the streets and days on, in per cent.
    var truth: Double?
    /// Whether a fall is found at each of the effects tried.
    var atEffects: [Bool?] = []
    var undefined: String?
  }

  var figures: [Figures] = []
  /// Officer hours for a street and day on, by visits a day; empty where patrol was not played.
  var hoursPerStreetDay: [Double] = []
}

/// Runs replications of the streets, without patrol and with each dose, and analyses every plan.
struct PilotRunner {
  private let study: PilotStudy
  private let plain: ReplicationRunner
  private let dosed: [(always: ReplicationRunner, crossover: ReplicationRunner)]
  private let firstDaysOn: [Int]
  private let officers: Double
  /// Replications in which patrol is played for its hours alone.
  static let playedForHours = 20

  init(_ study: PilotStudy) {
    self.study = study
    let weeks = study.longest
    func runner(_ visits: Int, _ rotation: Timetable.Rotation, _ strategy: String) -> ReplicationRunner {
      let scenario = study.streets.scenario(
        study.scenario, visitsPerDay: visits, rotation: rotation, weeks: weeks)
      let labelled = [StrategyCatalogue.standard.strategy(for: StrategyConfiguration(strategy))].compactMap {
        $0
      }
      return ReplicationRunner(scenario: scenario, seed: study.seed, strategies: labelled)
    }
    let spell = PilotWorld.spellDays
    let cycle = Timetable.Rotation.cycle(onDays: spell, offDays: spell)
    plain = runner(1, .always, "no-extra-patrol")
    dosed = study.options.visitsPerDay.sorted().map {
      (runner($0, .always, "scheduled-visits"), runner($0, cycle, "scheduled-visits"))
    }
    let count = study.streets.pairs.count
    firstDaysOn = (0..<count).map { (2 * spell - $0 * 2 * spell / count) % (2 * spell) }
    officers = Double(plain.scenario.operation.units.first?.officers ?? 2)
  }

  /// Runs a replication and analyses it.
  func replicate(_ number: Int) throws(StrategyFailure) -> PilotReplication {
    let keep = RecordingOptions(keepsBook: true)
    let without = try plain.replicate(number, recording: keep)
    let books = DayBooks(plain, study: study)
    let before = books.days(without.history.book, before: true) { $0.knownInSeconds != nil }
    let untreated = books.days(without.outcomes[0].book) { $0.knownInSeconds != nil }
    let happened = books.days(without.outcomes[0].book) { _ in true }
    var result = PilotReplication()
    let thinnable = books.thinnable(without.outcomes[0].book) { offence in
      UniformSlots(seed: study.seed, replication: UInt64(number), name: "thinned offences", entity: offence)
        .uniform(0)
    }
    func world(_ always: DaySums, _ crossover: DaySums, _ controls: DaySums) -> PilotWorld {
      PilotWorld(
        streetsBefore: before.streets, controlsBefore: before.controls, controls: controls,
        untreated: untreated.streets, always: always, crossover: crossover, firstDaysOn: firstDaysOn)
    }
    let null = world(untreated.streets, untreated.streets, untreated.controls)
    func thinned(_ percent: Double) -> PilotWorld {
      let share = 1 - percent / 100
      let always = books.streets(thinnable, keeping: share) { _, _ in true }
      guard study.hasCrossover else { return world(always, always, untreated.controls) }
      let crossover = books.streets(thinnable, keeping: share) { [firstDaysOn] street, day in
        (day - firstDaysOn[street] + 28) % 14 < PilotWorld.spellDays
      }
      return world(always, crossover, untreated.controls)
    }
    let effects = PilotStudy.effects.map(thinned)
    let asked = study.options.effectPercent.map(thinned)
    var dosedWorlds: [(world: PilotWorld, always: DaySums, crossover: DaySums)] = []
    // At an effect that is given, patrol is played only to know its hours.
    let isPlayed = asked == nil || number <= PilotRunner.playedForHours
    for (always, crossover) in isPlayed ? dosed : [] {
      let one = try always.replicate(number, recording: keep).outcomes[0]
      let needsCrossover = study.hasCrossover && asked == nil
      let other = needsCrossover ? try crossover.replicate(number, recording: keep).outcomes[0] : one
      let (a, c) = (
        books.days(one.book) { $0.knownInSeconds != nil }, books.days(other.book) { $0.knownInSeconds != nil }
      )
      dosedWorlds.append(
        (
          world(a.streets, c.streets, a.controls), books.days(one.book) { _ in true }.streets,
          books.days(other.book) { _ in true }.streets
        ))
      let hours = (one.dosage.travelHours + one.dosage.visitHours) * officers
      result.hoursPerStreetDay.append(hours / Double(study.streets.pairs.count * 7 * study.longest))
    }
    let doses = study.options.visitsPerDay.sorted()
    result.figures = study.plans.map { plan in
      if let asked {
        return figures(plan, null: null, treated: asked, effects: effects, truth: study.options.effectPercent)
      }
      let dose = dosedWorlds[doses.firstIndex(of: plan.visitsPerDay) ?? 0]
      let with = plan.design == .crossover ? dose.crossover : dose.always
      return figures(
        plan, null: null, treated: dose.world, effects: effects, truth: truth(plan, happened.streets, with))
    }
    return result
  }

  private func figures(
    _ plan: PilotPlan, null: PilotWorld, treated: PilotWorld, effects: [PilotWorld], truth: Double?
  ) -> PilotReplication.Figures {
    let rules = study.options.rules
    func isFound(_ world: PilotWorld) -> Bool? {
      world.finding(plan, rules).value.map { $0.pValue < rules.level }
    }
    let found = treated.finding(plan, rules)
    // Effects don't depend on the dose, nor false alarms: the first dose stands for all.
    let isFirst = plan.visitsPerDay == study.options.visitsPerDay.min()
    return PilotReplication.Figures(
      finding: found.value, falseAlarm: isFirst ? isFound(null) : nil, truth: truth,
      atEffects: isFirst ? effects.map(isFound) : [], undefined: found.reason)
  }

  /// What patrol averts on the streets and days on of a plan, in per cent; `nil` where nothing happened without it.
  private func truth(_ plan: PilotPlan, _ without: DaySums, _ with: DaySums) -> Double? {
    var (would, did) = (0.0, 0.0)
    for street in 0..<plan.streets {
      for days in plan.daysOn(of: street, firstDayOn: firstDaysOn[street]) {
        would += without.sum(street, days)
        did += with.sum(street, days)
      }
    }
    return would > 0 ? 100 * (would - did) / would : nil
  }
}
