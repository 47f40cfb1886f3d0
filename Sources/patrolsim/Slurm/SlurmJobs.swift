// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Questions
import Sweeps
import Tables

/// What was submitted to a cluster for a study.
struct SlurmJobs: Codable {
  /// The job of the array and that of the merge.
  let array: Int
  let merge: Int
  /// Into how many parts the study is divided.
  let shards: Int

  init(array: Int, merge: Int, shards: Int) { (self.array, self.merge, self.shards) = (array, merge, shards) }

  private static func path(_ folder: BatchFolder) -> String { folder.workPath + "/slurm.json" }

  /// Reads what was submitted last; `nil` where nothing was.
  ///
  /// - Throws: ``SlurmTool/Failure`` where that can't be told: what is in the queue must not be submitted again.
  static func read(in folder: BatchFolder) throws(SlurmTool.Failure) -> SlurmJobs? {
    let path = path(folder)
    func refusal(_ reason: String) -> SlurmTool.Failure {
      SlurmTool.Failure(
        description:
          "\(path): \(reason). It says what was submitted; restore it, or move it away where nothing is in the queue."
      )
    }
    let json = ForeignJSON(size: 1 << 16, depth: 2, values: 100)
    let bytes: [UInt8]
    do { bytes = try RegularFile.bytes(of: path, limit: json.size) } catch {
      if case .missing = error { return nil }
      throw refusal(error.reason)
    }
    let jobs: SlurmJobs
    do { jobs = try json.decode(SlurmJobs.self, from: bytes) } catch { throw refusal("\(error)") }
    var problems = ValueProblems()
    problems.require(jobs.array, in: 1...Int(UInt32.max), "array")
    problems.require(jobs.merge, in: 1...Int(UInt32.max), "merge")
    problems.require(jobs.shards, in: 1...Shard.limit, "shards")
    if let problem = problems.problems.first { throw refusal("\(problem)") }
    return jobs
  }

  func write(to folder: BatchFolder) throws {
    try WholeFile.write(try JSONText.line(self), to: SlurmJobs.path(folder))
  }

  /// A task of the array as squeue has it.
  private struct Task {
    let state: String
    let node: String
    let reason: String

    /// Whether it will run on, or again.
    var isAlive: Bool {
      [
        "PENDING", "RUNNING", "COMPLETING", "CONFIGURING", "SUSPENDED", "REQUEUED", "REQUEUE_HOLD",
        "PREEMPTED",
      ].contains(state)
    }

    /// The state in words.
    var words: String {
      switch state {
      case "RUNNING": "running on \(node)"
      case "COMPLETING": "ending on \(node)"
      case "PENDING": "waiting (\(reason))"
      case "COMPLETED": "ended"
      case "NODE_FAIL": "its node failed"
      case "TIMEOUT": "stopped by its time limit"
      case "OUT_OF_MEMORY": "out of memory"
      case "FAILED": "failed"
      default: state.hasPrefix("CANCELLED") ? "cancelled" : state.lowercased()
      }
    }
  }

  /// What the cluster says of each part, by its number, of those that it still knows.
  func states() throws -> [Int: String] { try tasks().mapValues(\.words) }

  /// Whether a part is in the queue.
  func isAlive() throws -> Bool { try tasks().values.contains(where: \.isAlive) }

  /// What it says of the merge; `nil` where it no longer knows.
  func mergeState() throws -> String? {
    try SlurmJobs.queue(merge).first.map { $0.1.words }
  }

  private func tasks() throws -> [Int: Task] {
    var tasks: [Int: Task] = [:]
    for (number, task) in try SlurmJobs.queue(array) { tasks[number ?? 0] = task }
    return tasks
  }

  /// Asks for a job, one line for each task of an array.
  private static func queue(_ job: Int) throws -> [(Int?, Task)] {
    let text: String
    do {
      text = try SlurmTool.run(
        "squeue", ["--noheader", "--array", "--states=all", "--jobs=\(job)", "--format=%K|%T|%N|%r"])
    } catch let failure as SlurmTool.Failure {
      // A cluster forgets jobs some minutes after their end.
      if failure.description.contains("Invalid job id") { return [] }
      throw failure
    }
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 4 else { return nil }
      return (Int(cells[0]), Task(state: cells[1], node: cells[2], reason: cells[3]))
    }
  }
}
