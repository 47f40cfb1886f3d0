// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolStrategies

extension StrategyParameter {
  /// Returns the value that a text states: a word, or a number with a unit or without, which is the parameter's own.
  ///
  /// Any unit that a scenario file knows and that measures the same will do: `7d` is 168 where hours are kept.
  ///
  /// - Returns: `nil` where the text states none; it isn't checked against the range.
  public func value(stating text: String) -> Double? {
    guard choices.isEmpty else { return choices.firstIndex(of: text).map(Double.init) }
    guard let (number, rest) = NumberText.parse(text), number.isFinite else { return nil }
    guard !rest.isEmpty else { return number }
    guard let own = ScenarioFiles.Unit(of: self), let written = ScenarioFiles.Unit(rest, like: own) else {
      return nil
    }
    return written.convert(number, to: own)
  }

  /// The units in which a text may state its value, its own first; empty for a bare number and for a word.
  public var acceptedUnits: [String] {
    guard let own = ScenarioFiles.Unit(of: self) else { return [] }
    return [own.rawValue] + own.accepted.filter { $0 != own.rawValue }
  }
}
