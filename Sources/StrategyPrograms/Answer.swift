// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import PatrolModel

/// What is wrong with an answer, in words that follow the line and a colon.
struct AnswerProblem: Error {
  let words: String

  init(_ words: String) { self.words = words }
}

/// A line that a program answered, and what it means.
struct Answer {
  let line: [UInt8]
  let names: PlanNames

  /// - Parameter names: The names that it may use.
  init(_ line: [UInt8], names: PlanNames) {
    self.line = line
    self.names = names
  }

  /// The shortest time that a task lasts, in minutes, so that a program can't be asked without end about the same moment; it is
  /// the shortest visit worth a trip as well.
  static let shortestTask = 1.0

  // MARK: What is answered to each message

  /// Reads the answer to `hello`.
  func wants() throws(AnswerProblem) -> Set<DecisionPoint> {
    let fields = try fields(["protocol", "wants"])
    guard let version = fields.values["protocol"] else {
      throw AnswerProblem("there is no \"protocol\"; this is protocol \(ExternalStrategy.protocolVersion)")
    }
    guard try fields.number(version, "protocol") == Double(ExternalStrategy.protocolVersion) else {
      throw AnswerProblem("\"protocol\" must be \(ExternalStrategy.protocolVersion)")
    }
    guard let wants = fields.values["wants"] else { return [] }
    let known = DecisionPoint.allCases.map(\.rawValue)
    guard let texts = wants as? [String] else {
      throw AnswerProblem("\"wants\" must be a list of names (known: \(known.joined(separator: ", ")))")
    }
    var points: Set<DecisionPoint> = []
    for text in texts {
      guard let point = DecisionPoint(rawValue: text) else {
        throw AnswerProblem(
          "there is no decision point \(quoted(text)) (known: \(known.joined(separator: ", ")))")
      }
      points.insert(point)
    }
    return points
  }

  /// Reads the answer to `reset`.
  func ready() throws(AnswerProblem) {
    let fields = try fields(["ready"])
    guard let ready = fields.values["ready"], fields.flag(ready) == true else {
      throw AnswerProblem("the answer to reset is {\"ready\": true}")
    }
  }

  /// Reads the answer to `task`.
  func tasking(of unit: Int, _ view: OperationView) throws(AnswerProblem) -> Tasking {
    let fields = try fields(["visit", "minutes", "tactic", "stand_by_minutes"])
    if let minutes = fields.values["stand_by_minutes"] {
      guard fields.values.count == 1 else {
        throw AnswerProblem("a unit either visits or stands by; \"stand_by_minutes\" stands alone")
      }
      return .standBy(minutes: try fields.minutes(minutes, "stand_by_minutes"))
    }
    guard let place = fields.values["visit"] else {
      throw AnswerProblem("there is neither \"visit\" nor \"stand_by_minutes\"")
    }
    return .visit(
      place: try self.place(place, "visit", of: unit, view), minutes: try minutes(fields, view),
      tactic: try tactic(fields, of: unit, view))
  }

  /// Reads the answer to `known`, `tip` or `changed`.
  func orders(on occasion: Occasion, _ view: OperationView) throws(AnswerProblem) -> [Redirection] {
    let answer = try fields(["orders"])
    guard let orders = answer.values["orders"] else { return [] }
    guard let list = orders as? [[String: Any]] else {
      throw AnswerProblem("\"orders\" must be a list of objects")
    }
    var redirections: [Redirection] = []
    for order in list {
      let fields = try Fields(order, known: ["unit", "place", "minutes", "tactic", "reason"])
      let unit = try self.unit(fields)
      guard let place = fields.values["place"] else { throw AnswerProblem("an order has no \"place\"") }
      var reason = occasion.reason
      if let words = fields.values["reason"] {
        reason = .stated(printable(String(try fields.text(words, "reason").prefix(200))))
      }
      redirections.append(
        Redirection(
          unit: unit, place: try self.place(place, "place", of: unit, view),
          minutes: try minutes(fields, view), reason: reason, tactic: try tactic(fields, of: unit, view)))
    }
    return redirections
  }

  /// Reads the answer to `call`; `nil` where the call is to wait.
  func unit(_ view: OperationView) throws(AnswerProblem) -> Int? {
    let fields = try fields(["unit", "response_unit"])
    guard fields.values.count == 1 else {
      throw AnswerProblem(
        "there is either \"unit\" or \"response_unit\"; {\"unit\": null} lets the call wait")
    }
    if let number = fields.values["response_unit"] {
      let index = try fields.number(number, "response_unit")
      guard let unit = view.responseUnits.indices.first(where: { Double($0) == index }) else {
        throw AnswerProblem(
          "there is no response unit \(DecimalText.exact(index)); they are counted from 0 to \(view.responseUnits.count - 1)"
        )
      }
      return view.firstResponseUnit + unit
    }
    if fields.values["unit"] is NSNull { return nil }
    return try unit(fields)
  }

  /// Reads the answer to `shifts`.
  func moves() throws(AnswerProblem) -> [Double] {
    let fields = try fields(["moves"])
    guard let moves = fields.values["moves"] else { return [] }
    guard let minutes = moves as? [String: Any] else {
      throw AnswerProblem("\"moves\" must be an object of minutes by unit")
    }
    var byUnit = [Double](repeating: 0, count: names.units.count)
    for (name, value) in minutes.sorted(by: { $0.key < $1.key }) {
      guard let unit = names.unitIndex[name] else { throw noUnit(name) }
      byUnit[unit] = try fields.number(value, name)
    }
    return byUnit
  }

  // MARK: What answers have in common

  private func fields(_ known: [String]) throws(AnswerProblem) -> Fields {
    guard !line.isEmpty else { throw AnswerProblem("each answer is one line of JSON") }
    guard let value = try? JSONSerialization.jsonObject(with: Data(line), options: [.fragmentsAllowed]) else {
      throw AnswerProblem("this is not JSON (notes belong on standard error; JSON has no NaN)")
    }
    guard let object = value as? [String: Any] else {
      throw AnswerProblem("an answer is an object, in braces")
    }
    return try Fields(object, known: known)
  }

  private func place(
    _ value: Any, _ key: String, of unit: Int, _ view: OperationView
  ) throws(AnswerProblem) -> Int {
    guard let id = value as? String else { throw AnswerProblem("\"\(key)\" must be the id of a place") }
    let allowed = view.places(of: unit)
    guard let place = names.placeIndex[id] else {
      throw AnswerProblem(
        "there is no place \(quoted(id)); the unit's are \(list(allowed.map { names.places[$0].text }))")
    }
    guard allowed.contains(place) else {
      throw AnswerProblem(
        "unit \"\(names.units[unit].text)\" can't be sent to \(quoted(id)); its places are "
          + list(allowed.map { names.places[$0].text }))
    }
    return place
  }

  private func unit(_ fields: Fields) throws(AnswerProblem) -> Int {
    guard let value = fields.values["unit"] else { throw AnswerProblem("there is no \"unit\"") }
    let id = try fields.text(value, "unit")
    guard let unit = names.unitIndex[id] else { throw noUnit(id) }
    return unit
  }

  private func noUnit(_ id: String) -> AnswerProblem {
    AnswerProblem("there is no unit \(quoted(id)); there are \(list(names.units.map(\.text)))")
  }

  /// The minutes of a visit: those aimed at where none are given.
  private func minutes(_ fields: Fields, _ view: OperationView) throws(AnswerProblem) -> Double {
    guard let value = fields.values["minutes"] else { return view.plan.operation.visitInMinutes }
    return try fields.minutes(value, "minutes")
  }

  private func tactic(_ fields: Fields, of unit: Int, _ view: OperationView) throws(AnswerProblem) -> Int? {
    guard let value = fields.values["tactic"], !(value is NSNull) else { return nil }
    let id = try fields.text(value, "tactic")
    let usable = view.plan.tactics.indices.filter { view.plan.canUse(tactic: $0, unit: unit) }
    let known = list(usable.map { names.tactics[$0].text })
    guard let tactic = names.tacticIndex[id] else {
      throw AnswerProblem("there is no tactic \(quoted(id)); the unit can use \(known)")
    }
    guard usable.contains(tactic) else {
      throw AnswerProblem(
        "unit \"\(names.units[unit].text)\" can't use the tactic \(quoted(id)); it can use \(known)")
    }
    return tactic
  }

  private func quoted(_ text: String) -> String { "\"\(printable(String(text.prefix(100))))\"" }

  /// Names, the first ten of them.
  private func list(_ names: [String]) -> String {
    guard !names.isEmpty else { return "none" }
    return names.prefix(10).map { "\"\($0)\"" }.joined(separator: ", ")
      + (names.count > 10 ? " and \(names.count - 10) more" : "")
  }
}

/// The content of an object of JSON.
private struct Fields {
  let values: [String: Any]

  /// - Throws: The keys that nobody asked for.
  init(_ values: [String: Any], known: [String]) throws(AnswerProblem) {
    self.values = values
    let unknown = values.keys.filter { !known.contains($0) }.sorted()
    guard let first = unknown.first else { return }
    throw AnswerProblem(
      "there is no key \"\(printable(first))\" here (known: \(known.joined(separator: ", ")))")
  }

  func text(_ value: Any, _ key: String) throws(AnswerProblem) -> String {
    guard let text = value as? String else { throw AnswerProblem("\"\(key)\" must be a text") }
    return text
  }

  func flag(_ value: Any) -> Bool? { isFlag(value) ? value as? Bool : nil }

  func number(_ value: Any, _ key: String) throws(AnswerProblem) -> Double {
    guard !isFlag(value), let number = (value as? NSNumber)?.doubleValue, number.isFinite else {
      throw AnswerProblem("\"\(printable(key))\" must be a number")
    }
    return number
  }

  /// Minutes, at least as many as the shortest task lasts.
  func minutes(_ value: Any, _ key: String) throws(AnswerProblem) -> Double {
    let minutes = try number(value, key)
    guard minutes >= Answer.shortestTask else {
      throw AnswerProblem(
        "\"\(key)\" is \(DecimalText.exact(minutes)); it must be at least \(DecimalText.exact(Answer.shortestTask))"
      )
    }
    return minutes
  }

  /// Whether a value is `true` or `false`, which Foundation may keep as a number.
  private func isFlag(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return value is Bool }
    return String(cString: number.objCType) == "c"
  }
}
