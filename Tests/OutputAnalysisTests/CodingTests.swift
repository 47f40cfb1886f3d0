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

  private func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }
}
