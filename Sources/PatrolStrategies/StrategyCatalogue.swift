// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// A number that a strategy can be given.
public struct StrategyParameter: Hashable, Sendable {
  /// How its value is written in a scenario file.
  public enum Unit: String, Sendable {
    case seconds = "s"
    case hours = "h"
    case days = "d"
    case metres = "m"
    case minutes = "min"
    case number = ""
  }
  /// Its key: `refresh`.
  public var name: String
  /// What it does, in one sentence.
  public var meaning: String
  public var unit: Unit
  public var defaultValue: Double
  public var range: ClosedRange<Double>
  /// Where the default comes from.
  public var source: String

  public init(
    _ name: String, _ meaning: String, unit: Unit = .number, default defaultValue: Double,
    in range: ClosedRange<Double>, source: String = "assumption"
  ) {
    self.name = name
    self.meaning = meaning
    self.unit = unit
    self.defaultValue = defaultValue
    self.range = range
    self.source = source
  }

  /// Its value among values by name; the default where it is not there.
  func value(in values: [String: Double]) -> Double { values[name] ?? defaultValue }
}

/// A strategy that scenarios can name.
public struct StrategyEntry: Sendable {
  public var name: String
  /// What it does, in one sentence.
  public var summary: String
  public var parameters: [StrategyParameter]
  /// Whether it follows the timetable of the operation, and stands by where there is none.
  public var needsTimetable: Bool
  /// Whether it asks a program, whose command the configuration holds.
  public var needsProgram: Bool
  /// Makes the strategy from the parameters that are given, by name.
  public var make: @Sendable ([String: Double]) -> any DeploymentStrategy

  public init(
    name: String, summary: String, parameters: [StrategyParameter] = [], needsTimetable: Bool = false,
    needsProgram: Bool = false,
    make: @escaping @Sendable ([String: Double]) -> any DeploymentStrategy
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.needsTimetable = needsTimetable
    self.needsProgram = needsProgram
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
    Oracle.entry, ScheduledVisits.entry, ExternalStrategy.entry,
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
    if entry.needsProgram {
      guard let program = configuration.program else { return nil }
      let strategy = ExternalStrategy(program, parameters: configuration.parameters)
      return LabelledStrategy(label: configuration.label, strategy: strategy)
    }
    return LabelledStrategy(label: configuration.label, strategy: entry.make(configuration.parameters))
  }
}
