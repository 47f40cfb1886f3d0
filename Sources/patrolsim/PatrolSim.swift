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
    abstract: "Compare ways of sending a few patrols to a few streets, on the same simulated crime.",
    discussion: """
      A scenario file says which streets, which crime and which units. PatrolSim simulates what would happen \
      without extra patrol and with each strategy, and reports the difference, how sure it is, and what recorded \
      crime would have shown.

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
        1    an input was refused, or something couldn't be read or written
        2    done, but officer hours differ between strategies: the comparison isn't fair
        64   the command line can't be understood
        130  interrupted by Ctrl-C; what was finished was written (143: ended by SIGTERM)
        141  whoever read the output left before its end, as `head` does; files were written all the same
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
      ExportCommand.self, TrialsCommand.self, ForecastCommand.self, CheckStrategyCommand.self,
    ])
}
