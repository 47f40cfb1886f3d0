// SPDX-License-Identifier: GPL-3.0-or-later

/// Collects what is wrong with decoded values.
///
/// What a value is called is asked for only where something is wrong with it, so that checking millions costs little.
package struct ValueProblems {
  /// The first that were found.
  package private(set) var problems: [JSONProblem] = []
  /// How many more there are.
  package private(set) var unlistedCount = 0
  /// The most that are told one by one.
  package static let mostTold = 20

  package init() {}

  package var isEmpty: Bool { problems.isEmpty }

  /// All of them, a line each.
  package var lines: [String] {
    problems.map(\.description)
      + (unlistedCount == 0 ? [] : ["… and \(unlistedCount) more values like these"])
  }

  /// Notes a problem.
  package mutating func add(_ path: @autoclosure () -> String, _ rule: @autoclosure () -> String) {
    guard problems.count < ValueProblems.mostTold else {
      unlistedCount += 1
      return
    }
    problems.append(JSONProblem(path(), rule()))
  }

  /// Notes a problem where a claim doesn't hold.
  ///
  /// - Returns: Whether it holds.
  @discardableResult
  package mutating func require(
    _ holds: Bool, _ path: @autoclosure () -> String, _ rule: @autoclosure () -> String
  ) -> Bool {
    if !holds { add(path(), rule()) }
    return holds
  }

  /// Checks a number, which may be anything; what is no number lies in no range.
  @discardableResult
  package mutating func require<Number: Comparable>(
    _ number: Number, in range: ClosedRange<Number>, _ path: @autoclosure () -> String
  ) -> Bool {
    require(
      range.contains(number), path(),
      "is \(number); it must be from \(range.lowerBound) to \(range.upperBound)")
  }

  /// Checks how many entries a list has.
  @discardableResult
  package mutating func require(
    count: Int, _ expected: Int, of what: @autoclosure () -> String, _ path: @autoclosure () -> String
  ) -> Bool {
    require(count == expected, path(), "has \(count) entries; there must be \(expected), \(what())")
  }

  /// Checks that a list is the one that it has to be, entry by entry.
  @discardableResult
  package mutating func require<Entry: Equatable>(
    _ entries: [Entry], are expected: [Entry], _ what: @autoclosure () -> String,
    _ path: @autoclosure () -> String
  ) -> Bool {
    guard entries != expected else { return true }
    let place = zip(entries, expected).enumerated().first { $1.0 != $1.1 }
    if let place {
      add("\(path())[\(place.offset)]", "is \(place.element.0); it must be \(place.element.1), \(what())")
    } else {
      require(count: entries.count, expected.count, of: what(), path())
    }
    return false
  }

  /// Checks the length of a text, in bytes of UTF-8.
  package mutating func require(text: String, upTo limit: Int, _ path: @autoclosure () -> String) {
    require(
      text.utf8.count <= limit, path(), "is a text of \(text.utf8.count) bytes; it must have at most \(limit)"
    )
  }
}

/// Whether a text is a SHA-256 as 64 hexadecimal digits.
package func isDigest(_ text: String) -> Bool {
  text.utf8.count == 64
    && text.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
}
