// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Files
import Tables

/// The monthly scorecards for the public, for 80 columns; with a line feed at its end.
public func monthlyScorecardReport(_ cards: Scorecards) -> String {
  let introduction =
    ["\(oneLine(cards.scenario.name)): crime recorded by month"]
    + wrapped(
      "SIMULATED: one run of a model of this scenario. None of these counts is real. The counts are crimes recorded at each patrolled hotspot, compared with the same days a year (52 weeks) before. "
        + "They do not include crime that nobody reported. A fall does not prove that patrol worked: busy places often become quieter "
        + "without it.")
    + [""] + wrapped(Scorecards.publicRule)
  return TextStyle.plain.text([introduction] + cards.months.map { monthLines($0, cards) })
}

private func monthLines(_ month: PublicMonth, _ cards: Scorecards) -> [String] {
  let lines = cards.hotspots.indices.map { index in
    publicSentence(
      oneLine(cards.hotspots[index].name), month.recorded.counts[index],
      before: month.yearBefore.map { $0.counts[index] })
  }
  let all = publicSentence("All hotspots", month.recorded.total, before: month.yearBefore.map(\.total))
  return ["\(dayAndMonth(month.from)) to \(longDate(month.to))"]
    + (lines + [all]).flatMap { wrapped($0, first: "  • ", rest: "    ") }
}

/// Returns a sentence on a count and the year before.
///
/// - Parameter before: What was recorded a year before, `nil` within it where that is withheld; `nil` where there is no
///   such year.
package func publicSentence(_ name: String, _ count: Int?, before: Int??) -> String {
  let offences = count.map { NumberText.count($0, "offence") + " recorded" } ?? "number withheld"
  guard let before else { return "\(name): \(offences)." }
  guard let earlier = before else { return "\(name): \(offences); the year before, number withheld." }
  guard let count else {
    return "\(name): \(offences); the year before, \(NumberText.number(Double(earlier)))."
  }
  let change = count - earlier
  let words =
    change == 0
    ? "the same as the year before"
    : "\(NumberText.number(Double(abs(change)))) \(change < 0 ? "fewer" : "more") than the year before"
  return "\(name): \(offences), \(words)."
}
