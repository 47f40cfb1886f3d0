// SPDX-License-Identifier: GPL-3.0-or-later

/// A part of a study that something can be wrong with.
public enum BatchPlace: Hashable, Sendable {
  case scenarios, strategies, parameters, replications
  /// A scenario or a strategy, as the study names it.
  case scenario(String)
  case strategy(String)
  /// A parameter, by its key, and one of its values.
  case parameter(String)
  case value(String, of: String)

  /// What it is a part of; `nil` of the study as a whole.
  fileprivate var whole: BatchPlace? {
    switch self {
    case .scenarios, .strategies, .parameters, .replications: nil
    case .scenario: .scenarios
    case .strategy: .strategies
    case .parameter: .parameters
    case .value(_, let key): .parameter(key)
    }
  }
}

/// What a study file was read as: the study as far as it could be made out, what is wrong with it, and where its parts stand.
public struct BatchReading: Sendable {
  /// What messages call the file.
  public let path: String
  /// The study; where something is wrong, what is wrong is not in it.
  public let file: BatchFile
  /// What is wrong with the file by itself, by line.
  public let problems: [ScenarioProblem]
  /// How many more problems there are than are listed.
  public let unlistedCount: Int
  private let places: [BatchPlace: TextPlace]

  init(path: String, file: BatchFile, error: InvalidScenario?, places: BatchPlaces) {
    (self.path, self.file, self.places) = (path, file, places.found)
    (problems, unlistedCount) = (error?.problems ?? [], error?.unlistedCount ?? 0)
  }

  /// Whether all strategies that the file names were read.
  public var hasAllStrategies: Bool { !problems.contains { $0.keyPath.hasPrefix("strategies") } }

  /// Returns what is wrong with a part of the study as a problem of the file, at the line of the part or of what it is part of.
  ///
  /// - Parameters:
  ///   - sentence: What is wrong, with what it is about.
  ///   - part: The part of the study, or nil for the study as a whole.
  public func problem(_ sentence: String, at part: BatchPlace?) -> ScenarioProblem {
    var part = part
    while let named = part, places[named] == nil { part = named.whole }
    let place = part.flatMap { places[$0] } ?? TextPlace(path: path, position: Position(line: 1, column: 1))
    return ScenarioProblem(
      path: place.path, line: place.position.line, column: place.position.column, keyPath: "",
      kind: .malformed(reason: sentence))
  }
}

/// A place in a file.
struct TextPlace: Hashable, Sendable {
  let path: String
  let position: Position
}

/// Notes where the parts of a study stand while it is read.
final class BatchPlaces {
  private(set) var found: [BatchPlace: TextPlace] = [:]

  /// Notes a part; of one that stands twice the first place.
  func note(_ part: BatchPlace, at position: Position, in file: String) {
    if found[part] == nil { found[part] = TextPlace(path: file, position: position) }
  }

  func note(_ part: BatchPlace, _ field: Field) { note(part, at: field.position, in: field.log.path) }
}
