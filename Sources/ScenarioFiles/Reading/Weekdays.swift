// SPDX-License-Identifier: GPL-3.0-or-later

/// Days of the week as scenario files write them.
enum Weekdays {
  /// The short names, Monday first.
  static let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let longNames = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  /// What stands for all seven.
  static let all = "every day"

  /// What may stand for days.
  static let shape = Shape.either([.word(names + [all]), .list(of: .word(names), atLeast: 1, atMost: nil)])

  /// Returns some days in words: their names, or "every day".
  static func text(_ days: [Int]) -> String {
    days == Array(0..<7) ? all : days.map { names[$0] }.joined(separator: ", ")
  }

  /// Returns the number of a day, Monday 0, from its short or its long name.
  static func index(of name: String) -> Int? {
    let name = name.lowercased()
    return names.firstIndex { $0.lowercased() == name } ?? longNames.firstIndex(of: name)
  }
}

extension OperationReader {
  /// Reads the days of a shift: `every day`, or a list of names.
  static func days(_ field: Field) -> [Int]? {
    if case .scalar = field.node {
      guard let text = field.text() else { return nil }
      if text == Weekdays.all { return Array(0..<7) }
      if let day = Weekdays.index(of: text) { return [day] }
      field.report(.unknownName(text, what: "day", known: Weekdays.names + [Weekdays.all]))
      return nil
    }
    guard let items = field.items() else { return nil }
    if items.isEmpty { field.report(.wrongCount(0, rule: "at least one day")) }
    var names = NameIndex("day")
    let days = items.compactMap { item -> Int? in
      guard let text = item.text() else { return nil }
      guard let day = Weekdays.index(of: text) else {
        item.report(.unknownName(text, what: "day", known: Weekdays.names))
        return nil
      }
      names.add(item, name: Weekdays.names[day])
      return day
    }
    return days.sorted()
  }
}
