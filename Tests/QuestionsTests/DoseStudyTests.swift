// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("A study of dose and response")
struct DoseStudyTests {
  private static func dose(_ units: [Int] = [1, 2, 5], jobs: Int = 1, replications: Int = 4) throws
    -> DoseStudy
  {
    try DoseStudy(Study(Towns.experiment(replications: replications, jobs: jobs), units: units))
  }

  @Test("shows every number of units the same potential crime and history")
  func commonCrime() throws {
    let result = try Self.dose().run()
    #expect(result.isComplete && result.isFair)
    for replication in result.replications {
      let without = replication.map { $0[0] }
      for level in without.dropFirst() {
        #expect(level.crime == without[0].crime && level.harm == without[0].harm)
        #expect(level.recordedBefore == without[0].recordedBefore)
      }
      let hours = replication.map { $0[1].dosage.officerHours }
      // Two officers for 14 shifts of 9 h; the last late shift of a campaign lasts to midnight, two hours less.
      #expect(hours == [252, 500, 1_252])
    }
  }

  @Test("with the scenario's own number of units gives what a comparison gives")
  func ownNumber() throws {
    let result = try Self.dose().run()
    let plain = try Towns.experiment(replications: 4).run()
    #expect(result.replications.map { $0[1] } == plain.replications)
  }

  @Test("writes the same bytes for one worker or two, with its columns explained")
  func sameBytes() throws {
    try withTemporaryFolder { folder in
      let first = try Self.dose(jobs: 1).run(folder: folder + "/one")
      let second = try Self.dose(jobs: 2).run(folder: folder + "/two")
      let (one, two) = (
        try ResultFiles.all(in: try #require(first.folder)),
        try ResultFiles.all(in: try #require(second.folder))
      )
      #expect(
        one.keys.sorted() == ["README.md", "dose.csv", "replications.csv", "scenario.yaml", "summary.json"])
      #expect(one == two)
      let readme = String(decoding: try #require(one["README.md"]), as: UTF8.self)
      for file in ["dose.csv", "replications.csv"] {
        let text = String(decoding: try #require(one[file]), as: UTF8.self)
        let header = text.prefix { !$0.isNewline }.split(separator: ",")
        #expect(Set(header).count == header.count)
        for name in header { #expect(readme.contains("| \(name) |"), "\(name) of \(file)") }
        for line in text.split(separator: "\n") where !line.contains("\"") {
          #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == header.count)
        }
      }
      let manifest = try #require(Manifest(folder: folder + "/one"))
      #expect(manifest.units == [1, 2, 5] && manifest.complete)
    }
  }

  @Test("keeps results of other numbers of units, and of a plain comparison, unless force is given")
  func otherNumbers() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/town"
      _ = try Study(Towns.experiment(replications: 2)).run(folder: path)
      let error = #expect(throws: ResultsError.self) { _ = try Self.dose().run(folder: path) }
      #expect(error?.description.contains("the scenario's own number of units") == true)
      _ = try Self.dose(replications: 2).run(folder: path, force: true)
      #expect(throws: ResultsError.self) { _ = try Self.dose([1, 3], replications: 2).run(folder: path) }
      #expect(Manifest(folder: path)?.units == [1, 2, 5])
    }
  }

  @Test("an interruption leaves as many replications of each number of units")
  func interrupted() throws {
    let interruption = Interruption()
    interruption.request()
    #expect(throws: NothingFinished.self) { _ = try Self.dose().run(interruption: interruption) }
    let half = Interruption()
    let result = try Self.dose(replications: 40).run(interruption: half) {
      if $0.finished >= 2 { half.request() }
    }
    #expect(!result.isComplete && result.replications.count >= 2)
    #expect(result.replications.allSatisfy { $0.count == 3 })
  }

  @Test("names everything that is wrong with its numbers at once")
  func refused() {
    let error = #expect(throws: InvalidExperiment.self) {
      _ = try DoseStudy(
        Study(Towns.experiment(), units: [4, 0, 4]), costPerHour: CostPerHour(pounds: 0))
    }
    #expect(
      error?.description == """
        the number of units is 0; it must be from 1 to 10000
        4 units are named twice; name each number once
        the cost of an hour is 0 pounds; it must be greater than 0
        """)
  }
}
