// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What tables of borough months tell of level and season, for places with few months of records.
///
/// A place's share of its borough comes from the records; the borough's yearly level from the tables
/// over the three years that end with the last month of records. An exposure is therefore in years at
/// that level: a month in which the borough had twice its usual robberies counts double.
struct BoroughLevels {
  private let tables: LevelTables
  private let boroughs: [String]
  private let last: RecordMonth
  /// The share of a borough's table that its located records make up, in the months of records.
  private var coverage: [String: Double] = [:]

  /// The months whose level is used.
  static let levelLength = 36
  /// How many offences the expected count of a month weighs against the table's.
  static let priorCount = 20.0

  init(_ tables: LevelTables, records: CleanRecords) {
    self.tables = tables
    boroughs = Set(records.anchors.map { records.zones[$0.zone].borough })
      .filter { tables.counts[$0] != nil }.sorted()
    last = records.anchors.flatMap { $0.counts.map(\.month) }.max() ?? RecordMonth(index: 0)
    var located: [String: [RecordMonth: Int]] = [:]
    for anchor in records.anchors {
      let borough = records.zones[anchor.zone].borough
      for count in anchor.counts where tables.has(borough: borough, type: count.type) {
        located[borough, default: [:]][count.month, default: 0] += count.count
      }
    }
    for borough in boroughs {
      let byType = tables.counts[borough] ?? [:]
      var best = 0.0
      for (month, count) in located[borough] ?? [:] {
        let table = byType.values.reduce(0) { $0 + ($1[month] ?? 0) }
        // The best-covered month is the one in which all of the borough is in the files.
        if table > 0 { best = max(best, Double(count) / Double(table)) }
      }
      // Far from 1 the records aren't of the whole borough; then nothing is known of coverage.
      coverage[borough] = (0.75...1.1).contains(best) ? best : 1
    }
  }

  /// Whether a borough is in the tables.
  func has(borough: String) -> Bool { tables.counts[borough] != nil }

  /// The months that give the level, in words.
  var levelMonths: String { describe(monthRange(length: BoroughLevels.levelLength)) }

  /// The months that give the season, in words.
  var seasonMonths: String {
    describe(boroughs.first.flatMap { tables.counts[$0]?.values.first?.keys.filter { $0 <= last } } ?? [])
  }

  private func monthRange(length: Int) -> [RecordMonth] {
    (last.index - length + 1...last.index).map(RecordMonth.init(index:))
  }

  /// Returns the counts of all boroughs together, up to the last month of records.
  func series(type: Int) -> (months: [RecordMonth], counts: [Int])? {
    let series = tables.series(boroughs: boroughs, type: type, through: last)
    return series.isEmpty ? nil : (series.map(\.month), series.map(\.count))
  }

  /// Returns each borough's counts with their expected values, to fit overdispersion.
  func dispersionSeries(type: Int) -> [OverdispersionFit.Series] {
    boroughs.compactMap { borough in
      let series = tables.series(boroughs: [borough], type: type, through: last)
      guard let fit = SeasonFit(months: series.map(\.month), counts: series.map(\.count)) else { return nil }
      return OverdispersionFit.Series(counts: series.map(\.count), exposures: fit.means)
    }
  }

  /// Returns a month's exposure in years at the borough's level.
  ///
  /// - Parameter season: The month profile; `nil` is uniform.
  /// - Returns: `nil` where the tables don't have the type.
  func exposure(borough: String, type: Int, month: RecordMonth, season: [Double]?) -> Double? {
    guard let counts = tables.counts[borough]?[type] else { return nil }
    let months = monthRange(length: BoroughLevels.levelLength).filter { counts[$0] != nil }
    let years = months.reduce(0) { $0 + $1.lengthInYears }
    guard years > 0, let here = counts[month] else { return nil }
    let level = Double(months.reduce(0) { $0 + (counts[$1] ?? 0) }) / years
    let usual = month.lengthInYears * (season?[month.monthOfYear] ?? 1)
    let factor = (Double(here) + BoroughLevels.priorCount) / (level * usual + BoroughLevels.priorCount)
    return usual * factor * (coverage[borough] ?? 1)
  }
}
