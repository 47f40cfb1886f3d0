// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

/// Every strategy of the catalogue, in its order.
func allStrategies() -> [LabelledStrategy] {
  StrategyCatalogue.standard.names.compactMap {
    StrategyCatalogue.standard.strategy(for: StrategyConfiguration($0))
  }
}

/// Those that leave each unit its usual tactic and take no notice of tips.
func strategiesWithUsualTactics() -> [LabelledStrategy] {
  allStrategies().filter { !["intelligence-led", "weekly-review"].contains($0.label) }
}

@Suite("Laws of a run")
struct LawTests {
  /// A scenario in which every fate is frequent.
  private func eventfulScenario() -> Scenario {
    var deterrence = Deterrence(preset: .compromise)
    deterrence.effect = PatrolEffect([0.5, 0.5, 0.9, 10.5, 0.3, 3])
    deterrence.diffusion = 0.2
    deterrence.habituationFloor = 0.4
    deterrence.displacementFactor = 3
    deterrence.meanWaitInHours = 200
    deterrence.witnessedShare = 1
    var scenario = SmallTown.scenario(campaignWeeks: 24, deterrence: deterrence)
    for type in scenario.crime.types.indices { scenario.crime.types[type].nearRepeats = 0.4 }
    for kind in scenario.crime.seriesKinds.indices {
      scenario.crime.seriesKinds[kind].startsPerPlaceAndYear = 40
      scenario.crime.seriesKinds[kind].multiplier = 5
      scenario.crime.seriesKinds[kind].offenders = kind + 1
    }
    return scenario
  }

  @Test("every potential offence is accounted for exactly once, under every strategy", arguments: 1...6)
  func conservation(seed: UInt64) {
    let scenario = eventfulScenario()
    let (history, outcomes) = ReplicationRunner(
      scenario: scenario, seed: seed, strategies: allStrategies()
    ).run(replication: 1)
    #expect(history.fates.isConserved)
    for outcome in outcomes {
      #expect(outcome.fates.isConserved, "\(outcome.strategy)")
      let fates = outcome.fates
      let everywhere = scenario.crime.places.indices
      func total(_ field: OutcomeField) -> Int {
        Phase.allCases.reduce(0) { $0 + fates.total(field, in: $1, places: everywhere) }
      }
      #expect(total(.landed) == total(.landedHere))
      #expect(total(.happened) == total(.happenedInPlace) + total(.landedHere))
      #expect(total(.preventedByPresence) <= total(.prevented))
      #expect(total(.stoppedByPresence) <= total(.stoppedThere))
      #expect(total(.diedWithEndedSeries) <= total(.diedWithSeries))
      if outcome.strategy != "no-extra-patrol" {
        for field in [OutcomeField.landed, .prevented, .diedWithParent, .stoppedThere, .diedWithSeries] {
          #expect(total(field) > 0, "\(outcome.strategy): the test exercises \(field)")
        }
      }
    }
  }

  @Test(
    "what presence alone prevents is all of it where patrol leaves no memory, and nothing where presence does not deter"
  )
  func presenceAndMemory() {
    func prevented(_ deterrence: Deterrence) -> (all: Int, byPresence: Int) {
      let outcome = ReplicationRunner(
        scenario: SmallTown.scenario(deterrence: deterrence), seed: 5, strategies: allStrategies()
      ).run(replication: 1).outcomes[1]
      func total(_ field: OutcomeField) -> Int { outcome.fates.total(field, in: .campaign, places: 0..<6) }
      return (total(.prevented), total(.preventedByPresence))
    }
    var forgetful = Deterrence(preset: .crossoverTrials)
    (forgetful.fastGain, forgetful.slowGain) = (0, 0)
    var unseen = Deterrence(preset: .crossoverTrials)
    unseen.presenceEffect = 0
    let (presenceOnly, memoryOnly) = (prevented(forgetful), prevented(unseen))
    let both = prevented(Deterrence(preset: .crossoverTrials))
    #expect(presenceOnly.all > 0 && presenceOnly.all == presenceOnly.byPresence)
    #expect(memoryOnly.all > 0 && memoryOnly.byPresence == 0)
    #expect(both.byPresence > 0 && both.byPresence < both.all)
  }

  /// A town with context rules, micro-places and series of several offenders, in which patrol deters nothing.
  private func ineffectiveScenario() -> Scenario {
    var scenario = SmallTown.scenario(deterrence: Deterrence(preset: .null))
    scenario.crime.contexts = ContextRule.standard
    scenario.crime.calendar.schoolTerms = .england
    for kind in scenario.crime.seriesKinds.indices { scenario.crime.seriesKinds[kind].offenders = 3 }
    for place in 0..<3 {
      let centre = scenario.crime.places[place].centre
      scenario.crime.places[place].kind = PlaceKind.allCases[place]
      scenario.crime.places[place].microPlaces = [30.0, -30].map { east in
        MicroPlace(
          id: "at\(east)", name: "Point", coordinate: centre.offset(eastInMetres: east, northInMetres: 0),
          shares: scenario.crime.types.map { _ in 0.3 })
      }
    }
    return scenario
  }

  @Test("if patrol deters nothing, the same offences happen under every strategy", arguments: 1...4)
  func nullEffect(seed: UInt64) {
    let scenario = ineffectiveScenario()
    let (_, outcomes) = ReplicationRunner(scenario: scenario, seed: seed, strategies: allStrategies())
      .run(replication: 1, recording: RecordingOptions(keepsBook: true))
    /// What an offence is, without what the police know of it.
    func facts(_ outcome: ReplicationOutcome) -> [[UInt64]] {
      outcome.book.map {
        [
          $0.id, $0.timeInSeconds.bitPattern, UInt64($0.place), UInt64($0.type),
          UInt64(bitPattern: Int64($0.microPlace)),
        ]
      }
    }
    let microPlaces = Set(outcomes[0].book.map(\.microPlace))
    #expect(microPlaces == [-1, 0, 1])
    let counterfactual = facts(outcomes[0])
    #expect(counterfactual.count > 100)
    for outcome in outcomes { #expect(facts(outcome) == counterfactual, "\(outcome.strategy)") }
  }

  @Test(
    "these laws hold with tactics, waves, type changes and arrests that take time, whatever units do",
    arguments: 1...4)
  func withEverything(seed: UInt64) {
    var deterrence = Deterrence(preset: .crossoverTrials)
    deterrence.deterrableShare = 0.6
    deterrence.displacementFactor = 3
    deterrence.habituationFloor = 0.5
    let strategies = allStrategies() + [Restless.labelled]
    let effective = ReplicationRunner(
      scenario: SmallTown.withEverything(deterrence: deterrence), seed: seed, strategies: strategies)
    let outcomes = effective.run(replication: 1).outcomes
    for outcome in outcomes {
      #expect(outcome.fates.isConserved, "\(outcome.strategy)")
      func total(_ field: OutcomeField) -> Int {
        Phase.allCases.reduce(0) { $0 + outcome.fates.total(field, in: $1, places: 0..<6) }
      }
      #expect(total(.landed) == total(.landedHere))
      #expect(total(.happened) == total(.happenedInPlace) + total(.landedHere))
      #expect(total(.preventedByPresence) <= total(.prevented))
      #expect(total(.stoppedByPresence) <= total(.stoppedThere))
      #expect(total(.diedWithEndedSeries) <= total(.diedWithSeries))
      if outcome.strategy != "no-extra-patrol" { #expect(total(.landed) > 0 && total(.stoppedThere) > 0) }
    }
    // The same again in the same memory.
    for (one, other) in zip(outcomes, effective.run(replication: 1).outcomes) {
      #expect(one.fates == other.fates && one.dosage == other.dosage && one.dosageAfter == other.dosageAfter)
    }
    let ineffective = ReplicationRunner(
      scenario: SmallTown.withEverything(deterrence: Deterrence(preset: .null)), seed: seed,
      strategies: strategies)
    let books = ineffective.run(replication: 1, recording: RecordingOptions(keepsBook: true)).outcomes.map {
      $0.book.map { [$0.id, $0.timeInSeconds.bitPattern, UInt64($0.place), UInt64($0.type)] }
    }
    #expect(books[0].count > 100 && books.allSatisfy { $0 == books[0] })
  }

  @Test("an offence stands at the same micro-place under every strategy, where it happens at the same place")
  func microPlaces() {
    var scenario = ineffectiveScenario()
    scenario.deterrence = Deterrence(preset: .crossoverTrials)
    let (_, outcomes) = ReplicationRunner(scenario: scenario, seed: 3, strategies: allStrategies())
      .run(replication: 1, recording: RecordingOptions(keepsBook: true))
    var first: [[UInt64]: Int32] = [:]
    for offence in outcomes[0].book { first[[offence.id, UInt64(offence.place)]] = offence.microPlace }
    for outcome in outcomes.dropFirst() {
      let shared = outcome.book.compactMap { offence in
        first[[offence.id, UInt64(offence.place)]].map { ($0, offence.microPlace) }
      }
      #expect(shared.count > 100 && shared.allSatisfy { $0 == $1 }, "\(outcome.strategy)")
      #expect(shared.contains { $0.0 >= 0 })
    }
  }

  @Test("the same seed gives the same outcome, another replication another")
  func determinism() {
    let runner = ReplicationRunner(scenario: SmallTown.scenario(), seed: 7, strategies: allStrategies())
    let (history, outcomes) = runner.run(replication: 3, recording: RecordingOptions(keepsBook: true))
    let (_, again) = runner.run(replication: 3, recording: RecordingOptions(keepsBook: true))
    for (one, other) in zip(outcomes, again) {
      #expect(one.fates == other.fates && one.weekly == other.weekly && one.dosage == other.dosage)
      #expect(one.book == other.book)
    }
    #expect(runner.run(replication: 4).history.fates != history.fates)
  }

  @Test("all strategies that deploy units use the same officer hours: every shift of the campaign")
  func officerHours() {
    let scenario = SmallTown.scenario(campaignWeeks: 4)
    let (_, outcomes) = ReplicationRunner(scenario: scenario, seed: 1, strategies: allStrategies())
      .run(replication: 1)
    for outcome in outcomes {
      // Two units of two officers, nine hours a day; the last late shift ends at midnight with the campaign.
      let expected = outcome.strategy == "no-extra-patrol" ? 0 : Double(2 * 28 * 2 * 9 - 2 * 2)
      #expect(outcome.dosage.officerHours == expected, "\(outcome.strategy)")
    }
  }

  @Test("round-the-clock shifts run through both clock changes", arguments: [(3, 18), (10, 14)])
  func clockChanges(month: Int, day: Int) {
    var scenario = SmallTown.scenario(campaignWeeks: 3)
    scenario.phases.campaignStart = CivilDate(year: 2024, month: month, day: day)
    scenario.operation.shifts[0] = ShiftPattern(id: "day", startMinute: 600, lengthInMinutes: 1_440)
    let (_, outcomes) = ReplicationRunner(scenario: scenario, seed: 1, strategies: allStrategies())
      .run(replication: 1)
    for outcome in outcomes.dropFirst() {
      #expect(outcome.fates.isConserved)
      #expect(outcome.dosage.officerHours == outcomes[1].dosage.officerHours)
    }
  }

  @Test("under the preset evidence what a scenario sets itself is not drawn, and draws differ by replication")
  func evidenceKeepsWhatIsSet() {
    var deterrence = Deterrence()
    deterrence.deterrableShare = 0
    let draws = (1...20).map { deterrence.drawn(seed: 1, replication: UInt64($0)) }
    #expect(draws.allSatisfy { $0.deterrableShare == 0 })
    #expect(Set(draws.map(\.slowGain)).count == 20)
    #expect(draws.allSatisfy { (0...1).contains($0.slowGain) && $0.fastDecayInHours > 0 })
    let others = Deterrence().drawn(seed: 1, replication: 1)
    #expect(others.slowGain == draws[0].slowGain, "One key set doesn't move the others")
  }

  @Test("a unit is at one place at a time, on shift, and only at places of its team")
  func unitsKeepTheirHours() {
    let scenario = SmallTown.scenario()
    let runner = ReplicationRunner(scenario: scenario, seed: 5, strategies: allStrategies())
    let (_, outcomes) = runner.run(replication: 1, recording: RecordingOptions(keepsEvents: true))
    for outcome in outcomes {
      var isOnShift = [Bool](repeating: false, count: 2)
      var place = [Int?](repeating: nil, count: 2)
      for event in outcome.events {
        guard let unit = event.unit else { continue }
        switch event.kind {
        case .shiftStarted: isOnShift[unit] = true
        case .shiftEnded:
          #expect(place[unit] == nil)
          isOnShift[unit] = false
        case .arrived:
          #expect(isOnShift[unit] && place[unit] == nil)
          place[unit] = event.place
          #expect(event.place == 0 || event.place == 2, "Only targets are visited")
        case .left:
          #expect(place[unit] == event.place)
          place[unit] = nil
        default: #expect(isOnShift[unit], "\(event.kind)")
        }
      }
      let dosage = outcome.dosage
      #expect(dosage.visitsStarted == dosage.visitsCompleted + dosage.visitsCut)
    }
  }

  @Test("patrol prevents crime in targets, more with more effect")
  func patrolPrevents() {
    func prevented(_ preset: DeterrencePreset) -> Int {
      let scenario = SmallTown.scenario(deterrence: Deterrence(preset: preset))
      let (_, outcomes) = ReplicationRunner(scenario: scenario, seed: 2, strategies: allStrategies())
        .run(replication: 1)
      return outcomes[2].fates.total(.deterred, in: .campaign, places: [0, 2])
    }
    #expect(prevented(.null) == 0)
    #expect(prevented(.parallelTrials) > 20)
    #expect(prevented(.crossoverTrials) > prevented(.parallelTrials))
  }
}

@Suite("Books")
struct BookTests {
  @Test(
    "what becomes known before the end is in the weekly counts of recorded crime, history and campaign alike")
  func recordedWeeks() {
    var scenario = SmallTown.scenario()
    scenario.knowledge.reportDelayMedianInMinutes = 3 * 24 * 60
    let runner = ReplicationRunner(scenario: scenario, seed: 9, strategies: allStrategies())
    let (history, outcomes) = runner.run(replication: 1, recording: RecordingOptions(keepsBook: true))
    let end = runner.calendar.endInSeconds
    let historyEnd = runner.calendar.dayStartInSeconds[7 * scenario.phases.historyWeeks]
    let before = history.book.compactMap(\.knownInSeconds).filter { $0 < historyEnd }.count
    #expect(history.weekly.recorded.reduce(0) { $0 + Int($1) } == before)
    let late = history.book.compactMap(\.knownInSeconds).filter { $0 >= historyEnd && $0 < end }.count
    #expect(late > 0)
    for outcome in outcomes {
      let own = outcome.book.compactMap(\.knownInSeconds).filter { $0 < end }.count
      #expect(outcome.weekly.recorded.reduce(0) { $0 + Int($1) } == own + late)
      #expect(outcome.weekly.happened.reduce(0) { $0 + Int($1) } == outcome.book.count)
    }
  }
}
