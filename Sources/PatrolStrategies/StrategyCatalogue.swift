// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel
import StrategyPrograms

/// A strategy that scenarios can name.
public struct StrategyEntry: Sendable {
  public var name: String
  /// What it does, in a plain sentence or two: the same in README, help and reports.
  public var summary: String
  /// Those that belong to it alone.
  public var ownParameters: [StrategyParameter]
  /// Whether it decides where units go.
  public var choosesPlaces: Bool
  /// All that it can be given: its own, and those of ``DeploymentParameters`` where it chooses places.
  public var parameters: [StrategyParameter] {
    ownParameters + (choosesPlaces ? DeploymentParameters.all : [])
  }
  /// Whether it follows the timetable of the operation, and stands by where there is none.
  public var needsTimetable: Bool
  /// Whether it asks a program, whose command the configuration holds.
  public var needsProgram: Bool
  /// Whether it repeats the visits that a force made, where the operation has them.
  public var followsDelivered: Bool
  /// Makes the strategy from the parameters that are given, by name.
  public var make: @Sendable ([String: Double]) -> any DeploymentStrategy

  /// - Parameters:
  ///   - name: Its name in scenario files.
  ///   - summary: What it does, in a plain sentence or two.
  ///   - parameters: The strategy's own.
  ///   - choosesPlaces: Whether it decides where units go, so that it takes ``DeploymentParameters`` too.
  ///   - needsTimetable: Whether it follows the timetable of the operation.
  ///   - needsProgram: Whether it asks a program.
  ///   - followsDelivered: Whether it repeats the visits that a force made.
  ///   - make: Makes the strategy from the parameters that are given, by name.
  public init(
    name: String, summary: String, parameters: [StrategyParameter] = [], choosesPlaces: Bool = true,
    needsTimetable: Bool = false, needsProgram: Bool = false, followsDelivered: Bool = false,
    make: @escaping @Sendable ([String: Double]) -> any DeploymentStrategy
  ) {
    self.name = name
    self.summary = summary
    ownParameters = parameters
    self.choosesPlaces = choosesPlaces
    self.needsTimetable = needsTimetable
    self.needsProgram = needsProgram
    self.followsDelivered = followsDelivered
    self.make = make
  }
}

/// All strategies that scenarios can name.
public struct StrategyCatalogue: Sendable {
  /// In the order in which help lists them.
  public var entries: [StrategyEntry]

  /// The strategies that come with PatrolSim.
  public static let standard = StrategyCatalogue(entries: [
    NoExtraPatrol.entry, RandomPatrol.entry, FixedRota.entry, DataLed.entry, DynamicRetask.entry,
    IntelligenceLed.entry, WeeklyReview.entry, Oracle.entry, ScheduledVisits.entry, ExternalStrategy.entry,
  ])

  public init(entries: [StrategyEntry]) {
    self.entries = entries
  }

  public var names: [String] { entries.map(\.name) }

  /// Returns the entry of that name, or `nil`.
  public func entry(named name: String) -> StrategyEntry? { entries.first { $0.name == name } }

  /// Returns the strategy that a configuration names, with defaults for what it leaves out.
  ///
  /// - Returns: `nil` where the catalogue has no such name, and where the strategy asks a program and none is given.
  ///   Values are not checked here.
  public func strategy(for configuration: StrategyConfiguration) -> LabelledStrategy? {
    guard let entry = entry(named: configuration.name) else { return nil }
    var strategy = entry.make(configuration.parameters)
    if entry.needsProgram {
      guard let program = configuration.program else { return nil }
      strategy = ExternalStrategy(program, parameters: configuration.parameters)
    }
    return LabelledStrategy(
      label: configuration.label, strategy: strategy,
      options: DeploymentParameters.options(configuration.parameters))
  }
}

extension StrategyConfiguration {
  /// What tables call it: the name, and the parameters where there are any, as the command line takes them; of one that
  /// asks a program, the program's name last.
  ///
  /// Units and words are those of ``StrategyCatalogue/standard``; values of a strategy that it lacks are bare numbers. So a label
  /// is the same wherever it is asked for.
  public var label: String {
    let known = StrategyCatalogue.standard.entry(named: name)?.parameters ?? []
    // How long a program may take changes no result.
    let telling = parameters.filter { program == nil || $0.key != ExternalStrategy.timeout.name }
    let pairs = telling.sorted { $0.key < $1.key }.map { key, value in
      let text = known.first { $0.name == key }?.text(for: value) ?? DecimalText.exact(value)
      return "\(key)=\(text)"
    }
    if let program { return "\(name):\((pairs + [program.label]).joined(separator: " "))" }
    guard !pairs.isEmpty else { return name }
    return "\(name):\(pairs.joined(separator: ","))"
  }
}
