// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

extension Estimate {
  /// Creates a percentage of pooled counts, with its delete-one jackknife interval.
  ///
  /// - Parameters:
  ///   - parts: The part of each replication; at least one, none negative.
  ///   - wholes: The whole of each replication, in the same order.
  ///   - level: The confidence level, between 0 and 1.
  ///   - reason: Why there is no percentage where the wholes add up to nothing.
  init(percentOf parts: [Double], in wholes: [Double], level: Double, otherwise reason: String) {
    let counts = zip(parts, wholes).map { part, whole in
      QuadrantCounts(target: BeforeAfter(before: whole, after: part), buffer: .zero, control: .zero)
    }
    self.init(
      jackknife(counts, level: level) { pooled in
        pooled.target.before > 0
          ? .value(100 * pooled.target.after / pooled.target.before) : .undefined(reason: reason)
      })
  }
}
