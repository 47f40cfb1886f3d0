// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// What strategies cost and what that buys, displacement included.
enum CostSection {
  static func lines(_ comparison: Comparison, _ style: TextStyle) -> [String] {
    let strategies = comparison.strategies.filter { $0.costs != nil }
    guard let first = strategies.first?.costs, (first.operation.value ?? 0) > 0 else { return [] }
    var table = TextTable(header: [
      ["Strategy", "Cost", "A crime averted", "A day of harm", "Police save", "Net"]
    ])
    for strategy in strategies {
      guard let costs = strategy.costs else { continue }
      table.add([
        strategy.strategy, pounds(costs.operation), ratio(costs.perCrime),
        pounds(costs.perHarmDay),
        pounds(costs.policeSaved),
        pounds(costs.net),
      ])
    }
    let range = CostPerHour.usualRange
    let costed = first.costedPercent.value.map { NumberText.number($0) + " %" } ?? "an unknown share"
    return [style.heading("Costs, everywhere, displacement included")] + table.lines(style: style)
      + wrapped(
        "Cost: officer hours at £\(NumberText.number(first.poundsPerHour)), an assumption (others: £\(Int(range.lowerBound)) to "
          + "£\(Int(range.upperBound))). Police save: the Home Office's unit cost to the police of the crime averted, of which \(costed) has "
          + "one; what victims and others save is not in it. k: thousands.", first: "  ", rest: "  ")
  }

  /// Returns an amount in pounds, in thousands or millions where it is long.
  private static func money(_ value: Double) -> String {
    let size = abs(value)
    let (divisor, suffix) = size < 9_999.5 ? (1.0, "") : size < 9_999_500 ? (1_000, "k") : (1_000_000, "M")
    return NumberText.number(size / divisor, decimals: size < 100 ? 2 : 0) + suffix
  }

  private static func pounds(_ estimate: Estimate) -> String {
    estimate.value.map { ($0 < 0 ? "−" : "") + "£" + money($0) } ?? "untold"
  }

  /// A ratio with its interval, which isn't symmetric.
  private static func ratio(_ estimate: Estimate) -> String {
    guard let lower = estimate.lower, let upper = estimate.upper else { return pounds(estimate) }
    return "\(pounds(estimate)) (\(money(lower))–\(money(upper)))"
  }
}
