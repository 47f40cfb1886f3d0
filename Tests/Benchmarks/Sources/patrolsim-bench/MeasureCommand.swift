// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation
import ScenarioFiles

/// Runs benchmarks and prints one table.
struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Run benchmarks and print one table.",
    discussion: """
      Each benchmark runs in rounds; in each round, PatrolSim and its reference take turns at the same work, so that \
      what else the machine does meets both. Times are processor time, but for workers. A ratio is the median over \
      rounds. What is simulated is checked against theory or the reference; where a check fails, the exit code is 1. \
      A bar that isn't met is printed and changes no exit code.

      BENCHMARKS
      \(Benchmark.all.map { "  \($0.name.padded(to: 15)) \($0.summary)" }.joined(separator: "\n"))

      EXAMPLES
        patrolsim-bench --json base.json
        patrolsim-bench --only mm1 phold-1k --compare base.json
        patrolsim-bench --only london-memory --memory-replications 1000
      """)

  @Option(
    help: ArgumentHelp("How many rounds; at least 1, for a result worth keeping 5.", valueName: "number"))
  var rounds = 7

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Run these benchmarks only.", valueName: "name"),
    completion: .list(Benchmark.all.map(\.name)))
  var only: [String] = []

  @Flag(help: "Small sizes, for tests: the figures mean little.")
  var quick = false

  @Option(help: "Write everything that was measured to a JSON file.", completion: .file(extensions: ["json"]))
  var json: String?

  @Option(
    help: "Print ratios to an earlier measurement, written with --json.",
    completion: .file(extensions: ["json"]))
  var compare: String?

  @Option(help: "The scenario of the London benchmarks.", completion: .file(extensions: ["yaml", "yml"]))
  var london = "Scenarios/london-20-hotspots.yaml"

  @Option(help: ArgumentHelp("How many replications `london-memory` sets against 10.", valueName: "number"))
  var memoryReplications = 100

  func validate() throws {
    if rounds < 1 { throw ValidationError("--rounds is \(rounds); it must be at least 1") }
    if memoryReplications < 11 {
      throw ValidationError("--memory-replications is \(memoryReplications); it must be more than 10")
    }
    let names = Benchmark.all.map(\.name)
    for name in only where !names.contains(name) {
      let guess = NearMiss.suggestion(for: name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
      throw ValidationError(
        "no benchmark has the name \"\(name)\" (known: \(names.joined(separator: ", ")))\(guess)")
    }
  }

  func run() throws {
    let base = try compare.map { try Report(path: $0) }
    let settings = BenchSettings(
      rounds: rounds, isQuick: quick, londonPath: london, memoryReplications: memoryReplications)
    var report = Report(machine: .current, rounds: rounds, isQuick: quick)
    for benchmark in Benchmark.all where only.isEmpty || only.contains(benchmark.name) {
      report.add(try benchmark.run(settings))
    }
    print(ReportText(report).text)
    if let base, let compare { print(ReportComparison(new: report, base: base, basePath: compare).text) }
    if let json { try report.write(to: json) }
    if !report.checks.allSatisfy(\.isPassed) { throw ExitCode(1) }
  }
}
