// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import PatrolTesting
import Testing

@testable import Questions

@Suite("Results are not lost")
struct KeepingResultsTests {
  /// Runs forty replications into a folder and interrupts them early.
  private func interrupt(into path: String, afterReplication last: Int = 3) throws -> StoredResult {
    var experiment = try Towns.experiment(replications: 40, jobs: 2)
    let interruption = Interruption()
    experiment.makeSource = { [experiment] in
      UnevenSource(experiment) { if $0 == last { interruption.request() } }
    }
    return try Study(experiment).run(folder: path, interruption: interruption)
  }

  @Test("an interrupted run leaves alone a folder of yours that has its name")
  func foreignFolder() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/town"
      _ = try Study(Towns.experiment(replications: 4)).run(folder: path)
      try FileManager.default.createDirectory(
        atPath: path + "-interrupted", withIntermediateDirectories: false)
      let notes = path + "-interrupted/notes.txt"
      try Data("precious".utf8).write(to: URL(fileURLWithPath: notes))
      #expect(try interrupt(into: path).folder == path + "-interrupted-2")
      #expect(try String(contentsOfFile: notes, encoding: .utf8) == "precious")
    }
  }

  @Test("what has more replications is never replaced by what has fewer, finished or not")
  func fewerReplications() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/town"
      let many = try interrupt(into: path, afterReplication: 20)
      #expect(many.folder == path)
      let few = try interrupt(into: path)
      #expect(few.result.replications.count < many.result.replications.count)
      #expect(few.folder == path + "-interrupted")
      #expect(Manifest(folder: path)?.replicationsDone == many.result.replications.count)
      let study = try Study(Towns.experiment(replications: 2))
      #expect(throws: ResultsError.self) { _ = try study.run(folder: path) }
    }
  }

  @Test("results written meanwhile by another study are not replaced")
  func meanwhile() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/town"
      let study = try Study(Towns.experiment(replications: 2))
      let other = try Study(Towns.experiment(replications: 3, seed: 8))
      var isFirst = true
      let stored = try study.run(folder: path) { _ in
        guard isFirst else { return }
        isFirst = false
        do { _ = try other.run(folder: path + "-other") } catch { Issue.record(error) }
        try? FileManager.default.moveItem(atPath: path + "-other", toPath: path)
      }
      #expect(Manifest(folder: path)?.seed == 8)
      #expect(stored.folder == path + "-2")
    }
  }

  @Test("results of another command are not replaced, with force or without")
  func otherCommand() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/pilot"
      _ = try OutputFolder.write(
        [("pilot.csv", [1, 2, 3])], to: path, as: .answer("pilot"), subject: "", force: false)
      for force in [false, true] {
        #expect(throws: ResultsError.self) {
          _ = try Study(Towns.experiment(replications: 1)).run(folder: path, force: force)
        }
      }
      #expect(FileManager.default.contents(atPath: path + "/pilot.csv") == Data([1, 2, 3]))
    }
  }

  @Test("a run whose results can't be written still hands them over")
  func notStored() throws {
    try withTemporaryFolder { folder in
      let study = try Study(Towns.experiment(replications: 2))
      let error = #expect(throws: ResultNotStored.self) {
        _ = try study.run(folder: folder + "/town") { progress in
          guard progress.finished == progress.requested else { return }
          let drafts = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
          for draft in drafts { try? FileManager.default.removeItem(atPath: folder + "/" + draft) }
        }
      }
      #expect(error?.result.replications.count == 2)
      #expect(error?.description.contains(folder + "/town") == true)
    }
  }

  @Test("results that were being replaced when the process was killed are put back")
  func killedWhileReplacing() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/town"
      _ = try Study(Towns.experiment(replications: 3)).run(folder: path)
      try FileManager.default.moveItem(atPath: path, toPath: FolderDraft.aside(path))
      let fewer = try Study(Towns.experiment(replications: 2))
      #expect(throws: ResultsError.self) { _ = try fewer.run(folder: path) }
      #expect(Manifest(folder: path)?.replicationsDone == 3)
    }
  }
}
