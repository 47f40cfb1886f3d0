// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// How fast calls of a grade were answered, with the operation and without.
public struct GradeResponse: Hashable, Sendable, Codable {
  public let grade: CallGrade
  /// Response time of answered calls, in minutes.
  public let minutes: Estimate
  /// The same without patrol.
  public let minutesWithout: Estimate
  /// Minutes longer than without patrol, paired by replication; negative where calls are answered sooner.
  public let difference: Estimate
  /// Answered calls past the target, in per cent.
  public let latePercent: Estimate
  /// Percentage points more than without patrol, paired by replication.
  public let lateDifference: Estimate

  /// Returns one for each grade, the most urgent first; none where there are no calls or nothing to compare with.
  static func all(
    _ summaries: [ReplicationSummary], without: [ReplicationSummary]?, level: Double
  ) -> [GradeResponse] {
    guard let own = calls(summaries), let other = without.flatMap(calls) else { return [] }
    return CallGrade.allCases.sorted { $0.rank < $1.rank }.map { grade in
      GradeResponse(
        grade, own.map { $0.grades[grade.rank] }, without: other.map { $0.grades[grade.rank] }, level: level)
    }
  }

  private static func calls(_ summaries: [ReplicationSummary]) -> [AnsweredCalls]? {
    let calls = summaries.compactMap(\.calls)
    return calls.count == summaries.count ? calls : nil
  }

  private init(_ grade: CallGrade, _ own: [CallSums], without: [CallSums], level: Double) {
    self.grade = grade
    func mean(_ values: [Double?]) -> Estimate {
      Estimate(meanOf: values, level: level, otherwise: "no call of this grade was answered")
    }
    func differences(_ value: (CallSums) -> Double?) -> [Double?] {
      zip(own, without).map { own, other in
        value(own).flatMap { own in value(other).map { own - $0 } }
      }
    }
    func late(_ calls: CallSums) -> Double? {
      calls.answered > 0 ? 100 * Double(calls.overTarget) / Double(calls.answered) : nil
    }
    minutes = mean(own.map(\.meanResponseInMinutes))
    minutesWithout = mean(without.map(\.meanResponseInMinutes))
    difference = mean(differences(\.meanResponseInMinutes))
    latePercent = mean(own.map(late))
    lateDifference = mean(differences(late))
  }
}
