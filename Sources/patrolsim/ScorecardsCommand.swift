// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Pages
import PatrolModel
import Questions

/// Writes the scorecards of one replication.
struct ScorecardsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scorecards",
    abstract: "Simulate one operation as the force would see it, and write its scorecards.",
    discussion: """
      The weekly scorecard is for the force. It compares recorded crime at each hotspot with the normal level, with \
      control limits, visits, searches and the ring round it. The monthly scorecard is for the public. It has counts \
      in plain words; small counts are withheld and can't be worked out. Both have recorded crime only.

      EXAMPLES
        patrolsim scorecards my-force.yaml --strategy data-led
        patrolsim scorecards my-force.yaml --strategy fixed-rota --replication 3 --output June
      """)

  @OptionGroup var own: ReplicationOptions

  @Option(
    name: [.short, .long], help: "The folder for the scorecards; it must be new or empty.",
    completion: .directory, transform: namedPath)
  var output = "scorecards"

  func run() throws {
    let experiment = try own.experiment()
    let scenario = experiment.scenario
    SignalWatch(Interruption(), endsAtOnce: true).start()
    let cards = try reportingProblems { () throws(StrategyFailure) in
      try Scorecards(experiment, replication: own.replication)
    }
    guard let cards else { throw failure("\(scenario.phases.timeZone) is not a known time zone") }
    guard !cards.hotspots.isEmpty else { throw failure("the scenario has no target, so there is no hotspot") }
    try reportingProblems { () throws(ResultsError) in
      try Scorecards.write(
        [
          ("weekly.csv", cards.weeklyCSV()), ("weekly.txt", Array(weeklyScorecardReport(cards).utf8)),
          ("monthly.csv", cards.monthlyCSV()), ("monthly.txt", Array(monthlyScorecardReport(cards).utf8)),
          ("public.html", Array(PublicPage(cards.publicRecord, of: scenario).html.utf8)),
        ], to: output)
    }
    try printLine(
      "Scorecards: \(output) (weekly and monthly, as .csv and .txt; public.html is the page for the public)")
  }
}
