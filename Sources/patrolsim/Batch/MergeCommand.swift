// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Questions
import Sweeps

/// Joins the parts of a study.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join the parts of a study that were run with --shard, and put its results together.",
    discussion: """
      Names the folders of the parts, from one machine or many. Parts of another study or of another version of \
      PatrolSim are refused, and so are parts that disagree; what is missing is named. The results are the same, \
      byte for byte, as those of a study that was run as a whole. Where replications failed, the results say so and \
      the exit status is 1.

      EXAMPLES
        patrolsim merge part-1 part-2 --output Results/my-study
        patrolsim merge Results/my-study-1a2b3c4d
      """)

  @Argument(help: "The folders of the parts.", completion: .directory, transform: namedPath)
  var folders: [String]

  @Option(
    name: [.short, .long],
    help: "The folder for the results. Default: the folder of the parts, if there is one.",
    completion: .directory, transform: namedPath)
  var output: String?

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp(
      "How many replications each cell has to have, in place of what the parts were run with.",
      valueName: "number"))
  var replications: Int?

  @Flag(help: "Put the results together though replications are missing; they say so.")
  var partial = false

  func validate() throws {
    if folders.count > 1, output == nil {
      throw ValidationError("with more than one folder, name one for the results with --output")
    }
    if let replications, !(1...1_000_000).contains(replications) {
      throw ValidationError("--replications is \(replications); it must be from 1 to 1000000")
    }
  }

  func run() throws {
    do {
      let sources = folders.map { BatchFolder(path: $0) }
      // The first that says more replications than others says what was asked last.
      let studies = try sources.map { try $0.study() }
      guard let first = studies.max(by: { $0.file.replications < $1.file.replications }) else { return }
      let target = output.map { BatchFolder(path: $0) } ?? sources[0]
      let batch = try first.asking(replications: replications)
      let result = try batch.results(
        from: sources, to: target, allowsMissing: partial, command: CommandLine.arguments)
      try printText(
        BatchReport(batch, result: result, style: Terminal.style).text(folder: target.path))
      if result.replicationsFailed > 0 {
        throw failure(
          "The study is incomplete: \(result.replicationsFailed) of \(batch.itemCount) replications failed.")
      }
    } catch { throw failure(error) }
  }
}
