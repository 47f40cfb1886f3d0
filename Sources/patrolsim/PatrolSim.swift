// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Files
import Foundation
import Questions

/// The command line: parses, calls the library and prints. It holds no rule of the model.
@main
struct PatrolSim: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patrolsim",
    abstract: "Compare patrol strategies for a few hotspots on the same simulated crime.",
    discussion: """
      A scenario file describes the streets, the crime and the units. PatrolSim simulates the campaign without extra \
      patrol and with each strategy. It reports the difference, its uncertainty, and what an evaluation of recorded \
      crime would have claimed.

      EXAMPLES
        patrolsim import ~/Downloads/my-force --output my-force.yaml
        patrolsim check my-force.yaml
        patrolsim explain my-force.yaml --changed
        patrolsim compare my-force.yaml
        patrolsim compare my-force.yaml --strategy fixed-rota --strategy data-led --preset no-effect
        patrolsim compare my-force.yaml --units 2,4,6,12,20
        patrolsim report Results/my-force-1a2b3c4d-seed1 --figures pdf figures
        patrolsim replay Results/my-force-1a2b3c4d-seed1 --replication 17
        patrolsim tune data-led my-force.yaml
        patrolsim batch my-study.yaml
        patrolsim examine Scenarios/london-20-hotspots.yaml
        patrolsim pilot my-force.yaml --streets 3,5
        patrolsim run my-force.yaml --strategy data-led --events events.csv
        patrolsim check-strategy "python3 my_strategy.py"

      EXIT CODES
        0    done
        1    an input was refused, or a file can't be read or written
        2    done, but officer hours differ between strategies, so the comparison is not fair
        64   the command line has a mistake
        130  interrupted by Ctrl-C; finished work was written (143: ended by SIGTERM)
        141  the reader of the output stopped early, as `head` does; files were written
      """,
    version: PatrolSimVersion.current,
    subcommands: [
      ImportCommand.self, SynthesizeCommand.self, CheckCommand.self, ExplainCommand.self, SchemaCommand.self,
      CompareCommand.self,
      BatchCommand.self, MergeCommand.self,
      ReportCommand.self,
      ReplayCommand.self,
      RunCommand.self,
      AfterCommand.self, ScorecardsCommand.self, ExamineCommand.self, PilotCommand.self, TuneCommand.self,
      ExportCommand.self, TrialsCommand.self, EvidenceCommand.self, ForecastCommand.self,
      CheckStrategyCommand.self,
    ])
}
