// SPDX-License-Identifier: GPL-3.0-or-later

/// A row of bars, one character each.
///
/// Source: Tufte, *Beautiful Evidence*, Graphics Press, 2006, pp. 46–63.
enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")

  /// Returns a bar for each value, from 0 or less at the bottom to the greatest at the top.
  static func text(_ values: [Double]) -> String {
    let most = values.max() ?? 0
    return String(
      values.map { value in
        guard most > 0, value > 0 else { return bars[0] }
        return bars[min(bars.count - 1, Int(value / most * Double(bars.count)))]
      })
  }
}
