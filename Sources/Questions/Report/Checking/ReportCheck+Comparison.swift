// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel

extension ReportCheck {
  /// Outcomes by area, in the order in which results have them.
  private static func questions(_ areas: [Area]) -> [String] {
    Outcome.allCases.flatMap { outcome in areas.map { "\(outcome.rawValue) in \($0.rawValue)" } }
  }

  mutating func check(_ comparison: Comparison) {
    let path = "comparison"
    problems.require(comparison.replicationCount, in: ReportCheck.replications, "\(path).replicationCount")
    problems.require(
      comparison.replicationCount == manifest.replicationsDone, "\(path).replicationCount",
      "is \(comparison.replicationCount); manifest.json has \(manifest.replicationsDone)")
    problems.require(comparison.level, in: 0.5...0.999_999, "\(path).level")
    problems.require(
      comparison.strategies.map(\.strategy), are: labels, "as in manifest.json", "\(path).strategies")
    for (index, strategy) in comparison.strategies.enumerated() {
      problems.require(
        strategy.isCounterfactual == (index == 0), "\(path).strategies[\(index)].isCounterfactual",
        "is \(strategy.isCounterfactual); the first strategy alone is the one without patrol")
      check(strategy, "\(path).strategies[\(index)]")
    }
    checkDifferences(comparison.differences)
    checkRankings(comparison.rankings)
    check(comparison.officerHours)
    problems.require(
      comparison.baseline == BaselineWindow(phases: scenario.phases), "\(path).baseline",
      "is not the window that the scenario's phases give")
  }

  private mutating func check(_ result: StrategyResult, _ path: String) {
    problems.require(
      result.effects.map { "\($0.outcome.rawValue) in \($0.area.rawValue)" },
      are: ReportCheck.questions(Area.allCases), "one for each outcome and area", "\(path).effects")
    for (index, effect) in result.effects.enumerated() {
      check(effect.without, in: ReportCheck.amounts, "\(path).effects[\(index)].without")
      check(effect.averted, "\(path).effects[\(index)].averted")
      check(effect.percent, "\(path).effects[\(index)].percent")
    }
    for (name, amount) in [
      ("deterred", result.deterred), ("prevented", result.prevented), ("landed", result.landed),
      ("stoppedThere", result.stoppedThere), ("diffused", result.diffused),
      ("displacedPercent", result.displacedPercent),
      ("weightedDisplacementError", result.weightedDisplacementError), ("visitsPerDay", result.visitsPerDay),
      ("visitsPerTargetAndDay", result.visitsPerTargetAndDay), ("officerHours", result.officerHours),
      ("redirections", result.redirections),
    ] { check(amount, in: ReportCheck.amounts, "\(path).\(name)") }
    check(result.weightedDisplacementQuotient, "\(path).weightedDisplacementQuotient")
    check(result.totalNetEffect, "\(path).totalNetEffect")
    check(result.weightedDisplacementDifference, "\(path).weightedDisplacementDifference")
    problems.require(result.quotientUndefinedShare, in: ReportCheck.shares, "\(path).quotientUndefinedShare")
    problems.require(
      result.causes.map(\.cause.rawValue), are: AvertedCause.allCases.map(\.rawValue), "one for each cause",
      "\(path).causes")
    for (index, cause) in result.causes.enumerated() {
      check(cause.averted, "\(path).causes[\(index)].averted")
      check(cause.percent, "\(path).causes[\(index)].percent")
    }
    problems.require(
      result.redirectionsByCause.map(\.cause.columnName), are: RedirectionCause.allCases.map(\.columnName),
      "one for each cause",
      "\(path).redirectionsByCause")
    for (index, row) in result.redirectionsByCause.enumerated() {
      check(row.count, in: ReportCheck.amounts, "\(path).redirectionsByCause[\(index)].count")
      check(row.paidPercent, in: ReportCheck.amounts, "\(path).redirectionsByCause[\(index)].paidPercent")
    }
    problems.require(
      result.methods.map(\.method.rawValue), are: EvaluationMethod.allCases.map(\.rawValue),
      "one for each method", "\(path).methods")
    for (index, method) in result.methods.enumerated() { check(method, "\(path).methods[\(index)]") }
    problems.require(
      (result.calls == nil) == (scenario.calls == nil), "\(path).calls",
      "is there only where the scenario has calls for service")
    if let calls = result.calls { check(calls, "\(path).calls") }
  }

  private mutating func check(_ method: MethodPerformance, _ path: String) {
    for (name, estimate) in [
      ("claim", method.claim), ("truth", method.truth), ("bias", method.bias), ("lowest", method.lowest),
      ("highest", method.highest),
    ] { check(estimate, "\(path).\(name)") }
    for (name, share) in [
      ("coverage", method.coverage), ("fallsFound", method.fallsFound),
      ("changesFound", method.changesFound),
    ] { check(share, in: ReportCheck.shares, "\(path).\(name)") }
    problems.require(method.undefinedShare, in: ReportCheck.shares, "\(path).undefinedShare")
    problems.require(method.rootMeanSquaredError ?? 0, in: 0...1e30, "\(path).rootMeanSquaredError")
    problems.require(text: method.undefined ?? "", upTo: 2_000, "\(path).undefined")
  }

  private mutating func check(_ calls: CallResult, _ path: String) {
    for (name, estimate) in [
      ("receivedPerDay", calls.receivedPerDay), ("lostPercent", calls.lostPercent),
      ("queuedPercent", calls.queuedPercent), ("responseInMinutes", calls.responseInMinutes),
      ("overTargetPercent", calls.overTargetPercent),
      ("responseUtilisationPercent", calls.responseUtilisationPercent),
      ("operationUtilisationPercent", calls.operationUtilisationPercent),
      ("preemptionsPerDay", calls.preemptionsPerDay),
    ] { check(estimate, in: ReportCheck.amounts, "\(path).\(name)") }
  }

  private mutating func checkDifferences(_ differences: [StrategyDifference]) {
    var seen: Set<[String]> = []
    for (index, difference) in differences.enumerated() {
      let path = "comparison.differences[\(index)]"
      known(difference.first, "\(path).first", among: deployed)
      known(difference.second, "\(path).second", among: deployed)
      problems.require(
        Comparison.areas.contains(difference.area), "\(path).area",
        "is \(difference.area.rawValue), which is not compared")
      let key = [difference.outcome.rawValue, difference.area.rawValue, difference.first, difference.second]
      problems.require(
        difference.first != difference.second && seen.insert(key).inserted, path,
        "is of one strategy with itself, or stands there twice")
      check(difference.percentagePoints, "\(path).percentagePoints")
      problems.require(difference.pValue ?? 0, in: ReportCheck.shares, "\(path).pValue")
      problems.require(difference.adjustedPValue ?? 0, in: ReportCheck.shares, "\(path).adjustedPValue")
      problems.require(difference.varianceReduction ?? 0, in: 0...1e30, "\(path).varianceReduction")
    }
  }

  private mutating func checkRankings(_ rankings: [Ranking]) {
    let questions = rankings.map { "\($0.outcome.rawValue) in \($0.area.rawValue)" }
    problems.require(
      questions == ReportCheck.questions(Comparison.areas).filter(questions.contains), "comparison.rankings",
      "has outcomes and areas out of order, twice, or that are not ranked")
    for (index, ranking) in rankings.enumerated() {
      let path = "comparison.rankings[\(index)]"
      problems.require(
        ranking.strategies.map(\.strategy).sorted() == deployed.sorted(), "\(path).strategies",
        "must have each strategy that deploys units once")
      problems.require(ranking.resampleCount, in: 0...1_000_000, "\(path).resampleCount")
      for (place, row) in ranking.strategies.enumerated() {
        let path = "\(path).strategies[\(place)]"
        problems.require(row.rank, in: 1...max(1, deployed.count), "\(path).rank")
        check(row.percent, "\(path).percent")
        check(row.beyondBest, "\(path).beyondBest")
        problems.require(row.adjustedPValue ?? 0, in: ReportCheck.shares, "\(path).adjustedPValue")
        problems.require(
          row.probabilityOfBeingBest ?? 0, in: ReportCheck.shares, "\(path).probabilityOfBeingBest")
      }
    }
  }

  private mutating func check(_ hours: OfficerHourCheck) {
    for (index, difference) in hours.differences.enumerated() {
      let path = "comparison.officerHours.differences[\(index)]"
      known(difference.first, "\(path).first", among: deployed)
      known(difference.strategy, "\(path).strategy", among: deployed)
      problems.require(difference.replication, in: ReportCheck.replications, "\(path).replication")
      problems.require(difference.officerHours, in: ReportCheck.amounts, "\(path).officerHours")
      problems.require(difference.officerHoursOfFirst, in: ReportCheck.amounts, "\(path).officerHoursOfFirst")
    }
  }
}
