// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Questions

/// When and where a study's results were put together: the one file of them in which machines differ.
public struct BatchManifest: Hashable, Sendable, Codable {
  /// The version of this layout.
  public static let format = 3
  public var format = BatchManifest.format
  public var patrolsim = PatrolSimVersion.current
  public var name: String
  /// The digest of the study.
  public var digest: String
  public var cells: Int
  public var cellsFailed: Int
  /// The programs that decided for strategies; absent where there are none.
  public var programs: [BatchProgram]?
  public var replicationsAsked: Int
  public var replicationsDone: Int
  /// Replications that can't be run.
  public var replicationsFailed: Int
  /// Whether every replication is there.
  public var complete: Bool
  public var command: [String]
  public var machine: Manifest.Machine
  /// In UTC.
  public var finished: String
  /// Whether files were taking their places when this was written: they may be of two states then. Absent otherwise.
  public var beingReplaced: Bool?
  /// The files of the results, as `Manifest/files` has them.
  public var files: [String: String?] = [:]

  init(_ batch: Batch, _ result: BatchResult, command: [String], jobs: Int) {
    name = batch.file.name
    digest = batch.digest
    cells = batch.cellCount
    cellsFailed = result.failedCells.count
    programs = batch.programs.isEmpty ? nil : batch.programs
    replicationsAsked = batch.itemCount
    replicationsDone = result.replicationsDone
    replicationsFailed = result.replicationsFailed
    complete = result.isComplete
    self.command = command
    machine = Manifest.Machine(jobs: jobs)
    finished = universalTime(batch.system.now)
  }

  /// Whether every replication was tried, and the files are those of one state.
  var isWhole: Bool {
    replicationsDone + replicationsFailed == replicationsAsked && beingReplaced != true
  }
}
