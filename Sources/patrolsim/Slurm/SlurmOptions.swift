// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Questions
import Sweeps

/// How a study is submitted to a Slurm cluster.
struct SlurmOptions: ParsableArguments {
  @Flag(
    help:
      "Submit the parts of the study as a job array, and a merge behind them. What is done is not submitted again."
  )
  var slurm = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Into how many parts to divide the study, one for each task. Default: \(SlurmOptions.usualShards).",
      valueName: "number"))
  var shards: Int?

  private static let usualShards = 16

  /// Into how many parts the study is divided.
  var shardCount: Int { shards ?? SlurmOptions.usualShards }

  @Option(help: ArgumentHelp("The partition. Default: the cluster's.", valueName: "name"))
  var partition: String?

  @Option(
    help: ArgumentHelp(
      "The time limit of a task, as sbatch takes it: 30 (minutes), 2:00:00, 1-12. A task that needs more is stopped, queued "
        + "again, and goes on.",
      valueName: "time"))
  var time: String?

  @Option(help: ArgumentHelp("The memory of a task: 2G.", valueName: "size"))
  var mem: String?

  @Option(help: ArgumentHelp("The account that is charged.", valueName: "name"))
  var account: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The cores of a task, and how many replications it runs at the same time.", valueName: "number"))
  var cpus = 1

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A further option for sbatch, word for word: \"--qos=long\"; repeat for more.", valueName: "option"))
  var sbatch: [String] = []

  /// Refuses numbers that no cluster can mean.
  func check() throws {
    guard (1...Shard.limit).contains(shardCount) else {
      throw ValidationError("--shards is \(shardCount); it must be from 1 to \(Shard.limit)")
    }
    guard (1...1_024).contains(cpus) else {
      throw ValidationError("--cpus is \(cpus); it must be from 1 to 1024")
    }
    for text in [partition, time, mem, account].compactMap({ $0 }) + sbatch
    where text.isEmpty || text.contains(where: \.isNewline) {
      throw ValidationError("an option for sbatch is empty or has more than one line: \"\(text)\"")
    }
    if !slurm, shards != nil {
      throw ValidationError("--shards is for --slurm; --shard 1/3 runs the first of three parts here")
    }
    if !slurm, partition != nil || time != nil || mem != nil || account != nil || !sbatch.isEmpty {
      throw ValidationError("--partition, --time, --mem, --account and --sbatch are for --slurm")
    }
  }

  /// What sbatch is told about each task.
  var resources: [String] {
    let named = [("partition", partition), ("time", time), ("mem", mem), ("account", account)]
    return named.compactMap { name, value in value.map { "--\(name)=\($0)" } } + ["--cpus-per-task=\(cpus)"]
      + sbatch
  }
}
