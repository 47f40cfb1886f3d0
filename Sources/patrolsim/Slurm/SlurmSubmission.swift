// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Questions
import Sweeps

/// Submits what is left of a study to a cluster.
struct SlurmSubmission {
  private let batch: Batch
  private let folder: BatchFolder
  private let slurm: SlurmOptions
  private let script: SlurmScript

  init(_ batch: Batch, folder: BatchFolder, command: BatchCommand) throws {
    (self.batch, self.folder, slurm) = (batch, folder, command.slurm)
    guard let executable = Bundle.main.executableURL?.resolvingSymlinksInPath().path else {
      throw SlurmTool.Failure(description: "The path of this program can't be found.")
    }
    script = SlurmScript(
      folder: folder.path, executable: executable, shards: slurm.shardCount, cpus: slurm.cpus,
      options: command.commands.allowCommands ? ["--allow-commands"] : [])
  }

  /// Submits the parts of which something is missing or failed, and the merge.
  ///
  /// - Returns: What was submitted, in some lines.
  func submit() throws -> [String] {
    if let jobs = try SlurmJobs.read(in: folder), try jobs.isAlive() {
      throw SlurmTool.Failure(
        description:
          "Parts of this study are in the queue as job \(jobs.array): see --status, or end them with scancel "
          + "\(jobs.array).")
    }
    try folder.prepare(batch)
    let status = try batch.status(of: folder, shards: slurm.shardCount)
    let left = status.parts.filter { $0.done < $0.requested }.map(\.shard.number)
    guard !left.isEmpty else {
      return ["Nothing is left to run; put the results together with: patrolsim merge \(folder.path)"]
    }
    let work = folder.workPath
    let name = "--job-name=patrolsim-\(batch.digest.prefix(8))"
    let array = try send(
      script.task, as: "\(work)/slurm-task.sh",
      [
        name, "--array=\(Manifest.ranges(left).replacing(" ", with: ""))", "--requeue", "--open-mode=append",
        "--output=\(work)/slurm-%a.log",
        "--signal=B:USR1@60",
      ] + slurm.resources)
    let merge = try send(
      script.merge, as: "\(work)/slurm-merge.sh",
      [name + "-merge", "--dependency=afterany:\(array)", "--output=\(work)/slurm-merge.log"]
        + slurm.resources.filter { !$0.hasPrefix("--cpus-per-task") })
    try SlurmJobs(array: array, merge: merge, shards: slurm.shardCount).write(to: folder)
    return [
      "Submitted \(left.count) of \(slurm.shardCount) parts as job \(array), and the merge behind them as job \(merge).",
      "How far they are: patrolsim batch \(folder.path) --status",
      "Results will be in \(folder.path)",
    ]
  }

  /// Writes a script and submits it.
  ///
  /// - Returns: The number of the job.
  private func send(_ text: String, as path: String, _ options: [String]) throws -> Int {
    try WholeFile.write(Array(text.utf8), to: path)
    let answer = try SlurmTool.run("sbatch", ["--parsable"] + options + [path])
    guard let job = answer.split(whereSeparator: { $0 == ";" || $0.isNewline }).first.flatMap({ Int($0) })
    else {
      throw SlurmTool.Failure(description: "sbatch answered \"\(answer)\", which is no number of a job.")
    }
    return job
  }
}
