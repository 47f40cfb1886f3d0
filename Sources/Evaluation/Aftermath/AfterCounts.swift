// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Crime in the targets of one replication, during the campaign and on each day after it, with patrol and without.
public struct AfterCounts: Hashable, Sendable {
  /// Offences of the campaign.
  public var campaign: Double
  public var campaignWithout: Double
  /// Offences of each day after the campaign, the first day first.
  public var days: [Double]
  public var daysWithout: [Double]
  /// Harm of the weeks after the campaign, in days.
  public var harm: Double
  public var harmWithout: Double
  /// Hours of officers on duty after the campaign.
  public var officerHours: Double

  public init(
    campaign: Double, campaignWithout: Double, days: [Double], daysWithout: [Double], harm: Double = 0,
    harmWithout: Double = 0, officerHours: Double = 0
  ) {
    self.campaign = campaign
    self.campaignWithout = campaignWithout
    self.days = days
    self.daysWithout = daysWithout
    self.harm = harm
    self.harmWithout = harmWithout
    self.officerHours = officerHours
  }

  /// Offences after the campaign.
  public var after: Double { days.reduce(0, +) }
  public var afterWithout: Double { daysWithout.reduce(0, +) }
}

extension AfterCounts {
  /// Counts a replication whose outcomes kept their books of offences.
  ///
  /// - Parameters:
  ///   - outcome: The replication under a strategy.
  ///   - without: The same replication without patrol.
  ///   - frame: The frame of this replication, with its own targets.
  ///   - calendar: The civil calendar of the run.
  ///   - phases: The phases of the run.
  public init(
    _ outcome: ReplicationOutcome, without: ReplicationOutcome, frame: EvaluationFrame,
    calendar: CivilCalendar, phases: Phases
  ) {
    let targets = frame.places(in: .targets)
    let isTarget = targets.reduce(into: [Bool](repeating: false, count: outcome.fates.placeCount)) {
      $0[$1] = true
    }
    let firstDay = 7 * (phases.historyWeeks + phases.campaignWeeks)
    func days(_ book: [HappenedOffence]) -> [Double] {
      var counts = [Double](repeating: 0, count: 7 * phases.afterWeeks)
      for offence in book where isTarget[Int(offence.place)] {
        let day = calendar.day(atSecond: offence.timeInSeconds) - firstDay
        if counts.indices.contains(day) { counts[day] += 1 }
      }
      return counts
    }
    func harm(_ outcome: ReplicationOutcome) -> Double {
      targets.reduce(0) { $0 + frame.harm(outcome.fates, .after, place: $1) }
    }
    self.init(
      campaign: Double(outcome.fates.total(.happened, in: .campaign, places: targets)),
      campaignWithout: Double(without.fates.total(.happened, in: .campaign, places: targets)),
      days: days(outcome.book), daysWithout: days(without.book), harm: harm(outcome),
      harmWithout: harm(without), officerHours: outcome.dosageAfter.officerHours)
  }
}
