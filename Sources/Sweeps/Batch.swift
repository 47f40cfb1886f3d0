// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel
import PatrolStrategies
import Questions
import ScenarioFiles

/// A study laid out: scenarios × points of a sweep, each pair a cell with as many replications.
///
/// All strategies of a cell run on the same potential crime, and so do all cells of a scenario as far as their parameters let
/// them: they share the seed. So differences between cells are those of their parameters, not of chance.
public struct Batch: Sendable {
  /// A scenario of the study, before anything is varied.
  public struct Base: Sendable {
    /// The name of its file without folder and ending.
    public let name: String
    public let template: ScenarioTemplate
    public let digest: String
    /// Without patrol first.
    public let strategies: [StrategyConfiguration]

    /// The strategies' names in results, which are the same in all cells.
    public var labels: [String] { strategies.map(\.label) }
  }

  public let file: BatchFile
  public let bases: [Base]
  /// By point and parameter: the text that stands behind the key; `nil` where the scenario's own stays.
  public let points: [[String?]]
  /// Whether commands that the study or a scenario names may run.
  public let allowsCommands: Bool
  /// The programs that decide for strategies, by scenario and strategy.
  public let programs: [BatchProgram]
  /// The text of the study with its scenarios named as in ``bases``.
  public let text: String
  /// A name for what is studied: 64 hexadecimal digits that change when a scenario, a strategy, a file of its program, a seed or a
  /// point does, and neither with comments nor with the number of replications, which can be raised later.
  public let digest: String
  /// What brings its work and results to the disk.
  package var system: any SystemCalls = Disk()

  /// Lays a study out.
  ///
  /// - Parameters:
  ///   - file: The study.
  ///   - scenarios: Its scenarios in the order in which the file names them.
  ///   - allowsCommands: Whether commands that the study or a scenario names may run.
  ///   - programs: The programs that it was begun with; `nil` for those that are here now.
  /// - Throws: Everything that is wrong in it, as far as it can be told before a cell is run.
  public init(
    _ file: BatchFile, scenarios: [Scenario], allowsCommands: Bool = false, programs: [BatchProgram]? = nil
  ) throws(InvalidBatch) {
    precondition(scenarios.count == file.scenarios.count, "There is a scenario for each name")
    let names = Batch.names(of: file.scenarios)
    let check = BatchCheck(
      file, zip(names, scenarios).map { ($0, $1) }, allowsCommands: allowsCommands)
    guard check.problems.isEmpty else { throw InvalidBatch(check.problems) }
    bases = check.bases
    self.allowsCommands = allowsCommands
    self.programs = programs ?? BatchProgram.all(of: bases)
    points = SweepPoints.all(of: file)
    var named = file
    named.scenarios = names
    self.file = named
    text = named.text
    named.replications = 1
    (named.name, named.description) = ("", "")
    let digests = bases.map { "\n\($0.digest)" }.joined()
    digest = ScenarioFile.digest(of: (named.text + digests + BatchProgram.text(self.programs)).utf8)
  }

  /// Returns the same study with another number of replications; the same number where it is `nil`.
  public func asking(replications: Int?) throws(InvalidBatch) -> Batch {
    guard let replications, replications != file.replications else { return self }
    guard (1...BatchFile.replicationLimit).contains(replications) else {
      throw InvalidBatch([
        "the number of replications is \(replications); it must be from 1 to \(BatchFile.replicationLimit)"
      ])
    }
    var file = file
    file.replications = replications
    var batch = try Batch(
      file, scenarios: bases.map(\.template.scenario), allowsCommands: allowsCommands, programs: programs)
    batch.system = system
    return batch
  }

  /// The most replications of all cells.
  public static let itemLimit = 50_000_000

  /// How many cells there are.
  public var cellCount: Int { bases.count * points.count }
  /// How many replications there are in all cells.
  public var itemCount: Int { cellCount * file.replications }

  /// The folder of its results unless another is named.
  public var defaultFolder: String { "Results/\(Study.slug(file.name))-\(digest.prefix(8))" }

  /// Returns names without folder and ending, told apart by a number where need be.
  static func names(of paths: [String]) -> [String] {
    var names: [String] = []
    for path in paths {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      let name = file.split(separator: ".").first.map(String.init) ?? file
      let free = [name] + (2...paths.count + 1).map { "\(name)-\($0)" }
      names.append(free.first { !names.contains($0) } ?? path)
    }
    return names
  }
}

extension Batch.Base {
  /// Reads a scenario of a study.
  ///
  /// - Returns: The scenario with its strategies, and what is wrong with them; those are left out, and no scenario is there where it
  ///   can't be one of a study.
  static func read(
    _ name: String, _ scenario: Scenario, of file: BatchFile
  ) -> (base: Batch.Base?, problems: [InvalidBatch.Problem]) {
    let template: ScenarioTemplate
    do throws(InvalidScenario) { template = try ScenarioTemplate(scenario, path: "\(name).yaml") } catch {
      return (nil, error.problems.map { InvalidBatch.Problem($0.message) })
    }
    var problems: [InvalidBatch.Problem] = []
    let own = file.strategies.isEmpty ? scenario.strategies : []
    let named = file.strategies.compactMap { argument -> StrategyConfiguration? in
      do throws(InvalidExperiment) {
        let strategy = try StrategyConfiguration(argument: argument)
        try strategy.check(in: scenario)
        return strategy
      } catch {
        problems += error.problems.map { InvalidBatch.Problem($0.message, at: .strategy(argument)) }
        return nil
      }
    }
    let others = (own + named).filter { $0 != Experiment.counterfactual }
    let strategies = [Experiment.counterfactual] + others
    do throws(InvalidExperiment) {
      _ = try Experiment(
        scenario: scenario, strategies: strategies, replications: 1, allowsCommands: true)
    } catch { problems += error.problems.map { InvalidBatch.Problem($0.message, at: .strategies) } }
    let digest = ScenarioFile.digest(of: template.text.utf8)
    return (Batch.Base(name: name, template: template, digest: digest, strategies: strategies), problems)
  }

  /// What is wrong where a strategy runs a command that nobody has allowed; `nil` where none does.
  var commandProblem: InvalidBatch.Problem? {
    let commands = strategies.compactMap(\.program).map(\.shown)
    guard !commands.isEmpty else { return nil }
    return InvalidBatch.Problem(
      "\(name) has strategies that run the commands on the next lines; if you trust them, say so with --allow-commands",
      lines: commands.map { "  \($0)" }, at: .strategies)
  }
}
