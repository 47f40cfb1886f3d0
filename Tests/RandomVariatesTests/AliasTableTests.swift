// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates
import Testing

@Suite("Alias tables")
struct AliasTableTests {
  static let lists: [[Double]] = [
    [1], [1, 1], [3, 0, 1], [0, 0, 5], [1e-9, 1, 1e9], (1...100).map { Double($0 % 7) },
    (1...20).map { 1 / Double($0) },
  ]

  @Test("each index has the share of the unit interval that its weight says", arguments: lists)
  func shares(weights: [Double]) {
    let table = AliasTable(weights: weights)
    let gridSize = 1000 * weights.count
    var counts = weights.map { _ in 0 }
    for point in 0..<gridSize { counts[table.draw((Double(point) + 0.5) / Double(gridSize))] += 1 }
    let total = weights.reduce(0, +)
    for (count, weight) in zip(counts, weights) {
      // An index lies in several pieces, each of which the grid measures to within a point.
      let error = abs(Double(count) - weight / total * Double(gridSize))
      #expect(error <= Double(weights.count))
      if weight == 0 { #expect(count == 0) }
    }
  }

  @Test("drawn indices agree with the weights")
  func draws() {
    var stream = RandomStream(seed: seed, replication: 0, name: "alias table")
    let weights = [3, 0, 1, 0.5, 8, 2.5]
    let table = AliasTable(weights: weights)
    var counts = weights.map { _ in 0 }
    for _ in 0..<200_000 { counts[table.draw(from: &stream)] += 1 }
    #expect(chiSquarePValue(counts, probabilities: weights.map { $0 / 15 }) >= smallestPValue)
  }

  @Test("the ends of the unit interval give an index of positive weight", arguments: lists)
  func ends(weights: [Double]) {
    let table = AliasTable(weights: weights)
    #expect(table.count == weights.count)
    for u in [0, 0x1p-53, 1 - 0x1p-53] { #expect(weights[table.draw(u)] > 0) }
  }
}
