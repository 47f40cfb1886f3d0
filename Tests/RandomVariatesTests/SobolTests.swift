// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates
import Testing

@Suite("Sobol's sequence")
struct SobolTests {
  @Test("starts with its published points")
  func published() {
    #expect(sobolPoints(count: 3, dimensions: 2) == [[0.5, 0.5], [0.75, 0.25], [0.25, 0.75]])
  }

  @Test("puts as many points into each half of each dimension", arguments: [1, 3, 12])
  func balance(dimensions: Int) {
    // The point at the origin is left out, so 63 points lack one in each lower half.
    let points = sobolPoints(count: 63, dimensions: dimensions)
    for dimension in 0..<dimensions {
      #expect(points.count { $0[dimension] < 0.5 } == 31)
      #expect(Set(points.map { $0[dimension] }).count == 63)
    }
  }
}
