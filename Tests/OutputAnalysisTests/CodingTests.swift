// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutputAnalysis
import Testing

@Suite("Results as JSON")
struct CodingTests {
  @Test("an interval comes back from JSON as it was, infinite bounds included", arguments: [[3], [3, 4]])
  func intervals(values: [Double]) throws {
    let interval = ConfidenceInterval(of: values)
    #expect(try roundTrip(interval) == interval)
  }

  @Test("a comparison and a pooled measure come back from JSON as they were", arguments: [1, 3])
  func comparisons(count: Int) throws {
    let comparison = PairedComparison(Array(repeating: 2, count: count), Array(repeating: 1, count: count))
    #expect(try roundTrip(comparison) == comparison)
    let pooled = pooledDisplacement(Array(repeating: .zero, count: count))
    #expect(try roundTrip(pooled) == pooled)
  }

  @Test("a measure is written as its value or as the reason why it has none")
  func measures() throws {
    let written = try [MeasureValue.value(0.25), .undefined(reason: "No offence")].map {
      String(decoding: try JSONEncoder().encode($0), as: UTF8.self)
    }
    #expect(written == [#"{"value":0.25}"#, #"{"undefined":"No offence"}"#])
  }

  private func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }
}
