// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

@testable import ScenarioFiles

@Suite("The parameters in force in a scenario")
struct StatedParameterTests {
  /// Keys without a value of their own: parts that other keys make up, and what names or describes an entry.
  private static let partsAndNames: Set<String> = [
    "phases", "phases.second_wave", "tactics", "tactics.*.name", "tactics.*.source", "operation.after",
    "operation.familiarity", "deterrence", "beliefs", "knowledge", "crime", "crime.types",
    "crime.hour_profiles",
    "crime.hour_profiles.*.source", "crime.month_profiles", "crime.month_profiles.*.source",
    "crime.near_repeats", "crime.series[].name", "calendar", "choose", "crime.contexts[].name",
    "crime.contexts[].source", "places[].points[].id", "places[].points[].name", "places[].points[].at",
    "places[].id", "places[].name", "places[].of", "operation", "operation.speeds", "operation.travel.matrix",
    "operation.travel.streets", "operation.travel.way_metres", "operation.travel.minutes", "operation.shifts",
    "operation.shifts[].id", "operation.shifts[].end",
    "calls", "calls.crime", "calls.response_units[].id", "calls.response_units[].base",
    "operation.teams[].id", "operation.teams[].base", "operation.units[].id", "trial.findings",
  ]

  @Test("are all that the reader knows, and no other")
  func everyKey() throws {
    var scenario = SmallTown.scenario()
    scenario.crime.contexts = ContextRule.standard
    scenario.operation.timetable = Timetable(on: Timetable.Dose(visitsPerDay: 1))
    scenario.trial = Trial(
      citation: "Someone (2020)", dose: "a visit a day",
      findings: [TrialFinding(what: "crime", comparison: .absent, lowest: 0, highest: 1)])
    scenario.claims = [Claim(what: "crime", fallPercent: 20)]
    scenario.calls = CallsForService(types: scenario.crime.types)
    scenario.knowledge.channels = [ChannelLaw(.online, shares: scenario.crime.types.map { _ in 1 })]
    (scenario.trust, scenario.stops) = (Trust(), Stops())
    (scenario.tips, scenario.surveys) = (Tips(), Surveys())
    let stated = Set(ScenarioFile.parameters(of: scenario).map(\.pattern))
      .filter { !$0.hasPrefix("strategies[]") }
    let known = try FormatArticleTests.knownKeys().filter { !$0.hasPrefix("strategies[]") }
    #expect(known.subtracting(stated).symmetricDifference(Self.partsAndNames).sorted() == [])
    #expect(stated.subtracting(known).sorted() == [])
  }

  @Test("hold every parameter of every strategy, with the value that it is given")
  func strategies() throws {
    var scenario = SmallTown.scenario()
    scenario.strategies = StrategyCatalogue.standard.names.map { StrategyConfiguration($0) }
    scenario.strategies.append(StrategyConfiguration("data-led", parameters: ["refresh": 6]))
    let stated = ScenarioFile.parameters(of: scenario)
    for (index, strategy) in scenario.strategies.enumerated() {
      for parameter in StrategyCatalogue.standard.entry(named: strategy.name)?.parameters ?? [] {
        let key = "strategies[\(index)].\(strategy.name).\(parameter.name)"
        let row = try #require(stated.first { $0.key == key })
        let given = strategy.parameters[parameter.name]
        if given == nil, parameter.isFitted {
          #expect(row.value == .text("fitted") && row.source.contains("\(parameter.defaultValue)"))
        } else {
          let value = given ?? parameter.defaultValue
          #expect(row.value == parameter.word(for: value).map { .text($0) } ?? .number(value))
        }
        #expect(row.isChanged == (strategy.parameters[parameter.name] != nil))
      }
    }
  }

  @Test("are each stated once, and each says what it means; each default has a source")
  func complete() throws {
    for seed in 0..<50 {
      var random = RandomScenario(seed: UInt64(seed))
      let stated = ScenarioFile.parameters(of: random.scenario())
      #expect(Set(stated.map(\.key)).count == stated.count)
      for row in stated {
        #expect(!row.meaning.isEmpty, "\(row.key)")
        #expect(row.isChanged || row.defaultValue == nil || !row.source.isEmpty || row.value == .text("none"))
      }
    }
  }

  @Test("are marked as changed where the writer writes them")
  func changed() throws {
    for seed in 0..<100 {
      var random = RandomScenario(seed: UInt64(seed))
      let scenario = random.scenario()
      let stated = ScenarioFile.parameters(of: scenario)
      func check<Root>(_ prefix: String, _ value: Root, _ base: Root, _ table: [Key<Root>]) {
        let written = ScenarioWriter.changes(
          value, from: base, table.filter { $0.isStated && !$0.isAlwaysWritten }
        )
        .map { prefix + $0.key }
        let keys = Set(table.filter(\.isStated).map { prefix + $0.name })
        #expect(stated.filter { keys.contains($0.key) && $0.isChanged }.map(\.key) == written, "seed \(seed)")
      }
      let usual = Operation(teams: [], shifts: [], units: [])
      check("knowledge.", scenario.knowledge, Knowledge(), Key.knowledge)
      check("operation.", scenario.operation, usual, Key.operation)
      if let timetable = scenario.operation.timetable {
        let usual = Timetable(on: Timetable.Dose(visitsPerDay: 1))
        check("operation.timetable.", timetable, usual, Key.timetable)
      }
      check("operation.speeds.", scenario.operation.speeds, TravelSpeeds(), Key.speeds)
      if let calls = scenario.calls {
        let usual = CallsForService(types: scenario.crime.types)
        check("calls.", calls, usual, Key.demand(profiles: []) + Key.answers)
      }
      check("crime.near_repeats.", scenario.crime.nearRepeat, NearRepeatKernel(), Key.nearRepeats)
      for tactic in scenario.tactics {
        let usual = Tactic.standard.first { $0.id == tactic.id } ?? Tactic(id: tactic.id, name: "")
        check("tactics.\(tactic.id).", tactic, usual, Key.tactic)
      }
      for type in scenario.crime.types {
        guard let builtIn = CrimeType.policeUK.first(where: { $0.id == type.id }) else { continue }
        check("crime.types.\(type.id).", type, builtIn, Key.type(isNew: false, hours: [], months: []))
      }
    }
  }

  @Test("name the fit of the preset they are in, or the scenario where it sets them itself")
  func sources() throws {
    var deterrence = Deterrence(preset: .crossoverTrials)
    deterrence.slowDecayInDays = 2
    let rows = ScenarioFile.parameters(of: SmallTown.scenario(deterrence: deterrence))
    func row(_ key: String) throws -> StatedParameter {
      try #require(rows.first { $0.key == "deterrence.\(key)" })
    }
    #expect(try row("fast_decay").source == DeterrencePreset.crossoverTrials.source)
    #expect(try row("fast_decay").defaultValue == .number(PatrolEffect.believed.fastDecayInHours))
    #expect(try row("slow_decay").source == ScenarioFile.ownSource)
    #expect(try row("diffusion").source == "assumption")
    #expect(try row("diffusion").priorRange == 0...0.3)
    #expect(try row("waiting_share").priorRange == nil)
  }

  @Test(
    "of a context rule name the scenario where it changes a standard rule, and the rule's source elsewhere")
  func contextSources() throws {
    var scenario = SmallTown.scenario()
    var changed = ContextRule.standard[0]
    changed.effect = .factor(3)
    let own = ContextRule(name: "event", effect: .factor(1.5), days: [5], source: "survey")
    scenario.crime.contexts = [changed, own]
    let rows = ScenarioFile.parameters(of: scenario)
    func row(_ key: String) throws -> StatedParameter {
      try #require(rows.first { $0.key == "crime.contexts\(key)" })
    }
    #expect(try row("").value == .text("venue-closing, event"))
    #expect(try row("[0].factor").source == ScenarioFile.ownSource)
    #expect(try row("[0].factor").defaultValue == .number(2))
    #expect(try row("[0].hours").value == .text("23:00 to 02:00"))
    #expect(try row("[0].hours").source == "assumption")
    #expect(try row("[1].factor").source == "survey" && row("[1].factor").defaultValue == nil)
    #expect(try row("[1].days").source == "survey" && row("[1].days").isChanged)
  }

  @Test("are drawn under the evidence where it has a range and the scenario no value of its own")
  func drawn() throws {
    var deterrence = Deterrence()
    deterrence.diffusion = 0.2
    let rows = ScenarioFile.parameters(of: SmallTown.scenario(deterrence: deterrence))
    for row in rows where row.section == "Deterrence" && row.key != "deterrence.preset" {
      let isDrawn = row.priorRange != nil && row.key != "deterrence.diffusion"
      #expect((row.value == .text("drawn")) == isDrawn, "\(row.key)")
    }
    let drawn = deterrence.drawn(seed: 1, replication: 1)
    for key in Key.deterrence where UncertainParameter(rawValue: key.name) == nil {
      #expect(key.isSame(drawn, deterrence))
    }
    #expect(drawn.diffusion == 0.2)
  }
}
