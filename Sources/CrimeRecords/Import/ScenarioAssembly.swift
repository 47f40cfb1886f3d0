// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel

/// Puts places, rates, roles and teams together into a scenario.
struct ScenarioAssembly {
  private(set) var scenario: Scenario
  /// What was found and fitted, as text.
  private(set) var findings = ""
  private(set) var header: [String] = []

  /// Builds the scenario.
  ///
  /// - Throws: ``ImportFailure`` with ``ImportProblem/tooFewPlaces(wanted:found:rule:)``.
  init(
    options: ImportOptions, records: CleanRecords, clusters: [Cluster], fit: AreaFit, aids: ImportAids,
    report: CleaningReport
  ) throws(ImportFailure) {
    let corridors = options.corridors.map(\.name)
    let targetCount = options.targets ?? max(1, min(20, clusters.count / 10))
    let kindRule = PlaceKindRule(stations: aids.stations, types: fit.types)
    let points = clusters.map { cluster in
      cluster.anchors.map { index in
        (records.anchors[index].location, records.anchors[index].counts.reduce(0) { $0 + $1.count })
      }
    }
    let candidates = clusters.indices.map { index in
      ScenarioAssembly.candidate(
        clusters[index], rates: fit.rates[index], types: fit.types, options: options,
        kind: kindRule.kind(
          centre: clusters[index].centre, points: points[index], totals: clusters[index].totals))
    }
    let plan = RolePlan(
      candidates, targetCount: targetCount, total: max(options.candidates, targetCount), corridors: corridors)
    let found = plan.roles.filter { $0.role == .target }.count
    guard found == targetCount else {
      let rule =
        "their centres must be at least 500 m apart"
        + (corridors.isEmpty ? "" : ", within their corridor's share")
        + (options.targetBox == nil ? "" : ", within --targets-within")
      throw ImportFailure([.tooFewPlaces(wanted: targetCount, found: found, rule: rule)])
    }
    let names = PlaceNaming.unique(
      plan.roles.map { role in
        let centre = clusters[role.place].centre
        let name = PlaceNaming.name(of: points[role.place]) { records.nearestStreet(to: centre) }
        return (name, clusters[role.place].borough)
      })
    let idOfPlace = Dictionary(uniqueKeysWithValues: zip(plan.roles.map(\.place), names.map(\.id)))
    let places = zip(plan.roles, names).map { role, name in
      let cluster = clusters[role.place]
      return Place(
        id: name.id, name: name.name, centre: cluster.centre, radiusInMetres: options.radiusInMetres,
        ward: aids.wards?.area(at: cluster.centre)?.name ?? cluster.zone, borough: cluster.borough,
        corridor: candidates[role.place].corridor, kind: candidates[role.place].kind, role: role.role,
        target: role.target.flatMap { idOfPlace[$0] },
        ratesPerYear: ScenarioAssembly.happened(fit.rates[role.place].map(\.mean), types: fit.types),
        rateErrorsPerYear: ScenarioAssembly.happened(
          fit.rates[role.place].map(\.deviation), types: fit.types),
        evidence: fit.evidence[role.place])
    }
    let (types, hourProfiles) = ScenarioAssembly.withHours(fit.types, aids: aids, files: options.times)
    scenario = Scenario(
      name: options.name, description: options.description,
      sources: ImportSources.lines(options: options, report: report, aids: aids),
      phases: Phases(campaignStart: ScenarioAssembly.campaignStart(report)),
      crime: CrimePattern(
        places: places, types: types, hourProfiles: hourProfiles, monthProfiles: fit.monthProfiles),
      operation: TeamPlan.operation(
        targets: places.filter { $0.role == .target }, teamCount: options.teams, corridors: corridors))
    header = ImportSources.header(report: report)
    findings =
      Findings(scenario: scenario, fit: fit, plan: plan, clusterCount: clusters.count, aids: aids).text
  }

  private static func candidate(
    _ cluster: Cluster, rates: [RateShrinkage.Rate], types: [CrimeType], options: ImportOptions,
    kind: PlaceKind
  ) -> Candidate {
    let happened = zip(rates, types).map { $0.mean / max($1.recordedShare, 0.01) }
    let total = max(happened.reduce(0, +), 1e-9)
    let borough = cluster.borough.lowercased()
    return Candidate(
      centre: cluster.centre, harm: zip(happened, types).reduce(0) { $0 + $1.0 * $1.1.harmInDays },
      mix: happened.map { $0 / total }, kind: kind,
      corridor: options.corridors.first { $0.boroughs.contains { $0.lowercased() == borough } }?.name,
      mayBeTarget: options.targetBox?.contains(cluster.centre) ?? true)
  }

  /// Returns what happened where so much was recorded, rounded to three decimals.
  private static func happened(_ recorded: [Double], types: [CrimeType]) -> [Double] {
    zip(recorded, types).map { ($0 / max($1.recordedShare, 0.01) * 1_000).rounded() / 1_000 }
  }

  /// Returns the first Monday after the last month of records.
  private static func campaignStart(_ report: CleaningReport) -> CivilDate {
    let last = report.months.last.flatMap { RecordMonth($0) } ?? RecordMonth(year: 2024, month: 1)
    let next = RecordMonth(index: last.index + 1).firstDay
    return next.adding(days: (7 - next.weekday) % 7)
  }

  /// Gives each type its fitted hours where there are any.
  private static func withHours(
    _ types: [CrimeType], aids: ImportAids, files: [String]
  ) -> (types: [CrimeType], profiles: [HourProfile]) {
    guard let times = aids.times else { return (types, HourProfile.assumed) }
    let names = files.compactMap { $0.split(separator: "/").last.map(String.init) }
    let fitted = times.profiles(source: names.joined(separator: ", "))
    let known = Set(fitted.map(\.name))
    var types = types
    for index in types.indices where known.contains(types[index].id) {
      types[index].hourProfile = types[index].id
    }
    return (types, HourProfile.assumed + fitted)
  }
}
