// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// Half the width of an interval as the command line names it, in percentage points.
enum HalfWidth {
  /// Returns the points that a text states: `0.5pp`, `0.5 points`, or `0.5`, which means the same.
  ///
  /// - Throws: How to write it.
  static func points(of text: String) throws -> Double {
    let trimmed = text.filter { !$0.isWhitespace }
    let unit = ["points", "point", "pp"].first { trimmed.hasSuffix($0) } ?? ""
    guard let points = Double(trimmed.dropLast(unit.count)), points.isFinite else {
      let hint = trimmed.hasSuffix("%") ? "; a difference between percentages is in points" : ""
      throw ValidationError(
        "--until is \"\(text)\"; write the half-width in percentage points, like 0.5pp\(hint)")
    }
    guard points > 0 else { throw ValidationError("--until is \"\(text)\"; it must be greater than 0") }
    return points
  }
}
