// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel
import PatrolTesting
import ScenarioFiles
import Testing

@testable import CrimeRecords

/// A force whose rates are known, because they were drawn.
struct SimulatedForce {
  let scenario: Scenario
  /// Its overdispersion, the same for every type.
  static let variance = 0.15

  /// Sixty places, 700 m apart, with gamma rates of shape 0.9; three years of history.
  init(seed: UInt64, seriesKinds: [SeriesKind] = []) {
    var random = SplitMix64(state: seed)
    let corner = Coordinate(longitude: -0.2, latitude: 51.45)
    let places = (0..<60).map { index -> Place in
      let centre = corner.offset(
        eastInMetres: Double(index % 10) * 700, northInMetres: Double(index / 10) * 700)
      return Place(
        id: "street-\(index)", name: "Street \(index)", centre: centre, borough: "Anytown",
        ratesPerYear: CrimeType.policeUK.map { _ in 30 * random.gamma(shape: 0.9) })
    }
    let types = CrimeType.policeUK.map { type in
      var type = type
      type.overdispersion = SimulatedForce.variance
      return type
    }
    scenario = Scenario(
      name: "Anytown", phases: Phases(campaignStart: CivilDate(year: 2023, month: 1, day: 2)),
      crime: CrimePattern(places: places, types: types, seriesKinds: seriesKinds),
      operation: Operation(teams: [], shifts: [], units: []))
  }

  /// Returns the history of one replication of the simulation: near repeats, series and all.
  func simulatedBook() -> [HappenedOffence] {
    let runner = ReplicationRunner(scenario: scenario, seed: scenario.seed, strategies: [])
    return runner.run(replication: 1, recording: RecordingOptions(keepsBook: true)).history.book
  }

  /// What happened and what became known: Poisson in each block, with a gamma factor of its own.
  func book(seed: UInt64) -> [HappenedOffence] {
    var random = SplitMix64(state: seed)
    var book: [HappenedOffence] = []
    let blockInSeconds = 28 * 86_400.0
    let blocks = (scenario.phases.weekCount + 3) / 4
    for (place, values) in scenario.crime.places.enumerated() {
      for (type, kind) in scenario.crime.types.enumerated() {
        for block in 0..<blocks {
          let mean = values.ratesPerYear[type] * 28 / 365.25 * random.gamma(shape: 1 / kind.overdispersion)
          for _ in 0..<random.poisson(mean) {
            let time = (Double(block) + random.uniform()) * blockInSeconds
            let isKnown = random.uniform() < kind.recordedShare
            book.append(
              HappenedOffence(
                id: UInt64(book.count), timeInSeconds: time, place: Int32(place), type: Int32(type),
                knownInSeconds: isKnown ? time + 600 : nil, isDiscovered: false))
          }
        }
      }
    }
    return book
  }
}

@Suite("Records of a simulated force")
struct SimulatedForceTests {
  /// Exports a book, imports the files and returns the result.
  private func roundTrip(_ force: SimulatedForce, _ book: [HappenedOffence]) throws -> ImportResult {
    let folder = try ScratchFolder()
    let summary = try RecordedCrimeExport(scenario: force.scenario).write(book, to: folder.path)
    #expect(summary.rows + summary.unknown + summary.outsideFullMonths == book.count)
    var options = ImportOptions(paths: [folder.path])
    options.radiusInMetres = 20
    options.targets = 6
    options.candidates = 60
    return try CrimeImport(options).run()
  }

  /// Where the offences come from.
  enum Origin: CaseIterable {
    /// The generator of this test, which shares no code with the simulation.
    case generator
    case simulation
  }

  @Test(
    "import gives back the rates it was simulated with, within their standard errors",
    arguments: Origin.allCases)
  func ratesComeBack(origin: Origin) throws {
    let isRun = origin == .simulation
    let force = SimulatedForce(seed: 3, seriesKinds: isRun ? SeriesKind.standard : [])
    let result = try roundTrip(force, isRun ? force.simulatedBook() : force.book(seed: 5))
    // The history ends on the first day of January 2023, which is noticed as no full month.
    #expect(result.report.addsUp)
    #expect(Set(result.report.dropped.keys).isSubset(of: [.partialMonth]))
    let places = Dictionary(uniqueKeysWithValues: force.scenario.crime.places.map { ($0.name, $0) })
    var covered = 0
    var compared = 0
    for place in result.scenario.crime.places {
      let truth = try #require(places[place.name])
      #expect(truth.centre.distanceInMetres(to: place.centre) < 1)
      for (index, rate) in place.ratesPerYear.enumerated() {
        compared += 1
        let error = place.rateErrorsPerYear[index]
        if abs(rate - truth.ratesPerYear[index]) < 1.96 * error { covered += 1 }
      }
    }
    #expect(compared == 60 * 14)
    // Binomial with share 0.95, 99.9% either side.
    let spread = 3.3 * (Double(compared) * 0.95 * 0.05).squareRoot()
    #expect(abs(Double(covered) - 0.95 * Double(compared)) < spread)
  }

  @Test("import gives back the overdispersion and a season without peaks, within their standard errors")
  func shapesComeBack() throws {
    let force = SimulatedForce(seed: 23)
    let result = try roundTrip(force, force.book(seed: 29))
    let found = result.scenario.crime.types.map(\.overdispersion)
    let mean = found.reduce(0, +) / Double(found.count)
    let spread = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(found.count - 1)
    // Fourteen types are fourteen estimates of the one value; t of 13 degrees, 99.9%.
    #expect(abs(mean - SimulatedForce.variance) < 4.22 * (spread / Double(found.count)).squareRoot())
    for profile in result.scenario.crime.monthProfiles {
      #expect(profile.multipliers.allSatisfy { (0.75...1.25).contains($0) })
    }
  }

  @Test("the scenario that import writes reads back as it was written")
  func scenarioReadsBack() throws {
    let force = SimulatedForce(seed: 31)
    let result = try roundTrip(force, force.book(seed: 37))
    let text = ScenarioFile.text(for: result.scenario, header: result.header)
    let read = try ScenarioFile.read(text: text, path: "imported.yaml")
    #expect(read == result.scenario)
  }

  @Test("the same records give the same scenario, and nothing half-written is left")
  func exportIsRepeatable() throws {
    let force = SimulatedForce(seed: 41)
    let book = Array(force.book(seed: 43).prefix(5_000))
    let folder = try ScratchFolder()
    let export = RecordedCrimeExport(scenario: force.scenario)
    let first = try export.write(book, to: folder.path + "/first")
    let texts = try first.files.map { try String(contentsOfFile: $0, encoding: .utf8) }
    let second = try export.write(book.reversed(), to: folder.path + "/second")
    #expect(throws: ImportProblem.notEmpty(folder: folder.path)) {
      _ = try export.write(book, to: folder.path)
    }
    #expect(try second.files.map { try String(contentsOfFile: $0, encoding: .utf8) } == texts)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["first", "second"])
    #expect(Set(texts.joined().split(separator: "\n").map { $0.prefix(64) }).count > 1)
  }
}
