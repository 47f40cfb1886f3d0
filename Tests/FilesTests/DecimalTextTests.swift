// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Testing

@Suite("Numbers as text")
struct DecimalTextTests {
  @Test(
    "half is rounded away from zero, and zeros at the end go where they are not asked for",
    arguments: [
      (0.0, 0, "0", "0"), (-0.0, 2, "0.00", "0"), (1.5, 0, "2", "2"), (-1.5, 0, "-2", "-2"),
      (0.25, 1, "0.3", "0.3"), (-0.001, 2, "0.00", "0"), (12.05, 3, "12.050", "12.05"),
      (100, 0, "100", "100"),
      (1234.5, 4, "1234.5000", "1234.5"), (0.000_001, 6, "0.000001", "0.000001"),
      (1e20, 6, "1e+20", "1e+20"), (9e8, 6, "900000000.000000", "900000000"),
    ])
  func cases(number: Double, decimals: Int, fixed: String, trimmed: String) {
    #expect(DecimalText.fixed(number, decimals: decimals) == fixed)
    #expect(DecimalText.trimmed(number, decimals: decimals) == trimmed)
  }
}
