// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension EvaluationFrame {
  /// Sums up a replication: one summary for each strategy, in their order.
  ///
  /// Every strategy is measured against the counterfactual of the same replication. Without one among the
  /// outcomes nothing counts as averted.
  ///
  /// - Complexity: O(strategies × places × (types + weeks)).
  public func summaries(history: HistoryOutcome, outcomes: [ReplicationOutcome]) -> [ReplicationSummary] {
    choosing(history.chosen).ownSummaries(history: history, outcomes: outcomes)
  }

  /// Sums up a replication whose targets are those of this frame.
  private func ownSummaries(
    history: HistoryOutcome, outcomes: [ReplicationOutcome]
  ) -> [ReplicationSummary] {
    let without = outcomes.first { $0.strategy == counterfactual }
    let recordedBefore = recorded(in: history.weekly, weeks: baseline.weeks)
    return outcomes.map { outcome in
      var summary = ReplicationSummary(replication: outcome.replication, strategy: outcome.strategy)
      let reference = without ?? outcome
      summary.crime = crime(outcome.fates, .campaign)
      summary.crimeWithout = crime(reference.fates, .campaign)
      summary.harm = harm(outcome.fates, .campaign)
      summary.harmWithout = harm(reference.fates, .campaign)
      summary.policeCost = policeCost(outcome.fates)
      summary.policeCostWithout = policeCost(reference.fates)
      summary.costedWithout = known(reference.fates, hasPrice: true)
      summary.uncostedWithout = known(reference.fates, hasPrice: false)
      summary.wards = wardOutcomes(outcome, without: reference)
      summary.crimeAfter = crime(outcome.fates, .after)
      summary.crimeAfterWithout = crime(reference.fates, .after)
      summary.recordedBefore = recordedBefore
      summary.recordedDuring = recorded(in: outcome.weekly, weeks: 0..<campaignWeeks)
      let panel = RecordedPanel(history: history.weekly, outcome: outcome.weekly, frame: self)
      summary.methods = EvaluationMethod.allCases.map { $0.estimate(panel) }
      summary.fates = campaignFates(outcome.fates)
      summary.dosage = DeliveredDosage(outcome.dosage)
      summary.calls = outcome.calls.map { AnsweredCalls($0, dosage: outcome.dosage) }
      summary.contact = outcome.contact
      summary.dosageAfter = DeliveredDosage(outcome.dosageAfter)
      return summary
    }
  }

  private func crime(_ fates: FateTable, _ phase: Phase) -> AreaValues {
    AreaValues { Double(fates.total(.happened, in: phase, places: places(in: $0))) }
  }

  private func harm(_ fates: FateTable, _ phase: Phase) -> AreaValues {
    AreaValues { area in
      places(in: area).reduce(0) { $0 + harm(fates, phase, place: $1) }
    }
  }

  /// Returns the harm that happened at a place in a phase, in days.
  public func harm(_ fates: FateTable, _ phase: Phase, place: Int) -> Double {
    harmInDays.indices.reduce(0) { sum, type in
      sum + harmInDays[type] * Double(fates[phase, place: place, type: type, .happened])
    }
  }

  private func recorded(in table: WeeklyTable, weeks: Range<Int>) -> AreaValues {
    var byPlace = [Int](repeating: 0, count: table.placeCount)
    for week in weeks where week >= 0 && week < table.weekCount {
      for place in 0..<table.placeCount {
        for type in 0..<table.typeCount {
          byPlace[place] += Int(table.recorded[table.index(week: week, place: place, type: type)])
        }
      }
    }
    return AreaValues { area in Double(places(in: area).reduce(0) { $0 + byPlace[$1] }) }
  }

  private func campaignFates(_ table: FateTable) -> CampaignFates {
    func total(_ field: OutcomeField, _ area: Area = .everywhere) -> Int {
      table.total(field, in: .campaign, places: places(in: area))
    }
    var fates = CampaignFates()
    fates.potential = total(.potential)
    fates.deterred = total(.deterred)
    fates.prevented = total(.prevented)
    fates.landed = total(.landed)
    fates.stoppedThere = total(.stoppedThere)
    fates.displacedBeyondEnd = total(.displacedBeyondEnd)
    fates.diedWithParent = total(.diedWithParent)
    fates.diedWithSeries = total(.diedWithSeries)
    fates.preventedByPresence = total(.preventedByPresence)
    fates.stoppedByPresence = total(.stoppedByPresence)
    fates.diedWithEndedSeries = total(.diedWithEndedSeries)
    fates.diffused = fates.deterred - total(.deterred, .targets)
    fates.landedInBuffers = total(.landedHere, .buffers)
    fates.discovered = total(.discovered)
    fates.arrests = total(.arrests)
    return fates
  }
}

extension DeliveredDosage {
  init(_ dosage: Dosage) {
    officerHours = dosage.officerHours
    visitsDelivered = dosage.visitsByPlace.reduce(0, +)
    visitsStarted = dosage.visitsStarted
    visitsCompleted = dosage.visitsCompleted
    visitsCut = dosage.visitsCut
    visitsLate = dosage.visitsLate
    visitsMissed = dosage.visitsMissed
    redirectionsByCause = dosage.redirectionsByCause
    redirectionsPaidByCause = dosage.redirectionsPaidByCause
    travelHours = dosage.travelHours
    visitHours = dosage.visitHours
    processingHours = dosage.processingHours
    visitsByTactic = dosage.visitsByTactic
  }
}
