// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel
import PatrolStrategies
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
  /// The text of the study with its scenarios named as in ``bases``.
  public let text: String
  /// A name for what is studied: 64 hexadecimal digits that change when a scenario, a strategy, a seed or a point does,
  /// and neither with comments nor with the number of replications, which can be raised later.
  public let digest: String
  /// What brings its work and results to the disk.
  package var system: any SystemCalls = Disk()

  /// Lays a study out.
  ///
  /// - Parameters:
  ///   - file: The study.
  ///   - scenarios: Its scenarios in the order in which the file names them.
  ///   - allowsCommands: Whether commands that the study or a scenario names may run.
  /// - Throws: Everything that is wrong in it, as far as it can be told before a cell is run.
  public init(
    _ file: BatchFile, scenarios: [Scenario], allowsCommands: Bool = false
  ) throws(InvalidBatch) {
    precondition(scenarios.count == file.scenarios.count, "There is a scenario for each name")
    let names = Batch.names(of: file.scenarios)
    var problems = Batch.twins(file)
    var bases: [Base] = []
    for (name, scenario) in zip(names, scenarios) {
      do throws(InvalidBatch) { bases.append(try Base(name, scenario, of: file)) } catch {
        problems += error.problems
      }
    }
    self.allowsCommands = allowsCommands
    self.bases = bases
    points = SweepPoints.all(of: file)
    var named = file
    named.scenarios = names
    self.file = named
    text = named.text
    named.replications = 1
    (named.name, named.description) = ("", "")
    digest = ScenarioFile.digest(of: (named.text + bases.map { "\n\($0.digest)" }.joined()).utf8)
    let (items, overflow) = cellCount.multipliedReportingOverflow(by: file.replications)
    if overflow || items > Batch.itemLimit {
      problems.append(
        "the study has more than \(Batch.itemLimit) replications in all its cells; make it smaller")
    }
    if problems.isEmpty { problems += slips }
    guard problems.isEmpty else { throw InvalidBatch(Batch.withoutRepeats(problems)) }
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
    var batch = try Batch(file, scenarios: bases.map(\.template.scenario), allowsCommands: allowsCommands)
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

  /// What is wrong in what the ends of all parameters set at once; a rule between values is left for the cell to find, since
  /// others may keep it.
  private var slips: [String] {
    let ends = [file.parameters.map(\.ends.first), file.parameters.map(\.ends.last)]
    let samples = file.design == .list ? points : file.parameters.isEmpty ? [] : ends
    return bases.flatMap { base in
      let problems = base.commandProblems(allowsCommands)
      return problems
        + samples.prefix(100).flatMap { texts -> [String] in
          do throws(CellFailure) {
            _ = try CellSettings(file.parameters.map(\.key), texts).experiment(
              base, replications: 1, seed: file.seed, allowsCommands: true)
            return []
          } catch { return error.isSlip ? error.sentences.map { "\(base.name): \($0)" } : [] }
        }
    }
  }

  /// Returns names without folder and ending, told apart by a number where need be.
  private static func names(of paths: [String]) -> [String] {
    var names: [String] = []
    for path in paths {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      let name = file.split(separator: ".").first.map(String.init) ?? file
      let free = [name] + (2...paths.count + 1).map { "\(name)-\($0)" }
      names.append(free.first { !names.contains($0) } ?? path)
    }
    return names
  }

  /// Parameters whose columns a database could not tell apart, since it looks at no case.
  private static func twins(_ file: BatchFile) -> [String] {
    var seen: [String: String] = [:]
    return file.parameters.compactMap { parameter in
      guard let other = seen.updateValue(parameter.key, forKey: parameter.key.lowercased()) else {
        return nil
      }
      return "\(parameter.key) and \(other) differ in nothing but upper and lower case; vary one of them"
    }
  }

  private static func withoutRepeats(_ problems: [String]) -> [String] {
    var seen: Set<String> = []
    return problems.filter { seen.insert($0).inserted }
  }
}

extension Batch.Base {
  /// - Throws: What is wrong with the strategies in this scenario.
  init(_ name: String, _ scenario: Scenario, of file: BatchFile) throws(InvalidBatch) {
    self.name = name
    let path = "\(name).yaml"
    do throws(InvalidScenario) { template = try ScenarioTemplate(scenario, path: path) } catch {
      throw InvalidBatch(error.problems.map(\.message))
    }
    digest = ScenarioFile.digest(of: template.text.utf8)
    var problems: [String] = []
    let own = file.strategies.isEmpty ? scenario.strategies : []
    let named = file.strategies.compactMap { argument -> StrategyConfiguration? in
      do throws(InvalidExperiment) {
        let strategy = try StrategyConfiguration(argument: argument)
        try strategy.check(in: scenario)
        return strategy
      } catch {
        problems += error.problems.map(\.message)
        return nil
      }
    }
    let others = (own + named).filter { $0 != Experiment.counterfactual }
    strategies = [Experiment.counterfactual] + others
    if problems.isEmpty {
      do throws(InvalidExperiment) {
        _ = try Experiment(
          scenario: scenario, strategies: strategies, replications: 1, allowsCommands: true)
      } catch { problems += error.problems.map { "\(name): \($0.message)" } }
    }
    guard problems.isEmpty else { throw InvalidBatch(problems) }
  }

  /// What is wrong where a strategy runs a command that nobody has allowed: a line, and one for each command.
  fileprivate func commandProblems(_ isAllowed: Bool) -> [String] {
    let commands = strategies.compactMap(\.program).map(\.shown)
    guard !isAllowed, !commands.isEmpty else { return [] }
    let sentence =
      "\(name) has strategies that run the commands on the next lines; if you trust them, say so with "
      + "--allow-commands"
    return [sentence] + commands.map { "  \($0)" }
  }
}
