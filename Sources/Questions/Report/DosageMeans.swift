// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import PatrolModel

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
