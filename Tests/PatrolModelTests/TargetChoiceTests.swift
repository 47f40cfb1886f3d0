// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import OutputAnalysis
import PatrolStrategies
import PatrolTesting
import Testing

@testable import PatrolModel

@Suite("Choosing targets")
struct TargetChoiceTests {
  /// Candidates on a line, so many metres apart.
  private func line(_ easts: [Double]) -> [Place] {
    let origin = Coordinate(longitude: -0.13, latitude: 51.51)
    return easts.enumerated().map {
      Place(
        id: "p\($0)", name: "P", centre: origin.offset(eastInMetres: $1, northInMetres: 0), role: .candidate,
        ratesPerYear: [1])
    }
  }

  private let types = [
    CrimeType(id: "light", name: "Light", harmInDays: 1),
    CrimeType(id: "heavy", name: "Heavy", harmInDays: 100),
  ]

  private func record(_ counts: [(place: Int, type: Int, count: Int)], second: Double = 10) -> [KnownOffence]
  {
    counts.flatMap { entry in
      (0..<entry.count).map { _ in
        KnownOffence(
          timeInSeconds: second, knownInSeconds: second, place: Int32(entry.place), type: Int32(entry.type))
      }
    }
  }

  private func chosen(
    _ choice: TargetChoice, _ places: [Place], _ record: [KnownOffence], bases: [Coordinate]? = nil
  ) -> ChosenTargets {
    ChosenTargets(
      choice, places: places, types: types, bases: bases ?? [places[0].centre], record: record, window: 5..<20
    )
  }

  @Test("the most harm or the most offences recorded in the window decide, and what lies outside it does not")
  func ranking() {
    let places = line([0, 2_000, 4_000, 6_000])
    let inside = record([(0, 0, 30), (1, 1, 1), (2, 0, 5)])
    let outside = record([(3, 1, 50)], second: 30)
    let byHarm = chosen(TargetChoice(measure: .harm, count: 2), places, inside + outside)
    #expect(byHarm.teamPlaces == [[1, 0]])
    let byCount = chosen(TargetChoice(measure: .count, count: 2), places, inside + outside)
    #expect(byCount.teamPlaces == [[0, 2]])
  }

  @Test("targets keep their distance; the ring round them is their buffer; controls have the nearest record")
  func roles() {
    // The second worst stands 200 m from the worst: it becomes its buffer.
    let places = line([0, 200, 1_000, 3_000, 5_000, 7_000])
    let known = record([(0, 0, 50), (1, 0, 40), (2, 0, 30), (3, 0, 28), (4, 0, 9), (5, 0, 49)])
    let result = chosen(TargetChoice(measure: .count, count: 2), places, known)
    #expect(result.roles == [.target, .buffer, .control, .control, .background, .target])
    #expect(result.teamPlaces == [[0, 5]])
    // The first target takes the control that is nearest to its record, the second what is left.
    #expect(result.targetOf == [nil, 0, 0, 5, nil, nil])
  }

  @Test("teams get shares that differ by one at most, each target going to the nearest base with room")
  func shares() {
    let places = line((0..<7).map { Double($0) * 1_000 })
    let known = record((0..<7).map { ($0, 0, 20 - $0) })
    let result = chosen(
      TargetChoice(measure: .count, count: 7), places, known,
      bases: [places[0].centre, places[1].centre, places[6].centre])
    #expect(result.teamPlaces.map(\.count).sorted() == [2, 2, 3])
    #expect(Set(result.teamPlaces.joined()) == Set(0..<7))
    #expect(result.teamPlaces[0][0] == 0 && result.teamPlaces[1][0] == 1)
  }

  /// Sixty candidates of one rate, from which five are chosen on a year's record; patrol deters nothing.
  private func town() -> Scenario {
    var scenario = SmallTown.scenario(
      historyWeeks: 53, campaignWeeks: 26, deterrence: Deterrence(preset: .null))
    scenario.crime.types = [CrimeType(id: "crime", name: "Crime", harmInDays: 1, recordedShare: 1)]
    scenario.crime.seriesKinds = []
    let origin = Coordinate(longitude: -0.13, latitude: 51.51)
    scenario.crime.places = (0..<60).map {
      Place(
        id: "p\($0)", name: "P",
        centre: origin.offset(eastInMetres: 600 * Double($0 % 8), northInMetres: 600 * Double($0 / 8)),
        role: .candidate, ratesPerYear: [60])
    }
    scenario.operation.teams[0].places = []
    scenario.choice = TargetChoice(measure: .count, count: 5)
    return scenario
  }

  @Test(
    "places chosen for a bad year get better by themselves: the record falls by what order statistics say")
  func regressionToTheMean() throws {
    let strategies = ["no-extra-patrol", "data-led"].compactMap {
      StrategyCatalogue.standard.strategy(for: StrategyConfiguration($0))
    }
    let runner = ReplicationRunner(scenario: town(), seed: 5, strategies: strategies)
    var before: [Double] = []
    var during: [Double] = []
    for replication in 1...60 {
      let (history, outcomes) = runner.run(replication: replication)
      let chosen = try #require(history.chosen)
      let targets = chosen.roles.indices.filter { chosen.roles[$0] == .target }
      #expect(targets.count == 5 && chosen.teamPlaces[0].sorted() == targets)
      func recorded(_ table: WeeklyTable, _ weeks: Range<Int>) -> Double {
        weeks.reduce(0) { sum, week in
          targets.reduce(sum) { $0 + Double(table.recorded[table.index(week: week, place: $1, type: 0)]) }
        } / Double(weeks.count) * 52
      }
      before.append(recorded(history.weekly, 1..<53) / 5)
      during.append(recorded(outcomes[1].weekly, 0..<26) / 5)
      #expect(
        outcomes[1].dosage.visitsByPlace.indices.allSatisfy {
          outcomes[1].dosage.visitsByPlace[$0] == 0 || targets.contains($0)
        })
      #expect(outcomes[1].dosage.visitsByPlace.reduce(0, +) > 0)
    }
    // Without an effect the campaign has the counts of any place, 59.8 in 52 weeks. The five largest of sixty years, each
    // thirteen gamma-mixed Poisson counts of four weeks with v = .1, have a mean of 77.28 (400,000 draws by another program).
    for (counts, expected) in [(during, 60 * 52 * 7 / 365.25), (before, 77.28)] {
      let tally = Tally(counts)
      #expect(abs(tally.mean - expected) < 3.89 * tally.standardError)
    }
    #expect(Tally(before).mean > 1.15 * Tally(during).mean)
  }
}
