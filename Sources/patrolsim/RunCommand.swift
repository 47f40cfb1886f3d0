// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import PatrolModel
import Questions

/// Runs one replication of one strategy.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run one replication of one strategy and show the result.",
    discussion: """
      The replication is the same as the one with its number in a comparison with the same seed. The event log has \
      each action of each unit with its local time, place and reason, and each offence that happened or was deterred.

      EXAMPLES
        patrolsim run my-force.yaml
        patrolsim run my-force.yaml --strategy dynamic-re-task --replication 17 --events events.csv
      """)

  @OptionGroup var own: ReplicationOptions

  @Option(
    help: ArgumentHelp("Write the event log to a CSV file.", valueName: "file"),
    completion: .file(extensions: ["csv"]), transform: namedPath)
  var events: String?

  @Flag(help: "Replace an existing event log.")
  var force = false

  func validate() throws {
    if let events {
      try NewFile(option: "--events", path: events, endings: [".csv"])
        .check(force: force, inputs: [own.options.scenario])
    }
  }

  func run() throws {
    let experiment = try own.experiment()
    let scenario = experiment.scenario
    let single = try own.single(of: experiment, recording: RecordingOptions(keepsEvents: events != nil))
    guard let summary = single.summaries.last, let outcome = single.outcomes.last else { return }
    if let events {
      guard let log = EventLog(scenario: scenario) else {
        throw failure("\(scenario.phases.timeZone) is not a known time zone")
      }
      try reportingProblems { () throws(ResultsError) in
        try log.write(outcome.events, to: events, replacing: force)
      }
    }
    try printText(ReplicationReport(summary, of: experiment, style: Terminal.style).text)
    if let events { try printLine("Events: \(events) (\(outcome.events.count))") }
  }
}
