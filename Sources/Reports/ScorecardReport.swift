// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Experiments
import PatrolModel

/// The scorecards of a campaign as text of 80 columns: weekly for the force, monthly for the public.
public struct ScorecardReport {
  let study: ScorecardStudy
  let style: TextStyle

  public init(_ study: ScorecardStudy, style: TextStyle = .plain) {
    self.study = study
    self.style = style
  }

  /// The weekly card, with a line feed at its end: a table for each week, the latest first.
  public var weekly: String {
    let weekCount = study.scenario.phases.campaignWeeks
    var sections = [
      [style.heading("Weekly scorecard: \(oneLine(study.scenario.name))")]
        + wrapped(
          "One campaign under \(study.strategy), as the force sees it. Usual: control limits from the same weeks of up to three years "
            + "before. A mark is given outside them, and where eight weeks in a row lie on one side of the middle."
        )
    ]
    for week in (0..<weekCount).reversed() {
      let rows = study.weeks.filter { $0.week == week }
      guard let first = rows.first else { continue }
      var table = TextTable(header: [
        ["Week \(week + 1), from \(first.starts)", "Recorded", "Usual", "Before", "Ring", "Visits", "Mark"]
      ])
      for row in rows {
        table.add([
          oneLine(study.scenario.crime.places[row.place].name), "\(row.recorded)",
          row.limits.map { "\(NumberText.number($0.lower))–\(NumberText.number($0.upper))" } ?? "–",
          row.yearBefore.map(String.init) ?? "–", "\(row.recordedInRing)",
          "\(row.visits)/\(NumberText.number(row.visitsAimedAt))", mark(row),
        ])
      }
      sections.append(table.lines(style: style) + wrapped(totals(rows), first: "  ", rest: "  "))
    }
    sections.append(
      wrapped(
        "Before: the same week a year before. Ring: recorded round it. Visits: made/aimed at. weekly.csv has more."
      ))
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func mark(_ row: ScorecardStudy.Week) -> String {
    switch (row.status, row.run) {
    case (.below, _), (.above, _): row.status.rawValue
    case (_, let run?): "8 \(run.rawValue)"
    default: ""
    }
  }

  private func totals(_ rows: [ScorecardStudy.Week]) -> String {
    func sum(_ value: (ScorecardStudy.Week) -> Int) -> String {
      NumberText.number(Double(rows.reduce(0) { $0 + value($1) }))
    }
    let minutes = rows.reduce(0) { $0 + $1.presentMinutes }
    return
      "All: \(sum(\.recorded)) recorded, \(sum(\.visits)) visits, present for \(NumberText.number(minutes / 60)) h, \(sum(\.arrests)) arrests "
      + "at the scene, \(sum(\.searches)) searches, \(sum(\.redirections)) redirections, \(sum(\.discovered)) offences found by patrol."
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  /// The public card, with a line feed at its end: plain words, and no count below five.
  public var `public`: String {
    var sections = [
      [style.heading("Patrols in \(oneLine(study.scenario.name)): what was recorded")]
        + wrapped(
          "Police patrolled \(NumberText.count(study.hotspots.count, "place")) more than usual. These are the offences recorded there, month by "
            + "month, beside the same days of the year before. Fewer offences than a year before need not be the patrols' doing."
        )
    ]
    for month in study.months {
      var table = TextTable(header: [
        ["\(ScorecardReport.months[month.month - 1]) \(month.year)", "Recorded", "A year before"]
      ])
      for (index, place) in study.hotspots.enumerated() {
        table.add([
          oneLine(study.scenario.crime.places[place].name), text(month.recorded.counts[index]),
          month.yearBefore.map { text($0.counts[index]) } ?? "not known",
        ])
      }
      table.add(["All", text(month.recorded.total), month.yearBefore.map { text($0.total) } ?? "not known"])
      sections.append(
        table.lines(style: style)
          + wrapped(
            "From \(month.first) to \(month.last). Officers came by \(NumberText.number(Double(month.visits))) times.",
            first: "  ", rest: "  "))
    }
    sections.append(
      wrapped(
        "Withheld: counts below \(SuppressedCounts.threshold) are not published, so that nobody can be recognised; nor is another that would give "
          + "one away by subtraction."))
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func text(_ count: Int?) -> String { count.map { NumberText.number(Double($0)) } ?? "withheld" }
}
