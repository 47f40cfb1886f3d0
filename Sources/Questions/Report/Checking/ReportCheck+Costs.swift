// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel

extension ReportCheck {
  mutating func check(_ costs: [CostResult]) {
    problems.require(
      costs.map(\.strategy), are: deployed, "one for each strategy that deploys units", "costs")
    let grades = CallGrade.allCases.sorted { $0.rank < $1.rank }.map(\.rawValue)
    for (index, cost) in costs.enumerated() {
      let path = "costs[\(index)]"
      problems.require(cost.costPerHour.pounds, in: 0...1e6, "\(path).costPerHour.pounds")
      check(cost.officerHours, in: ReportCheck.amounts, "\(path).officerHours")
      check(cost.pounds, in: ReportCheck.amounts, "\(path).pounds")
      problems.require(
        cost.areas.map(\.area.rawValue), are: Comparison.areas.map(\.rawValue),
        "one for each area that is compared", "\(path).areas")
      for (area, own) in cost.areas.enumerated() {
        for (name, estimate) in [
          ("poundsPerCrime", own.poundsPerCrime), ("poundsPerHarmDay", own.poundsPerHarmDay),
          ("policeCostSaved", own.policeCostSaved), ("savedPercent", own.savedPercent),
          ("uncostedPercent", own.uncostedPercent),
        ] { check(estimate, "\(path).areas[\(area)].\(name)") }
      }
      problems.require(
        cost.responses.map(\.grade.rawValue), are: scenario.calls == nil ? [] : grades,
        "one for each grade where the scenario has calls", "\(path).responses")
      for (grade, response) in cost.responses.enumerated() {
        for (name, estimate) in [
          ("minutes", response.minutes), ("minutesWithout", response.minutesWithout),
          ("difference", response.difference), ("latePercent", response.latePercent),
          ("lateDifference", response.lateDifference),
        ] { check(estimate, "\(path).responses[\(grade)].\(name)") }
      }
    }
  }

  mutating func check(_ fairness: [FairnessResult]) {
    problems.require(fairness.map(\.strategy), are: labels, "as in manifest.json", "fairness")
    let wards = WardIndex(scenario.crime.places).wards.map { "\($0.name), \($0.borough)" }
    for (index, result) in fairness.enumerated() {
      let path = "fairness[\(index)]"
      problems.require(
        result.wards.map { "\($0.ward.name), \($0.ward.borough)" }, are: wards,
        "one for each ward of the scenario", "\(path).wards")
      check(result.benefitAgainstNeed, in: ReportCheck.shares, "\(path).benefitAgainstNeed")
      if let searches = result.benefitAgainstSearches {
        check(searches, in: ReportCheck.shares, "\(path).benefitAgainstSearches")
      }
      for (position, ward) in result.wards.enumerated() { check(ward, "\(path).wards[\(position)]") }
    }
  }

  private mutating func check(_ ward: WardResult, _ path: @autoclosure () -> String) {
    check(ward.crimeWithout, in: ReportCheck.amounts, "\(path()).crimeWithout")
    check(ward.crimeAverted, "\(path()).crimeAverted")
    check(ward.harmAverted, "\(path()).harmAverted")
    check(ward.landedHere, in: ReportCheck.amounts, "\(path()).landedHere")
    check(ward.visits, in: ReportCheck.amounts, "\(path()).visits")
    check(ward.presentHours, in: ReportCheck.amounts, "\(path()).presentHours")
    problems.require(ward.benefitShare ?? 0, in: ReportCheck.shares, "\(path()).benefitShare")
    if let change = ward.trustChange { check(change, in: -1...1, "\(path()).trustChange") }
    if let change = ward.satisfactionChange { check(change, in: -100...100, "\(path()).satisfactionChange") }
    guard let stops = ward.stops else { return }
    check(stops.searches, in: ReportCheck.amounts, "\(path()).stops.searches")
    check(stops.fruitless, in: ReportCheck.amounts, "\(path()).stops.fruitless")
    check(stops.arrests, in: ReportCheck.amounts, "\(path()).stops.arrests")
    check(stops.hitPercent, in: ReportCheck.amounts, "\(path()).stops.hitPercent")
    check(stops.fruitlessPerCrimeAverted, "\(path()).stops.fruitlessPerCrimeAverted")
    problems.require(stops.burdenShare ?? 0, in: ReportCheck.shares, "\(path()).stops.burdenShare")
  }

  mutating func check(_ dosage: [DosageMeans]) {
    problems.require(
      dosage.map(\.strategy), are: deployed, "one for each strategy that deploys units", "dosage")
    for (index, means) in dosage.enumerated() {
      let path = "dosage[\(index)]"
      problems.require(means.aimed, in: ReportCheck.amounts, "\(path).aimed")
      for (name, estimate) in [
        ("started", means.started), ("completed", means.completed), ("cut", means.cut),
        ("visitHours", means.visitHours), ("travelHours", means.travelHours),
      ] { check(estimate, in: ReportCheck.amounts, "\(path).\(name)") }
    }
  }
}
