// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolTesting

/// Damage at random, the same for the same state.
struct Damage: RandomNumberGenerator {
  private var random: SplitMix64

  init(state: UInt64) { random = SplitMix64(state: state) }

  mutating func next() -> UInt64 { random.next() }

  /// Returns a number below a count.
  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<max(1, count), using: &self) }

  private mutating func one<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// Values that nobody expects, as JSON.
  private static let hostile =
    [
      "0", "-1", "1", "2", "7", "0.5", "-0.5", "168", "1e15", "1e19", "-1e19", "1e100", "1e308", "-1e308",
      "5e-324", "1e999",
      "NaN", "4611686018427387904", "9223372036854775807", "-9223372036854775808", "18446744073709551616",
      "1000000", "100001",
      "null", "true", "[]", "{}", "[[]]", "\"\"", "\"no-extra-patrol\"", "\"crime\"", "\"everywhere\"",
      "\"2024-02-30\"",
      "\"../../etc/passwd\"", "\"\\u001b[2J\\u202e\"", "\"1-1000000000\"",
    ] + [
      "\"" + String(repeating: "x", count: 70_000) + "\"", String(repeating: "9", count: 500),
      String(repeating: "[", count: 600) + String(repeating: "]", count: 600),
      "[" + String(repeating: "0,", count: 1_000) + "0]",
    ]

  /// Returns JSON with some of its values replaced, taken away, doubled or put in the place of others.
  mutating func json(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for _ in 0..<one([1, 1, 1, 2, 4]) {
      let values = Damage.values(of: text)
      guard !values.isEmpty else { return text }
      let value = one(values)
      // A value of an object keeps what stands before it; of a list it may go with its comma.
      let isFollowed = value.upperBound < text.count && text[value.upperBound] == UInt8(ascii: ",")
      switch below(6) {
      case 0 where isFollowed: text.removeSubrange(value.lowerBound...value.upperBound)
      case 1: text.insert(contentsOf: text[value] + [UInt8(ascii: ",")], at: value.lowerBound)
      case 2: text.replaceSubrange(value, with: Array(text[one(values)]))
      default: text.replaceSubrange(value, with: Array(one(Damage.hostile).utf8))
      }
    }
    return text
  }

  /// Where the numbers and texts of JSON stand, its keys left out, and some lists.
  private static func values(of text: [UInt8]) -> [Range<Int>] {
    var values: [Range<Int>] = []
    var (opened, index): ([Int], Int) = ([], 0)
    while index < text.count {
      let start = index
      switch text[index] {
      case UInt8(ascii: "\""):
        index += 1
        while index < text.count, text[index] != UInt8(ascii: "\"") {
          index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index = min(text.count, index + 1)
        let next = text[index...].first { $0 != UInt8(ascii: " ") }
        if next != UInt8(ascii: ":") { values.append(start..<index) }
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        while index < text.count, "-+.eE0123456789".utf8.contains(text[index]) { index += 1 }
        values.append(start..<index)
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        opened.append(index)
        index += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        index += 1
        if let start = opened.popLast() { values.append(start..<index) }
      default: index += 1
      }
    }
    return values
  }

  /// Returns the lines of a journal with some changed, doubled, taken away or in another order.
  mutating func journal(_ lines: [[UInt8]]) -> [[UInt8]] {
    var lines = lines
    for _ in 0..<one([1, 1, 2]) {
      let index = one([0, 1, below(lines.count), below(lines.count)]) % max(1, lines.count)
      let parts = lines[index].split(separator: UInt8(ascii: " "), maxSplits: 3).map { Array($0) }
      guard parts.count == 4 else { continue }
      var words = parts
      switch below(7) {
      case 0: lines.remove(at: index)
      case 1: lines.insert(lines[index], at: below(lines.count))
      case 2: lines.shuffle(using: &self)
      case 3:
        words[one([1, 2])] = Array(one(Damage.hostile).utf8.prefix(30))
        lines[index] = Array(words.joined(separator: [UInt8(ascii: " ")]))
      default:
        words[3] = json(words[3])
        lines[index] = Array(words.joined(separator: [UInt8(ascii: " ")]))
      }
      if lines.isEmpty { lines = [[]] }
    }
    return lines
  }

  /// Returns a table with some of its rows changed, doubled, taken away or in another order.
  mutating func rows(_ text: [UInt8]) -> [UInt8] {
    var rows = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
    let index = below(rows.count)
    switch below(6) {
    case 0: rows.remove(at: index)
    case 1: rows.insert(rows[index], at: below(rows.count))
    case 2: rows.shuffle(using: &self)
    case 3: rows.removeLast(rows.count - index)
    case 4: rows[index] = Array(one([",", "\"", "1", "-1,x", "99999999999999999999,", "01,"]).utf8)
    default:
      var cells = rows[index].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
        Array($0)
      }
      cells[below(cells.count)] = Array(one(Damage.hostile).utf8)
      rows[index] = Array(cells.joined(separator: [UInt8(ascii: ",")]))
    }
    return Array(rows.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// Returns the members of a packed table with some changed, doubled, taken away or in another order.
  mutating func members(_ members: [[UInt8]]) -> [[UInt8]] {
    var members = members
    let index = below(members.count)
    switch below(5) {
    case 0: members.remove(at: index)
    case 1: members.insert(members[index], at: below(members.count))
    case 2: members.shuffle(using: &self)
    case 3: members = [Array(members.joined())]
    default: members[index] = rows(members[index])
    }
    return members
  }

  /// Returns bytes of which some are others, or of which the end is missing.
  mutating func bytes(_ bytes: [UInt8]) -> [UInt8] {
    if below(8) == 0 { return Array(bytes.prefix(below(bytes.count))) }
    var bytes = bytes
    for _ in 0..<one([1, 10, 100]) {
      bytes[below(one([100, 4_096, bytes.count]))] = UInt8.random(in: 0...255, using: &self)
    }
    return bytes
  }
}
