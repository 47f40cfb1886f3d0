// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Foundation
import OutputAnalysis
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("Planning a pilot")
struct PilotStudyTests {
  /// So many streets with 60 recorded offences a year, each with a control, with or without anything beyond Poisson chance.
  static func scenario(streets: Int, overdispersion: Double = 0) -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 60, campaignWeeks: 4)
    scenario.crime.types = [
      CrimeType(id: "crime", name: "Crime", harmInDays: 1, recordedShare: 1, overdispersion: overdispersion)
    ]
    scenario.crime.seriesKinds = []
    scenario.deterrence = Deterrence(preset: .parallelTrials)
    let origin = scenario.crime.places[0].centre
    scenario.crime.places = (0..<2 * streets).map { index in
      let isStreet = index < streets
      return Place(
        id: isStreet ? "street\(index)" : "control\(index - streets)", name: "Place \(index)",
        centre: origin.offset(
          eastInMetres: 700 * Double(index % 6), northInMetres: 700 * Double(index / 6)),
        role: isStreet ? .target : .control, target: isStreet ? nil : "street\(index - streets)",
        ratesPerYear: [60])
    }
    scenario.operation.teams[0].places = (0..<streets).map { "street\($0)" }
    return scenario
  }

  private static func options(
    streets: [Int], designs: [PilotDesign] = [.parallel], replications: Int, effect: Double? = 16
  ) -> PilotStudy.Options {
    var options = PilotStudy.Options()
    options.streets = streets
    options.weeks = [26]
    options.visitsPerDay = [1]
    options.designs = designs
    options.replications = replications
    options.effectPercent = effect
    options.seed = 5
    options.jobs = 2
    return options
  }

  @Test("the power of a parallel pilot is that of the published planning figures, and it keeps its level")
  func closedForm() throws {
    let study = try PilotStudy(
      Self.scenario(streets: 20), options: Self.options(streets: [3, 5, 20], replications: 500))
    let results = try study.run().results
    let weights = QuadrantCounts(
      target: BeforeAfter(before: 0.5, after: 1), buffer: .zero, control: BeforeAfter(before: 0.5, after: 1))
    for (result, published) in zip(results, [0.35, 0.46, 0.86]) {
      let streets = Double(result.plan.streets)
      let expected = QuadrantCounts(
        target: BeforeAfter(before: 60 * streets, after: 30 * streets * 0.84), buffer: .zero,
        control: BeforeAfter(before: 60 * streets, after: 30 * streets))
      let power = WeightedDisplacementDifference.power(expected: expected, weights: weights, level: 0.1)
      #expect(abs(power - published) < 0.01)
      // 500 pilots know a power of .46 to ± .087 at this level, and see one that is off by .12 in nine of ten cases.
      func contains(_ share: Estimate, _ value: Double) throws -> Bool {
        let found = Int((try #require(share.value) * 500).rounded())
        return wilsonInterval(successes: found, trials: 500, level: 0.9999).contains(value)
      }
      #expect(try contains(result.power, power), "\(result.plan.streets): \(result.power) \(power)")
      #expect(try contains(result.falseAlarms, 0.1), "\(result.plan.streets): \(result.falseAlarms)")
    }
    #expect(results[0].officerHours * 20 / 3 - results[2].officerHours < 1e-6)
    let least = try #require(results[2].leastEffectPercent)
    // 20 streets find 16% in 86 of 100, so 80 of 100 take a little less.
    #expect((12...16).contains(least))
  }

  @Test("a parallel pilot takes no season for an effect, though streets have more crime than their controls")
  func season() throws {
    var scenario = Self.scenario(streets: 5)
    scenario.crime.monthProfiles.append(
      MonthProfile(name: "summer", weights: [1, 1, 2, 3, 4, 6, 6, 6, 4, 3, 2, 1], source: "a test"))
    scenario.crime.types[0].monthProfile = "summer"
    for place in 0..<5 { scenario.crime.places[place].ratesPerYear = [240] }
    // The campaign starts in March: its six months have far more crime than half a year has in the mean.
    let result = try PilotStudy(scenario, options: Self.options(streets: [5], replications: 200)).run()
      .results[0]
    #expect(result.keepsLevel(0.1), "\(result.falseAlarms)")
    // In truth and in estimate: five streets with thousands of offences hardly miss it.
    #expect(abs(try #require(result.bias.value)) < 2, "\(result.bias)")
    #expect(try #require(result.power.value) > 0.5)
  }

  @Test(
    "shocks to streets beyond Poisson chance make the parallel test find falls that aren't there; a crossover keeps its level"
  )
  func overdispersed() throws {
    let study = try PilotStudy(
      Self.scenario(streets: 5, overdispersion: 0.5),
      options: Self.options(streets: [5], designs: [.parallel, .crossover], replications: 200))
    let results = try study.run().results
    #expect(try #require(results[0].falseAlarms.lower) > 0.1)
    #expect(!results[0].keepsLevel(0.1) && results[1].keepsLevel(0.1))
  }

  @Test(
    "what patrol leaves behind hides a part of the effect of a crossover, and less of it after a wash-out")
  func carryOver() throws {
    var scenario = Self.scenario(streets: 6)
    scenario.deterrence.slowDecayInDays = 5
    scenario.deterrence.slowGain = 0.25
    for place in scenario.crime.places.indices { scenario.crime.places[place].ratesPerYear = [600] }
    func bias(_ washout: Int) throws -> Double {
      var options = Self.options(streets: [6], designs: [.crossover], replications: 24, effect: nil)
      options.visitsPerDay = [6]
      options.rules.washoutDays = washout
      return try #require(try PilotStudy(scenario, options: options).run().results[0].bias.value)
    }
    let (none, some) = (try bias(0), try bias(4))
    #expect(none < -2 && some > none)
  }

  @Test("gives the same bytes for one worker or two, and files that hold together")
  func files() throws {
    var stored: [[String: Data]] = []
    try withTemporaryFolder { folder in
      for jobs in [1, 2] {
        var options = Self.options(
          streets: [2, 3], designs: PilotDesign.allCases, replications: 12, effect: nil)
        options.jobs = jobs
        options.weeks = [4, 8]
        let study = try PilotStudy(Self.scenario(streets: 5), options: options)
        let outcome = try study.run()
        let path = try study.store(outcome, text: "", in: "\(folder)/\(jobs)", force: false)
        stored.append(try ResultFiles.all(in: path))
        #expect(try study.store(outcome, text: "", in: path, force: false) == path)
        options.replications = 13
        let other = try PilotStudy(Self.scenario(streets: 5), options: options)
        #expect(throws: ResultsError.self) { _ = try other.usableFolder(path, force: false) }
        #expect(throws: ResultsError.self) { try other.store(outcome, text: "", in: path, force: false) }
        #expect(try other.store(outcome, text: "", in: path, force: true) == path)
        // Plans without a result say why: three streets can't start one after the other within two months' half.
        let wedge = try #require(
          outcome.results.first { $0.plan.design == .steppedWedge && $0.plan.weeks == 4 })
        #expect(wedge.plan.streets == 2 && wedge.undefinedShare < 1)
      }
    }
    #expect(stored[0] == stored[1])
    let names = [
      "README.md", "datapackage.json", "days.csv", "pilot.csv", "pilot.txt", "preregistration.md",
      "scenario.yaml", "streets.csv", "summary.json",
    ]
    #expect(stored[0].keys.sorted() == names)
    func text(_ name: String) throws -> String {
      String(decoding: try #require(stored[0][name]), as: UTF8.self)
    }
    #expect(try text("pilot.csv").split(whereSeparator: \.isNewline).count == 1 + 4 * 2 * 2)
    for name in names { #expect(try !text(name).lowercased().contains("nan")) }
    let registration = try text("preregistration.md")
    for part in ["## Hypothesis", "## Outcome", "## Randomisation", "## Analysis", "## Stopping"] {
      #expect(registration.contains(part))
    }
  }

  @Test("that was interrupted replaces none that was not, names no days and says what it is")
  func interrupted() throws {
    try withTemporaryFolder { folder in
      let options = Self.options(streets: [2], replications: 12)
      let study = try PilotStudy(Self.scenario(streets: 5), options: options)
      let path = try study.store(try study.run(), text: "", in: folder + "/pilot", force: false)
      let whole = try ResultFiles.all(in: path)
      let interruption = Interruption()
      let cut = try study.run(interruption: interruption) { progress in
        if progress.finished >= 2 { interruption.request() }
      }
      #expect(!cut.complete)
      let beside = try study.store(cut, text: "", in: folder + "/pilot", force: true)
      #expect(beside == path + "-interrupted")
      #expect(try ResultFiles.all(in: path) == whole)
      let files = try ResultFiles.all(in: beside)
      #expect(files["preregistration.md"] == nil && files["days.csv"] == nil)
      #expect(String(decoding: files["README.md"] ?? Data(), as: UTF8.self).contains("**Interrupted**"))
    }
  }

  @Test("the days of a crossover are on and off for a week each, and half of all")
  func days() throws {
    let study = try PilotStudy(
      Self.scenario(streets: 4), options: Self.options(streets: [4], replications: 10))
    let plan = PilotPlan(design: .crossover, streets: 4, weeks: 8, visitsPerDay: 3)
    let days = PilotTable.days(plan, order: [2, 0, 3, 1], of: study)
    let rows = String(decoding: PilotTable.days.csv(days), as: UTF8.self)
      .split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",") }
    #expect(rows.count == 4 * 56)
    for street in 0..<4 {
      let own = rows.filter { $0[1] == "street\(street)" }.map { $0[2] == "1" }
      #expect(own.count { $0 } == 28)
      #expect((0..<42).allSatisfy { own[$0] == own[$0 + 14] && own[$0] != own[$0 + 7] })
    }
    let wedge = PilotPlan(design: .steppedWedge, streets: 3, weeks: 8, visitsPerDay: 1)
    #expect((0..<3).map { wedge.daysOn(of: $0, firstDayOn: 0) } == [[14..<56], [28..<56], [42..<56]])
    #expect(wedge.streetDaysOn == 42 + 28 + 14)
  }

  @Test("says everything that is wrong at once, with near misses")
  func nonsense() throws {
    var options = PilotStudy.Options()
    options.streets = [3, 3]
    options.weeks = [0, 60]
    options.visitsPerDay = []
    options.power = 1.5
    options.rules.level = 0
    options.effectPercent = 200
    options.counts = ["burglery"]
    options.replications = 1
    do throws(InvalidPilot) {
      _ = try PilotStudy(SmallTown.scenario(), options: options)
      Issue.record("Nothing was refused")
    } catch {
      let words = error.description
      for part in [
        "the number of streets: the list has an entry twice",
        "the number of weeks is 0; it must be from 1 to 52",
        "the number of weeks is 60", "the number of visits a day: the list is empty", "the power is 1.5",
        "the level is 0.0",
        "the effect is 200.0%", "did you mean \"burglary\"?",
        "the number of replications is 1; it must be at least 10",
      ] { #expect(words.contains(part), "\(part) in \(words)") }
    }
    var many = PilotStudy.Options()
    many.streets = [40]
    #expect(throws: InvalidPilot(problems: [.tooFewStreets(wanted: 40, most: 2)])) {
      try PilotStudy(SmallTown.scenario(), options: many)
    }
    var empty = SmallTown.scenario()
    for place in empty.crime.places.indices {
      empty.crime.places[place].ratesPerYear = empty.crime.places[place].ratesPerYear.map { _ in 0 }
    }
    #expect(throws: InvalidPilot(problems: [.noStreets("Small town")])) { try PilotStudy(empty) }
  }
}
