// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// Season, overdispersion and rates of an area, and where each comes from.
struct AreaFit {
  /// The types with their fitted overdispersion and month profile.
  private(set) var types: [CrimeType]
  private(set) var monthProfiles: [MonthProfile] = [.uniform]
  /// Recorded offences a year, by place and type.
  private(set) var rates: [[RateShrinkage.Rate]] = []
  /// How the rates of each place were found.
  private(set) var evidence: [String] = []
  private(set) var notes: [String] = []
  /// The standard error of each type's overdispersion; 0 where it is assumed or 0.
  private(set) var overdispersionErrors: [Double]

  private let records: CleanRecords
  private let clusters: [Cluster]
  private let levels: BoroughLevels?
  /// The season of each type; `nil` is uniform.
  private var seasons: [SeasonFit?]
  /// The trend of each type in the best-covered neighbourhoods' own records.
  private var trends: [[RecordMonth: Double]]
  /// How far each month of those records lay above season and trend, everywhere at once.
  private var commonShocks: [[RecordMonth: Double]]
  /// The variance of the monthly shocks of each type.
  private var monthVariances: [Double]

  /// The fewest places whose shocks are told apart from those of the whole area.
  static let fewestPlacesForShocks = 20

  /// Fits the records of an area.
  init(records: CleanRecords, clusters: [Cluster], levels: LevelTables?) {
    types = records.types
    self.records = records
    self.clusters = clusters
    self.levels = levels.map { BoroughLevels($0, records: records) }
    seasons = records.types.map { _ in nil }
    trends = records.types.map { _ in [:] }
    commonShocks = records.types.map { _ in [:] }
    monthVariances = records.types.map { $0.overdispersion * OverdispersionFit.monthFactor }
    overdispersionErrors = records.types.map { _ in 0 }
    fitSeasons()
    fitOverdispersion()
    fitRates()
  }

  // MARK: Season

  private mutating func fitSeasons() {
    let (months, counts) = bestCovered()
    var uniform: [String] = []
    for type in types.indices {
      let own = SeasonFit(months: months, counts: counts[type])
      trends[type] = own?.trend ?? [:]
      commonShocks[type] = own.map { AreaFit.shocks(months, counts[type], expected: $0.means) } ?? [:]
      var source = "records of \(describe(months))"
      seasons[type] = own
      if let series = levels?.series(type: type),
        let fit = SeasonFit(months: series.months, counts: series.counts)
      {
        seasons[type] = fit
        source = "borough months \(describe(series.months))"
      }
      guard let season = seasons[type] else {
        uniform.append(types[type].name)
        continue
      }
      let id = types[type].id
      monthProfiles.append(
        MonthProfile(
          name: id, weights: roundedKeepingMean(season.multipliers),
          source: source + ", maximum likelihood"))
      types[type].monthProfile = id
    }
    if !uniform.isEmpty {
      notes.append(
        "uniform month profile, since fewer than \(SeasonFit.fewestMonths) months or no records: "
          + uniform.joined(separator: ", "))
    }
  }

  /// Pools the records of those neighbourhoods whose set of months holds most records.
  private func bestCovered() -> (months: [RecordMonth], counts: [[Int]]) {
    var rows: [[RecordMonth]: Int] = [:]
    for anchor in records.anchors {
      rows[records.zones[anchor.zone].months, default: 0] += anchor.counts.reduce(0) { $0 + $1.count }
    }
    let enough = rows.filter { $0.key.count >= SeasonFit.fewestMonths }
    guard let best = enough.max(by: { ($0.value, $0.key.count) < ($1.value, $1.key.count) }) else {
      return ([], types.map { _ in [] })
    }
    let months = best.key
    let position = Dictionary(uniqueKeysWithValues: months.enumerated().map { ($1, $0) })
    var counts = types.map { _ in [Int](repeating: 0, count: months.count) }
    for anchor in records.anchors where records.zones[anchor.zone].months == months {
      for count in anchor.counts {
        if let index = position[count.month] { counts[count.type][index] += count.count }
      }
    }
    return (months, counts)
  }

  /// Returns a month's exposure in years: its length times season times trend.
  private func exposure(_ month: RecordMonth, type: Int) -> Double {
    month.lengthInYears * (seasons[type]?.multipliers[month.monthOfYear] ?? 1) * (trends[type][month] ?? 1)
  }

  /// Returns each month's count over its expected count; nothing where a month has under five on average.
  private static func shocks(_ months: [RecordMonth], _ counts: [Int], expected: [Double]) -> [RecordMonth:
    Double]
  {
    guard counts.reduce(0, +) >= 5 * months.count else { return [:] }
    let shocks = zip(counts, expected).map { (Double($0) + 1) / ($1 + 1) }
    return Dictionary(zip(months, shocks), uniquingKeysWith: { a, _ in a })
  }

  // MARK: Overdispersion

  /// Fits the shocks of single places; those that all places share are taken out first, if there are
  /// enough places to tell them apart.
  private mutating func fitOverdispersion() {
    let long = clusters.filter { $0.months.count >= SeasonFit.fewestMonths }
    let sharesShocks = long.count >= AreaFit.fewestPlacesForShocks
    var assumed: [String] = []
    var fromBoroughs: [String] = []
    for type in types.indices {
      let series = long.sorted { $0.counts[type].reduce(0, +) > $1.counts[type].reduce(0, +) }.prefix(400).map
      { place in
        OverdispersionFit.Series(
          counts: place.counts[type],
          exposures: place.months.map {
            exposure($0, type: type) * (sharesShocks ? commonShocks[type][$0] ?? 1 : 1)
          })
      }
      var fit = OverdispersionFit(series)
      if fit == nil, let boroughs = levels?.dispersionSeries(type: type), !boroughs.isEmpty {
        fit = OverdispersionFit(boroughs, ownLevels: false)
        fromBoroughs.append(types[type].name)
      }
      guard let fit else {
        assumed.append(types[type].name)
        continue
      }
      types[type].overdispersion = (fit.variance * 1_000).rounded() / 1_000
      overdispersionErrors[type] = fit.standardError
      monthVariances[type] = fit.variance * OverdispersionFit.monthFactor
    }
    if !assumed.isEmpty { notes.append("overdispersion assumed 0.1: " + assumed.joined(separator: ", ")) }
    if !fromBoroughs.isEmpty {
      notes.append(
        "overdispersion from months of whole boroughs, which even out what happens at single places: "
          + fromBoroughs.joined(separator: ", "))
    }
  }

  // MARK: Rates

  private mutating func fitRates() {
    evidence = clusters.map(describeEvidence)
    rates = clusters.map { _ in [] }
    for type in types.indices {
      let shrunk = RateShrinkage(clusters.map { evidence(of: $0, type: type) })
      for (index, rate) in shrunk.rates.enumerated() { rates[index].append(rate) }
    }
  }

  private func usesLevels(_ cluster: Cluster) -> Bool {
    cluster.months.count < SeasonFit.fewestMonths && levels?.has(borough: cluster.borough) == true
  }

  private func evidence(of cluster: Cluster, type: Int) -> RateShrinkage.Evidence {
    let exposures = cluster.months.map { month -> Double in
      if usesLevels(cluster), let levels,
        let level = levels.exposure(
          borough: cluster.borough, type: type, month: month, season: seasons[type]?.multipliers)
      {
        return level
      }
      return exposure(month, type: type)
    }
    let total = exposures.reduce(0, +)
    let squares = exposures.reduce(0) { $0 + $1 * $1 }
    return RateShrinkage.Evidence(
      count: cluster.counts[type].reduce(0, +), exposureInYears: max(total, 1e-6),
      shockVariance: total > 0 ? monthVariances[type] * squares / (total * total) : 0)
  }

  private func describeEvidence(_ cluster: Cluster) -> String {
    let months = describe(cluster.months)
    guard usesLevels(cluster), let levels else {
      return "\(cluster.months.count) \(cluster.months.count == 1 ? "month" : "months") of records, \(months)"
    }
    return """
      anchors and mix \(months); level borough months \(levels.levelMonths), season borough months \
      \(levels.seasonMonths); anti-social behaviour \(months) alone
      """
  }
}
