// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation
import Questions
import Sweeps

/// Runs a study: scenarios, strategies and parameters that are varied.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Run a study: scenarios × strategies × values of parameters, on one machine or many.",
    discussion: """
      A study file names scenarios, strategies and parameters with their values; each scenario with each point of the \
      sweep is a cell with as many replications. The plan is shown first, with the time and the disk that it takes.

      Every replication is kept as soon as it is finished. However a study ends (Ctrl-C, a kill, a full disk, a power \
      cut), the same command goes on where it stood, and the results are the same, byte for byte. A cell that \
      can't be run is reported and the rest goes on; the study is incomplete then, and the exit status 1.

      --shard 3/16 runs the third of sixteen parts, on any machine; `patrolsim merge` joins them. --slurm submits the \
      parts to a Slurm cluster, with a merge behind them; --status says how far they are.

      EXAMPLES
        patrolsim batch study.yaml
        patrolsim batch study.yaml --plan
        patrolsim batch study.yaml --shard 1/2 --output part
        patrolsim batch study.yaml --slurm --shards 40 --partition short --time 2:00:00
        patrolsim batch study.yaml --status
        patrolsim batch Results/my-study-1a2b3c4d/batch.sqlite --output again
      """)

  @OptionGroup var options: StudyOptions
  @OptionGroup var commands: CommandOptions
  @OptionGroup var work: WorkOptions

  @Option(
    help: ArgumentHelp("Run one of so many parts of about the same size; merge joins them.", valueName: "i/n")
  )
  var shard: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Go on with the work that lies in the folder; else a folder with work is refused.")
  var resume = true

  @Flag(help: "Show the plan and end.")
  var plan = false

  @Flag(help: "Show how far the work has come and end.")
  var status = false

  @OptionGroup(title: "Slurm") var slurm: SlurmOptions

  func validate() throws {
    if let shard, Shard(shard) == nil {
      throw ValidationError(
        "--shard is \"\(shard)\"; write which part of how many, like 3/16 (at most \(Shard.limit) parts)")
    }
    if shard != nil, slurm.slurm || status {
      throw ValidationError("--shard runs a part here; --slurm and --status are about all parts")
    }
    if plan, status { throw ValidationError("--plan and --status can't be combined") }
    try slurm.check()
  }

  func run() throws {
    if let jobs = work.jobs, jobs < 1 {
      throw failure("the number of jobs is \(jobs); it must be at least 1")
    }
    // A look at what is done runs nothing.
    let batch = try options.read(allowsCommands: commands.allowCommands || status)
    let folder = options.folder(of: batch)
    if status { return try show(batch, folder) }
    if !resume, FileManager.default.fileExists(atPath: folder.workPath) {
      throw failure(
        "\(folder.path) holds work already; name another folder with --output, or leave --no-resume out")
    }
    let part = shard.flatMap { Shard($0) } ?? .whole
    let found = try printPlan(batch, folder, part)
    if plan { return }
    if slurm.slurm { return try submit(batch, folder) }
    try run(batch, folder, part, found)
  }

  /// Makes the plan and prints it.
  private func printPlan(_ batch: Batch, _ folder: BatchFolder, _ part: Shard) throws -> BatchPlan {
    do {
      let found = try batch.plan(
        in: folder, shard: part, jobs: max(1, slurm.slurm ? slurm.shardCount : work.jobCount))
      let text = BatchPlanText.lines(found, of: batch, shard: part, folder: folder)
      if plan {
        for line in text { try printLine(line) }
      } else if !work.quiet {
        text.forEach(printToError)
      }
      return found
    } catch { throw failure(error) }
  }

  private func run(_ batch: Batch, _ folder: BatchFolder, _ part: Shard, _ plan: BatchPlan) throws {
    let (done, signalCode) = try work.watched { interruption, progress in
      try batch.work(
        in: folder, shard: part, jobs: work.jobCount, plan: plan, interruption: interruption,
        progress: progress)
    }
    guard done.isTried else {
      printToError(
        "\(done.alreadyDone + done.finished) of \(done.requested) replications are kept in \(folder.path). The same command "
          + "goes on from there.")
      throw ExitCode(signalCode ?? 1)
    }
    let isWhole = try finish(batch, folder, mustBeWhole: part == .whole)
    if !isWhole, !work.quiet {
      printToError(
        "Shard \(part.number)/\(part.count) is \(done.isComplete ? "done" : "incomplete"). When all are done: patrolsim merge "
          + "FOLDER… (this one: \(folder.path))")
    }
    guard done.isComplete else {
      throw failure(
        "The study is incomplete: \(done.failed) of \(done.requested) replications failed. The same command tries them again."
      )
    }
  }

  /// Puts the results together where all of the work is there.
  ///
  /// - Returns: Whether it is.
  private func finish(_ batch: Batch, _ folder: BatchFolder, mustBeWhole: Bool) throws -> Bool {
    var line = ProgressLine(isShown: Terminal.showsProgress && !work.quiet)
    do {
      let result = try batch.results(
        from: [folder], to: folder, command: CommandLine.arguments, jobs: work.jobCount
      ) { line.show($0) }
      line.clear()
      try printText(
        BatchReport(batch, result: result, style: Terminal.style).text(folder: folder.path))
      return true
    } catch BatchError.missing where !mustBeWhole {
      return false
    } catch {
      line.clear()
      throw failure(error)
    }
  }

  private func show(_ batch: Batch, _ folder: BatchFolder) throws {
    do {
      let jobs = try SlurmJobs.read(in: folder)
      let status = try batch.status(of: folder, shards: jobs?.shards)
      // What lies in the folder is known without the cluster.
      var (states, merge): ([Int: String], String?) = ([:], nil)
      do { (states, merge) = (try jobs?.states() ?? [:], try jobs?.mergeState()) } catch {
        merge = "unknown. \(error)"
      }
      for line in BatchStatusText.lines(status, of: batch, jobs: states, merge: merge) { try printLine(line) }
    } catch { throw failure(error) }
  }

  private func submit(_ batch: Batch, _ folder: BatchFolder) throws {
    do {
      let text = try SlurmSubmission(batch, folder: folder, command: self).submit()
      for line in text { try printLine(line) }
    } catch { throw failure(error) }
  }
}
