// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import OutputAnalysis
import PatrolModel

/// All that a report shows of an experiment beyond its scenario and manifest: the content of `report.json`.
///
/// Everything is a mean or an estimate over replications; its size doesn't grow with their number.
public struct ReportData: Hashable, Sendable, Codable {
  /// The version of this layout.
  public static let format = 1
  public let format: Int
  /// The digest of the scenario that was run.
  public let scenarioDigest: String
  /// What strategies are ranked by.
  public let rankedBy: Outcome
  public let comparison: Comparison
  public let costs: [CostResult]
  public let fairness: [FairnessResult]
  /// What the results lean on, in sentences.
  public let assumptions: [String]
  /// The strategies that know the truth, as no force does: a bound, not a choice.
  public let truthInformed: [String]
  public let dosage: [DosageMeans]
  public let weeks: WeekBands
  public let places: PlaceMeans
  public let hours: HourMeans
  public let noEffect: NoEffectClaims
  /// One day of the first replication; `nil` where it could not be recorded.
  public let day: RecordedDay?
  /// What the public of the first replication would be told; `nil` where there is nothing to tell.
  public let publicRecord: PublicRecord?

  /// - Parameters:
  ///   - study: What was run.
  ///   - result: What came of it.
  ///   - outcome: What strategies are ranked by.
  ///   - day: One day of a replication.
  ///   - publicRecord: What the public is told.
  public init(
    _ study: Study, result: ExperimentResult, rankedBy outcome: Outcome, day: RecordedDay?,
    publicRecord: PublicRecord?
  ) {
    let experiment = study.experiment
    format = ReportData.format
    scenarioDigest = study.digest
    rankedBy = outcome
    comparison = result.comparison
    costs = CostResult.all(result.replications, frame: experiment.frame)
    fairness = FairnessResult.all(
      result.replications, frame: experiment.frame, scenario: experiment.scenario)
    assumptions = study.assumptions
    truthInformed = experiment.truthInformed
    dosage = DosageMeans.all(result, of: experiment)
    weeks = WeekBands(result, of: experiment)
    let shown = PlaceMeans.shown(result, of: experiment)
    places = PlaceMeans(result, places: shown)
    hours = HourMeans(result, of: experiment)
    noEffect = NoEffectClaims(result, counterfactual: experiment.frame.counterfactual)
    self.day = day
    self.publicRecord = publicRecord
  }

  /// The strategies that deploy units, the best first.
  public var ranked: [String] {
    let deployed = comparison.strategies.filter { !$0.isCounterfactual }.map(\.strategy)
    let ranking = comparison.ranking(by: rankedBy, in: .targets)
    return ranking?.strategies.map(\.strategy) ?? deployed
  }

  /// The best of the strategies that a force could choose; `nil` where none deploys units.
  public var best: String? { ranked.first { !truthInformed.contains($0) } ?? ranked.first }
}

/// Patrol aimed at and delivered under a strategy, a day of the campaign.
public struct DosageMeans: Hashable, Sendable, Codable {
  public let strategy: String
  /// Visits a day that the gap aimed at asks for.
  public let aimed: Double
  /// Visits a day that a unit set out for.
  public let started: Estimate
  /// Of those, the ones that lasted as long as planned.
  public let completed: Estimate
  /// Of those, the ones cut short or never reached.
  public let cut: Estimate
  /// Unit hours a day at places, and on the way.
  public let visitHours: Estimate
  public let travelHours: Estimate

  static func all(_ result: ExperimentResult, of experiment: Experiment) -> [DosageMeans] {
    let scenario = experiment.scenario
    let days = Double(experiment.frame.campaignDays)
    let aimed = scenario.operation.plannedVisitsPerDay(chosenTargets: scenario.choice?.count)
    return experiment.labels.indices.dropFirst().map { index in
      func daily(_ value: (DeliveredDosage) -> Double) -> Estimate {
        Estimate(ConfidenceInterval(of: result.replications.map { value($0[index].dosage) / days }))
      }
      return DosageMeans(
        strategy: experiment.labels[index], aimed: aimed, started: daily { Double($0.visitsStarted) },
        completed: daily { Double($0.visitsCompleted) }, cut: daily { Double($0.visitsCut) },
        visitHours: daily(\.visitHours), travelHours: daily(\.travelHours))
    }
  }
}

/// Recorded crime by week in each area: the mean over campaigns, and where 95 % of them lie.
public struct WeekBands: Hashable, Sendable, Codable {
  /// The weeks of one area under one strategy, or of the shared history.
  public struct Series: Hashable, Sendable, Codable {
    public let area: Area
    /// The label of the strategy; empty for the history.
    public let strategy: String
    /// Weeks since the campaign started at which the series begins; below 0 for the history.
    public let firstWeek: Int
    /// Offences recorded a week.
    public let mean: [Double]
    /// The standard deviation between campaigns; empty of a single replication.
    public let deviation: [Double]
  }

  public let series: [Series]

  init(_ result: ExperimentResult, of experiment: Experiment) {
    var series: [Series] = []
    func add(_ tallies: AreaWeekTallies, _ strategy: String, from week: Int) {
      for area in Area.allCases {
        let weeks = tallies[area]
        let isBounded = weeks.allSatisfy { $0.count > 1 }
        series.append(
          Series(
            area: area, strategy: strategy, firstWeek: week, mean: weeks.map { rounded($0.mean, 2) },
            deviation: isBounded ? weeks.map { rounded($0.standardDeviation, 2) } : []))
      }
    }
    if let history = result.areaHistory {
      add(history, "", from: -experiment.scenario.phases.historyWeeks)
    }
    for (label, tallies) in zip(experiment.labels, result.areaWeeks) { add(tallies, label, from: 0) }
    self.series = series
  }
}

/// What places came to: means over replications, for the map.
public struct PlaceMeans: Hashable, Sendable, Codable {
  /// The most places that a map shows; beyond, those with least crime are left out.
  public static let most = 2_000

  /// The figures of one strategy, each by place in the order of ``indices``.
  public struct Figures: Hashable, Sendable, Codable {
    public let strategy: String
    public let crime: [Double]
    public let harm: [Double]
    public let crimeAverted: [Estimate]
    public let harmAverted: [Estimate]
    /// Displaced offences that landed here.
    public let landedHere: [Double]
    /// Offences recorded in the campaign.
    public let recorded: [Double]
    public let visits: [Double]
    public let presentHours: [Double]
    /// Offences that happened, and their harm in days, by place, then by week from the start of the campaign.
    public let weeklyCrime: [[Double]]
    public let weeklyHarm: [[Double]]
  }

  /// The places shown, by their index in the scenario, ascending.
  public let indices: [Int]
  /// How many there are in all.
  public let placeCount: Int
  public let strategies: [Figures]

  /// Returns which places are shown: those with a role, then those with most crime without patrol.
  static func shown(_ result: ExperimentResult, of experiment: Experiment) -> [Int] {
    let places = experiment.scenario.crime.places
    guard places.count > most else { return Array(places.indices) }
    let crime = places.indices.map { result.places.first?[$0].sums.crimeWithout ?? 0 }
    let order = places.indices.sorted { a, b in
      let (x, y) = (places[a].role == .background, places[b].role == .background)
      if x != y { return y }
      return crime[a] == crime[b] ? a < b : crime[a] > crime[b]
    }
    return order.prefix(most).sorted()
  }

  init(_ result: ExperimentResult, places: [Int]) {
    indices = places
    placeCount = result.places.first?.count ?? 0
    let count = Double(max(1, result.replications.count))
    let labels = result.comparison.strategies.map(\.strategy)
    strategies = labels.indices.filter { result.places.indices.contains($0) }.map { index in
      let (tallies, weeks) = (result.places[index], result.weeks[index])
      func means(_ path: KeyPath<PlaceFigures, Double>, per unit: Double = 1) -> [Double] {
        places.map { rounded(tallies[$0].mean(path) / unit, 3) }
      }
      func weekly(_ value: (Int) -> Double) -> [[Double]] {
        places.map { place in
          (0..<weeks.weekCount).map { rounded(value(weeks.index(week: $0, place: place)) / count, 2) }
        }
      }
      return Figures(
        strategy: labels[index], crime: means(\.crime), harm: means(\.harm),
        crimeAverted: places.map { Estimate(ConfidenceInterval(of: tallies[$0].crimeAverted)).shortened },
        harmAverted: places.map { Estimate(ConfidenceInterval(of: tallies[$0].harmAverted)).shortened },
        landedHere: means(\.landedHere), recorded: means(\.recorded), visits: means(\.visits),
        presentHours: means(\.presentMinutes, per: 60),
        weeklyCrime: weekly { Double(weeks.happened[$0]) }, weeklyHarm: weekly { weeks.harm[$0] })
    }
  }
}

/// Crime and presence in an hour of the week, mean of a week of the campaign.
public struct HourMeans: Hashable, Sendable, Codable {
  public struct Figures: Hashable, Sendable, Codable {
    public let strategy: String
    /// Offences that happen in the hour, by row, then by hour of the week from Monday 00:00.
    public let crime: [[Double]]
    /// Minutes of the hour with a unit present, likewise; in the last row summed over places.
    public let presence: [[Double]]
  }

  /// The places of the rows, by their index in the scenario; one more row, the last, is of all places together.
  public let places: [Int]
  public let strategies: [Figures]

  init(_ result: ExperimentResult, of experiment: Experiment) {
    places = result.hours.first?.places ?? []
    let weeks = Double(max(1, result.replications.count * experiment.scenario.phases.campaignWeeks))
    strategies = zip(experiment.labels, result.hours).map { label, table in
      func rows(_ cells: [Double]) -> [[Double]] {
        (0..<table.rowCount).map { row in
          (0..<HourOfWeekTable.hourCount).map {
            rounded(cells[row * HourOfWeekTable.hourCount + $0] / weeks, 3)
          }
        }
      }
      return Figures(strategy: label, crime: rows(table.happened), presence: rows(table.presentMinutes))
    }
  }
}

/// What each evaluation method claims of campaigns without patrol: how chance alone looks.
public struct NoEffectClaims: Hashable, Sendable, Codable {
  public struct Counts: Hashable, Sendable, Codable {
    public let method: EvaluationMethod
    /// Campaigns by the fall claimed, in bins of ``NoEffectClaims/binWidth`` percentage points.
    public let campaigns: [Int]
    /// Campaigns in which the method has no result.
    public let undefined: Int
  }

  /// The width of a bin, in percentage points.
  public let binWidth: Double
  /// The lower end of the first bin, in per cent; claims beyond the first and the last bin are counted in these.
  public let firstFall: Double
  public let methods: [Counts]

  init(_ result: ExperimentResult, counterfactual: String) {
    let own = result.replications.compactMap { $0.first { $0.strategy == counterfactual } }
    let estimates = EvaluationMethod.allCases.map { method in
      own.map { summary in summary.methods.first { $0.method == method }?.fallPercent }
    }
    let known = estimates.joined().compactMap { $0 }
    let (least, most) = (max(-100, known.min() ?? 0), min(100, known.max() ?? 0))
    // Some thirty bins of a round width.
    let width = [0.5, 1, 2, 5, 10].first { (most - least) / $0 <= 40 } ?? 10
    let first = (least / width).rounded(.down) * width
    let binCount = max(1, Int(((most - first) / width).rounded(.down)) + 1)
    binWidth = width
    firstFall = first
    methods = zip(EvaluationMethod.allCases, estimates).map { method, falls in
      var campaigns = [Int](repeating: 0, count: binCount)
      for fall in falls.compactMap({ $0 }) {
        let bin = ((min(100, max(-100, fall)) - first) / width).rounded(.down)
        campaigns[min(binCount - 1, max(0, Int(bin)))] += 1
      }
      return Counts(method: method, campaigns: campaigns, undefined: falls.count { $0 == nil })
    }
  }
}

/// Returns a number with so many decimals, as a report shows no more.
private func rounded(_ value: Double, _ decimals: Int) -> Double {
  let power = [1.0, 10, 100, 1_000, 10_000][decimals]
  return (value * power).rounded() / power
}

extension Estimate {
  /// The estimate and its bounds with three decimals, without its error.
  fileprivate var shortened: Estimate {
    guard let value else { return self }
    guard let lower, let upper else { return Estimate(exactly: rounded(value, 3)) }
    return Estimate(
      exactly: rounded(value, 3), lower: rounded(lower, 3), upper: rounded(upper, 3))
  }
}
