// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// JSON that others may have written, with bounds that hold before anything of it is built in memory.
package struct ForeignJSON {
  /// The most bytes.
  package let size: Int
  /// How deep lists and objects may lie in each other.
  package let depth: Int
  /// The most bytes of a text or a number as it stands in the file.
  package let text: Int
  /// The most values: texts, numbers, lists and objects together.
  package let values: Int

  package init(size: Int, depth: Int = 32, text: Int = 1 << 16, values: Int) {
    (self.size, self.depth, self.text, self.values) = (size, depth, text, values)
  }

  /// Reads a value.
  ///
  /// - Throws: ``JSONProblem`` with the first that is too much, missing or of another kind.
  /// - Complexity: O(bytes).
  package func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws(JSONProblem) -> Value
  {
    try check(bytes)
    do {
      return try bytes.withUnsafeBytes { buffer in
        guard let start = buffer.baseAddress else { return try JSONDecoder().decode(type, from: Data()) }
        // Not copied: a file may be large, and nothing of it is kept as it stands.
        let data = Data(
          bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: buffer.count, deallocator: .none)
        return try JSONDecoder().decode(type, from: data)
      }
    } catch { throw JSONProblem(error) }
  }

  /// Checks the bounds alone.
  ///
  /// - Throws: ``JSONProblem`` that names the line. A text that is no JSON at all may pass.
  package func check(_ bytes: [UInt8]) throws(JSONProblem) {
    guard bytes.count <= size else {
      throw JSONProblem("", "has \(bytes.count) bytes; at most \(size) are read")
    }
    let (stop, rule) = bytes.withUnsafeBufferPointer { buffer in
      var scan = JSONScan(self, buffer)
      return scan.run()
    }
    guard let rule else { return }
    // An escape may be cut off by the end of the text.
    let line = bytes[..<min(stop, bytes.count)].count { $0 == UInt8(ascii: "\n") } + 1
    throw JSONProblem("", "is too large, on line \(line): \(rule)")
  }
}

/// One pass over the bytes of a JSON text.
private struct JSONScan {
  let bounds: ForeignJSON
  let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var depth = 0
  private var values = 1

  init(_ bounds: ForeignJSON, _ bytes: UnsafeBufferPointer<UInt8>) {
    (self.bounds, self.bytes) = (bounds, bytes)
  }

  /// - Returns: Where a bound is passed and which; no rule where none is.
  mutating func run() -> (Int, String?) {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        guard skipText() else { return (index, "a text has more than \(bounds.text) bytes") }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        values += 1
        guard depth <= bounds.depth else {
          return (index, "more than \(bounds.depth) lists or objects lie in each other")
        }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ","): values += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard skipNumber() else { return (index, "a number has more than \(min(bounds.text, 1_000)) digits") }
      default: break
      }
      guard values <= bounds.values else { return (index, "there are more than \(bounds.values) values") }
      index += 1
    }
    return (index, nil)
  }

  /// Goes on to the quote that ends a text, or to the end.
  private mutating func skipText() -> Bool {
    let start = index + 1
    index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      guard index - start <= bounds.text else { return false }
    }
    index = min(index, bytes.count)
    return true
  }

  /// Goes on to the last digit of a run of them.
  private mutating func skipNumber() -> Bool {
    let start = index
    while index + 1 < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index + 1]) {
      index += 1
      guard index - start <= min(bounds.text, 1_000) else { return false }
    }
    return true
  }
}
