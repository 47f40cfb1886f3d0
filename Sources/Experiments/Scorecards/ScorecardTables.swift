// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation

extension ScorecardStudy {
  static let weeklyColumns = [
    Column("week", "Weeks since the campaign started, from 1"),
    Column("week_starts", "Its first day"),
    Column("place", "The id of the hotspot"),
    Column("name", "Its name"),
    Column("recorded", "Offences recorded there in the week", unit: "offences"),
    Column("harm", "Their harm", unit: "days"),
    Column("year_before", "Recorded in the same week a year before", unit: "offences"),
    Column(
      "expected", "The mean of the same weeks, two to either side, of up to three years before",
      unit: "offences"),
    Column("lower_limit", "The lower control limit", unit: "offences"),
    Column("upper_limit", "The upper control limit", unit: "offences"),
    Column("status", "below, as usual or above the limits; unknown without them"),
    Column("run", "below or above where eight weeks in a row are on that side of what was expected"),
    Column("recorded_in_ring", "Offences recorded in the ring round it", unit: "offences"),
    Column("visits", "Arrivals of units", unit: "visits"),
    Column("visits_aimed_at", "Visits that the gap aimed at asks for", unit: "visits"),
    Column("present_minutes", "Time with a unit there", unit: "min"),
    Column("searches", "Searches there"),
    Column("arrests", "Arrests at the scene of an offence there"),
    Column("redirections", "Units redirected to or from there before their task was done"),
    Column("discovered", "Offences that patrol found and nobody reported", unit: "offences"),
  ]

  /// Returns `weekly.csv`.
  func weeklyTable() -> [UInt8] {
    var text = CSVText(header: ScorecardStudy.weeklyColumns)
    for row in weeks {
      text.add(row.week + 1)
      text.add(row.starts.description)
      text.add(scenario.crime.places[row.place].id)
      text.add(scenario.crime.places[row.place].name)
      text.add(row.recorded)
      text.add(row.harm, decimals: 1)
      text.add(row.yearBefore.map(Double.init))
      for number in [row.limits?.expected, row.limits?.lower, row.limits?.upper] {
        text.add(number, decimals: 1)
      }
      text.add(row.status.rawValue)
      text.add(row.run?.rawValue ?? "")
      text.add(row.recordedInRing)
      text.add(row.visits)
      text.add(row.visitsAimedAt, decimals: 1)
      text.add(row.presentMinutes, decimals: 0)
      for count in [row.searches, row.arrests, row.redirections, row.discovered] { text.add(count) }
      text.endRow()
    }
    return text.take()
  }

  static let publicColumns = [
    Column("month", "The month"),
    Column("from", "The first day of it in the campaign"),
    Column("to", "The last day"),
    Column("place", "The id of the hotspot; all for all of them"),
    Column("name", "Its name"),
    Column("recorded", "Offences recorded; empty where it is withheld", unit: "offences"),
    Column("withheld", "yes where the count is below five, or would give one away"),
    Column(
      "year_before", "Recorded on the same days a year (52 weeks) before; empty where withheld or unknown",
      unit: "offences"),
    Column("year_before_withheld", "yes where that count is withheld"),
  ]

  /// Returns `public.csv`.
  func publicTable() -> [UInt8] {
    var text = CSVText(header: ScorecardStudy.publicColumns)
    for month in months {
      let rows = hotspots.indices.map { index in
        (
          scenario.crime.places[hotspots[index]].id, scenario.crime.places[hotspots[index]].name,
          month.recorded.counts[index], month.yearBefore.map { $0.counts[index] }
        )
      }
      for (id, name, count, before) in rows + [("all", "All", month.recorded.total, month.yearBefore?.total)]
      {
        for word in [month.label, month.first.description, month.last.description, id, name] {
          text.add(word)
        }
        text.add(count.map(Double.init))
        text.add(count == nil ? "yes" : "")
        let earlier = before.flatMap { $0 }
        text.add(earlier.map(Double.init))
        text.add(month.yearBefore != nil && earlier == nil ? "yes" : "")
        text.endRow()
      }
    }
    return text.take()
  }

  /// The folder of the cards unless another is named.
  public var defaultFolder: String {
    "Results/scorecards-\(Study.slug(scenario.name))-\(Study.slug(strategy))-seed\(seed)-\(replication)"
  }

  /// Writes the cards.
  ///
  /// - Parameters:
  ///   - texts: The two texts, `weekly.txt` and `public.txt`.
  ///   - folder: Where; `nil` for ``defaultFolder``.
  ///   - force: Whether earlier cards may be replaced.
  /// - Returns: The folder's absolute path.
  public func store(texts: (weekly: String, public: String), in folder: String?, force: Bool) throws -> String
  {
    var lines = [
      "# Scorecards of \(scenario.name.replacing("\n", with: " "))", "",
      "One simulated campaign under \(strategy), replication \(replication), seed \(seed), PatrolSim \(PatrolSimVersion.current): recorded "
        + "crime and what units did, as a force would see it. `weekly.txt` and `weekly.csv` are for the force, `public.txt` and "
        + "`public.csv` for everybody; they hold no count below five, and none that would give one away.",
    ]
    for (file, columns) in [
      ("weekly.csv", ScorecardStudy.weeklyColumns), ("public.csv", ScorecardStudy.publicColumns),
    ] {
      lines += ["", "## \(file)", "", "| column | unit | meaning |", "|---|---|---|"]
      lines += columns.map { "| \($0.name) | \($0.unit) | \($0.meaning) |" }
    }
    return try FolderOfFiles.write(
      [
        ("weekly.csv", weeklyTable()), ("public.csv", publicTable()),
        ("weekly.txt", Array(texts.weekly.utf8)),
        ("public.txt", Array(texts.public.utf8)),
        ("README.md", Array((lines.joined(separator: "\n") + "\n").utf8)),
      ], to: folder ?? defaultFolder, force: force)
  }
}

extension ScorecardStudy.Month {
  /// `2024-03`.
  public var label: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
}
