// SPDX-License-Identifier: GPL-3.0-or-later

/// One thing that is wrong in a scenario file, and where.
public struct ScenarioProblem: Hashable, Sendable {
  /// The file, as the caller named it.
  public let path: String
  /// The line, from 1; 0 where the file as a whole can't be read.
  public let line: Int
  /// The column, from 1; 0 where the file as a whole can't be read.
  public let column: Int
  /// The key it is about: `places[3].rates_per_year.burglary`; empty for the whole file.
  public let keyPath: String
  /// What is wrong.
  public let kind: Kind

  public init(path: String, line: Int, column: Int, keyPath: String, kind: Kind) {
    self.path = path
    self.line = line
    self.column = column
    self.keyPath = keyPath
    self.kind = kind
  }

  /// What can be wrong, with the facts of the case; the sentence is made in ``ScenarioProblem/message``.
  public enum Kind: Hashable, Sendable {
    /// The file can't be opened or isn't text.
    case unreadable(reason: String)
    /// There is nothing in it.
    case empty
    /// It is larger than any scenario; sizes in the given unit.
    case tooLarge(size: Int, limit: Int, unit: String)
    /// It isn't YAML; in the parser's words.
    case malformed(reason: String)
    /// A name of YAML's that the format doesn't use: `&name` or `*name`.
    case alias(name: String)
    /// A mapping has a key twice.
    case duplicateKey(String)
    /// A mapping has a key that the format doesn't know there.
    case unknownKey(String, known: [String])
    /// A mapping lacks a key.
    case missingKey(String)
    /// A key without a value.
    case noValue
    /// A value of another kind: `found` is "a list", `expected` "a mapping".
    case wrongKind(found: String, expected: String)
    /// A text where something else was expected: "a number", "a date such as 2024-01-08".
    case unreadableValue(String, expected: String)
    /// A number without its unit.
    case missingUnit(String, accepted: [String])
    /// A number with a unit that doesn't fit.
    case unknownUnit(String, unit: String, accepted: [String])
    /// A value outside its range; the rule completes "it must be".
    case outOfRange(String, rule: String)
    /// A list with too few or too many entries; the rule completes "it must have".
    case wrongCount(Int, rule: String)
    /// A reference to something that isn't there: `what` is "shift".
    case unknownName(String, what: String, known: [String])
    /// A name that is already taken.
    case duplicateName(String, what: String, firstLine: Int)
    /// A name whose hash, by which random numbers are drawn, is that of another.
    case sameRandomNumbers(String, as: String, what: String)
    /// A place that a team can't patrol, for its role.
    case notATarget(String, role: String)
    /// Two targets whose centres are too close.
    case targetsTooClose(other: String, metres: Int, limit: Int)
    /// A unit that can't get to a place, visit it and be back within its shift.
    case outOfReach(place: String, neededMinutes: Int, shiftMinutes: Int, others: Int)
    /// A rule between several values, as a clause: "needs `of`, the id of its target".
    case rule(String)
  }
}
