// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files

/// What a journal holds of a replication: its numbers, and what the study keeps besides.
struct JournalRecord: Hashable, Codable {
  /// By strategy and column.
  var numbers: [[Double]]
  /// What each evaluation method saw, by strategy and method in the order of `EvaluationMethod`; `nil` unless it is kept.
  var methods: [[JournalMethod]]?
  /// Crime by week: of the history, then from the start of the campaign by strategy. Week by week and area by area in the order of
  /// `Area` stand offences that happened, offences recorded and harm in days; `nil` unless it is kept.
  var weeks: [[Double]]?
  /// By strategy, place by place where a unit was: the place's number in the scenario, arrivals and minutes with a unit present; `nil`
  /// unless it is kept.
  var visits: [[Double]]?

  /// How many numbers of a week stand behind each other.
  static let figuresOfWeek = Area.allCases.count * 3

  init(numbers: [[Double]]) { self.numbers = numbers }

  /// Whether it is numbers alone, which are written as such.
  var isPlain: Bool { methods == nil && weeks == nil && visits == nil }

  /// The most numbers of weeks and visits, all of which have to fit into a line.
  static let mostKept = 300_000

  /// Why it can't be kept; `nil` where it can.
  var excess: String? {
    let count = ((weeks ?? []) + (visits ?? [])).reduce(0) { $0 + $1.count }
    guard count > JournalRecord.mostKept else { return nil }
    return
      "its weeks and visits are \(count) numbers, and at most \(JournalRecord.mostKept) are kept: leave one of them out of `keep`"
  }
}

/// What an evaluation method saw in one replication, as a journal holds it: the fall, its bounds and the *p* value, or why there is none.
struct JournalMethod: Hashable, Codable {
  /// The fall and its bounds, in per cent; a bound may be infinite.
  var fall: Double?
  var lower: Double?
  var upper: Double?
  /// In `0...1`.
  var pValue: Double?
  /// Why there is no fall.
  var undefined: String?

  init(_ estimate: MethodEstimate) {
    (fall, lower, upper) = (estimate.fallPercent, estimate.lower, estimate.upper)
    (pValue, undefined) = (estimate.pValue, estimate.undefined)
  }

  /// Returns the estimate of a method.
  func estimate(_ method: EvaluationMethod) -> MethodEstimate {
    guard let fall else { return MethodEstimate(method, undefined: undefined ?? "") }
    return MethodEstimate(method, fallPercent: fall, lower: lower, upper: upper, pValue: pValue)
  }

  /// What it says that can't be; `nil` where there is nothing.
  var problem: String? {
    guard let fall else {
      guard let undefined, !undefined.isEmpty, undefined.utf8.count <= 1_000 else {
        return "has neither a fall nor a reason of at most 1000 bytes"
      }
      return nil
    }
    if abs(fall) > 1e15 { return "has a fall of \(fall) %" }
    if let pValue, !(0...1).contains(pValue) { return "has a p value of \(pValue); it must be from 0 to 1" }
    guard (lower == nil) == (upper == nil) else { return "has one bound of its interval without the other" }
    if let lower, let upper, !(lower <= upper) { return "has an interval from \(lower) to \(upper)" }
    return nil
  }
}

// MARK: - JSON

/// `[12.5,-3,28,0.11]`, with null where there is no such number, or `["why there is none"]`.
extension JournalMethod {
  init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    if list.count == 1 {
      undefined = try list.decode(String.self)
      return
    }
    guard list.count == 4 else {
      throw DecodingError.dataCorruptedError(in: list, debugDescription: "four numbers or one text")
    }
    fall = try JournalMethod.number(&list)
    lower = try JournalMethod.number(&list)
    upper = try JournalMethod.number(&list)
    pValue = try JournalMethod.number(&list)
  }

  func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    guard fall != nil else { return try list.encode(undefined ?? "") }
    for number in [fall, lower, upper, pValue] {
      guard let number else {
        try list.encodeNil()
        continue
      }
      // JSON has no number for what is infinite.
      if number.isFinite { try list.encode(number) } else { try list.encode(number > 0 ? "inf" : "-inf") }
    }
  }

  private static func number(_ list: inout any UnkeyedDecodingContainer) throws -> Double? {
    if try list.decodeNil() { return nil }
    guard let text = try? list.decode(String.self) else { return try list.decode(Double.self) }
    switch text {
    case "inf": return .infinity
    case "-inf": return -.infinity
    default: throw DecodingError.dataCorruptedError(in: list, debugDescription: "no number")
    }
  }
}
