// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Tables

/// The weekly scorecards for the force, for 80 columns; with a line feed at its end.
public func weeklyScorecardReport(_ cards: Scorecards) -> String {
  let weeks = Dictionary(grouping: cards.weeks, by: \.week)
  let sections = weeks.keys.sorted().map { week in weekLines(weeks[week] ?? [], cards) }
  return TextStyle.plain.text([weeklyIntroduction(cards)] + sections)
}

private func weeklyIntroduction(_ cards: Scorecards) -> [String] {
  ["\(oneLine(cards.scenario.name)): weekly scorecards"]
    + wrapped(
      "SIMULATED: one run of a model of this scenario. None of these counts is real. Strategy \(cards.strategy), replication \(cards.replication), seed \(cards.seed). The cards show recorded crime and the "
        + "force's own log, not unrecorded crime.")
    + [""]
    + wrapped(
      "Usual: mean of the same week in up to three earlier years, with two weeks on each side. Where the history is shorter than "
        + "a year, the mean of all of it. Control limits are in brackets: three standard deviations of a Poisson count (u chart), wider "
        + "where the history varies more (Laney 2002). Status: above or below the limits. Run: \(ScorecardStatus.runLength) weeks in a row on "
        + "one side of usual (Western Electric rule 4). Some weeks are outside the limits by chance. Ring: status of the streets around. "
        + "Harm: days of recommended sentence."
    )
    + [""]
    + wrapped(
      "Visits: made, of those planned; units with spare time make more. Min: minutes of visits. Search: stop and searches. Hits: "
        + "searches that found something. Sent to: units redirected to the hotspot. Found: offences discovered by patrol and reported by "
        + "nobody.")
}

private func weekLines(_ rows: [HotspotWeek], _ cards: Scorecards) -> [String] {
  guard let first = rows.first else { return [] }
  func name(_ row: HotspotWeek) -> String { oneLine(cards.scenario.crime.places[row.place].name) }
  func count(_ value: Int) -> String { NumberText.number(Double(value)) }
  func one(_ value: Double) -> String { NumberText.number(value, decimals: 1) }
  var crime = TextTable(header: [["Recorded", "Count", "Year ago", "Usual", "Harm", "Status", "Ring"]])
  var patrol = TextTable(header: [
    ["Patrol", "Visits", "Min", "Search", "Hits", "Arrests", "Sent to", "Found"]
  ])
  var calls = TextTable(header: [["Calls for service", "Received", "Response"]])
  for row in rows {
    crime.add([
      name(row), count(row.recorded), row.yearBefore.map(count) ?? "–",
      "\(one(row.limits.centre)) (\(one(row.limits.lower))–\(one(row.limits.upper)))",
      NumberText.number(row.harm), row.status.rawValue, row.ringStatus.rawValue,
    ])
    patrol.add([
      name(row), "\(count(row.visits)) of \(NumberText.number(row.plannedVisits))",
      NumberText.number(row.minutes), count(row.searches), count(row.hits), count(row.arrests),
      count(row.redirections), count(row.discovered),
    ])
    calls.add([
      name(row), count(row.calls), row.responseInMinutes.map { one($0) + " min" } ?? "–",
    ])
  }
  return ["Week \(first.week), from \(first.starts)"] + crime.lines(style: .plain)
    + patrol.lines(style: .plain) + (cards.scenario.calls == nil ? [] : calls.lines(style: .plain))
}
