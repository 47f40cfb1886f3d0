// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CrimeRecords
import Files
import PatrolModel
import Questions
import ScenarioFiles
import Tables

/// Draws a made-up country.
struct SynthesizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Make a fictional country of forces, towns and places, to test at scale.",
    discussion: """
      None of it comes from records. Crime is as concentrated as in published studies: half of it is at 2 to 6% of \
      places. In each force the places with most harm are targets, with rings round them and matched controls.

      EXAMPLES
        patrolsim synthesize --output country.yaml
        patrolsim synthesize --places 350 --forces 1 --output force.yaml
        patrolsim synthesize --places 2000 --forces 4 --concentration 0.025 --seed 7 --output towns.yaml
      """)

  @Option(parsing: .unconditional, help: ArgumentHelp("Number of places.", valueName: "number"))
  var places = 35_000

  @Option(parsing: .unconditional, help: ArgumentHelp("Number of forces.", valueName: "number"))
  var forces = 43

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Number of targets in each force.", valueName: "number"))
  var targets = 20

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The share of places with half of crime.", valueName: "share")
  )
  var concentration = 0.04

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Offences a year at a place, on average.", valueName: "number"))
  var offences = 60.0

  @Option(parsing: .unconditional, help: ArgumentHelp("The seed of all random numbers.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    name: [.short, .long], help: ArgumentHelp("The scenario file to write.", valueName: "file"),
    completion: .file(extensions: ["yaml"]), transform: namedPath)
  var output: String

  @Flag(help: "Replace an existing scenario file.")
  var force = false

  func validate() throws {
    try NewFile(option: "--output", path: output, endings: [".yaml", ".yml"]).check(force: force)
  }

  func run() throws {
    let country = SyntheticCountry(
      placeCount: places, forceCount: forces, targetsPerForce: targets, concentration: concentration,
      offencesPerPlace: offences, seed: seed)
    guard country.problems.isEmpty else { throw failure(country.problems) }
    let scenario = country.scenario()
    let recipe =
      "patrolsim synthesize --places \(places) --forces \(forces) --targets \(targets) --concentration "
      + "\(DecimalText.trimmed(concentration, decimals: 6)) --offences \(DecimalText.trimmed(offences, decimals: 6)) --seed "
      + "\(seed) --output \(output)"
    let text = ScenarioFile.text(
      for: scenario,
      header: [
        "Made by `patrolsim synthesize`: a made-up country in which nothing is recorded. Rates are lognormal so that half of",
        "crime lies on the share of places asked for; everything else is an assumption. Rebuild it with",
        "  \(recipe)",
      ])
    try reportingProblems { () throws(ImportProblem) in
      try writeAtomically(text, to: output, replacing: force)
    }
    let forceWord = "force\(forces == 1 ? "" : "s")"
    try printLine(
      "\(scenario.crime.places.count) places in \(forces) \(forceWord), \(scenario.operation.units.count) units"
    )
    try printLine("Scenario: \(output)")
  }
}
