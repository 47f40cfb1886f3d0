// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolStrategies
import ScenarioFiles

/// A parameter of a strategy with the range in which a search looks for its value.
public struct SearchRange: Hashable, Sendable {
  public let parameter: StrategyParameter
  /// In the parameter's unit; its ends differ.
  public let range: ClosedRange<Double>

  /// - Parameters:
  ///   - parameter: The parameter.
  ///   - range: The range; `nil` for all that is allowed.
  public init(_ parameter: StrategyParameter, range: ClosedRange<Double>? = nil) {
    self.parameter = parameter
    self.range = range ?? parameter.range
  }

  /// Whether equal steps are equal factors: where the range is positive and spans more than a decade.
  public var isLogarithmic: Bool { range.lowerBound > 0 && range.upperBound > 10 * range.lowerBound }

  /// Returns the value at a share of the way from the lower end to the upper, rounded to three digits.
  ///
  /// - Parameter share: In `0...1`.
  func value(at share: Double) -> Double {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    let value = isLogarithmic ? lower * pow(upper / lower, share) : lower + share * (upper - lower)
    return min(upper, max(lower, SearchRange.rounded(value)))
  }

  /// Returns how far along the range a value lies, in `0...1`.
  func share(of value: Double) -> Double {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    let inside = min(upper, max(lower, value))
    return isLogarithmic ? log(inside / lower) / log(upper / lower) : (inside - lower) / (upper - lower)
  }

  /// Returns a number rounded to three digits, so that what is printed is what was tried.
  static func rounded(_ value: Double) -> Double {
    guard value != 0 else { return 0 }
    let decimals = 2 - Int(log10(abs(value)).rounded(.down))
    // Scaled both ways by a whole power of ten, so that 0.3 stays 0.3.
    let power = pow(10, Double(abs(decimals)))
    return decimals >= 0 ? (value * power).rounded() / power : (value / power).rounded() * power
  }
}

extension SearchRange {
  /// Reads a range as a command line names it: `refresh=6h..48h`.
  ///
  /// A unit behind the upper end alone stands for both.
  ///
  /// - Throws: What is wrong in it.
  public init(argument: String, of entry: StrategyEntry) throws(InvalidExperiment) {
    let sides = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    guard let parameter = entry.parameters.first(where: { $0.name == sides[0] }) else {
      let known = entry.parameters.filter(\.choices.isEmpty).map(\.name)
      throw InvalidExperiment(
        problems: [.unknownParameter(strategy: entry.name, name: sides[0], known: known)])
    }
    guard parameter.choices.isEmpty else {
      throw InvalidExperiment(
        problems: [.wordsToSearch(strategy: entry.name, name: parameter.name, known: parameter.choices)])
    }
    let ends = sides.count == 2 ? SearchRange.ends(sides[1]) : []
    guard ends.count == 2, let lower = parameter.value(stating: ends[0]),
      let upper = parameter.value(stating: ends[1])
    else {
      throw InvalidExperiment(
        problems: [
          .unreadableRange(
            strategy: entry.name, text: argument, name: parameter.name, unit: parameter.unit.rawValue)
        ])
    }
    guard lower < upper else {
      throw InvalidExperiment(problems: [.emptyRange(strategy: entry.name, text: argument)])
    }
    let outside = [lower, upper].filter { !parameter.range.contains($0) }
    guard outside.isEmpty else {
      throw InvalidExperiment(
        problems: outside.map {
          InvalidExperiment.Problem.parameterOutOfRange(
            strategy: entry.name, name: parameter.name, value: $0, range: parameter.range)
        })
    }
    self.init(parameter, range: lower...upper)
  }

  /// Returns the texts of the two ends: `6h..48h`, `6..48h`, `6h…48h`.
  private static func ends(_ text: String) -> [String] {
    let parts = text.replacing("…", with: "..").split(separator: "..", omittingEmptySubsequences: false)
      .map { $0.filter { !$0.isWhitespace } }
    guard parts.count == 2, Double(parts[0]) != nil, Double(parts[1]) == nil else { return parts }
    let unit = parts[1].drop { $0.isNumber || ".+-e".contains($0) }
    return [parts[0] + unit, parts[1]]
  }
}
