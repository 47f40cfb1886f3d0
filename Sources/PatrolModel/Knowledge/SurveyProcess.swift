// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// Surveys that are still to go out.
struct SurveyProcess {
  /// An offence that was reported, until its survey goes out.
  struct Reported {
    let place: Int
    let knownInSeconds: Double
    /// What tells its random numbers from others', see ``KnownOffence/surveyKey``.
    let key: UInt64
    var isAttended = false
  }

  let law: Surveys
  let isOn: Bool
  private var seed: UInt64 = 0
  private var replication: UInt64 = 0
  var waiting = Pool<Reported>()

  private static let stream: StreamName = "survey"

  /// - Parameter law: `nil` where there are no surveys.
  init(_ law: Surveys?) {
    self.law = law ?? Surveys()
    isOn = law != nil
  }

  /// Goes back to the start of a campaign.
  mutating func reset(seed: UInt64, replication: UInt64) {
    (self.seed, self.replication) = (seed, replication)
    waiting.removeAll()
  }

  /// Returns whether a survey is answered, and if so whether by somebody satisfied; the same chances under every strategy.
  func answer(_ reported: Reported, trust: Double) -> (isAnswered: Bool, isSatisfied: Bool) {
    let slots = UniformSlots(
      seed: seed, replication: replication, name: SurveyProcess.stream, entity: reported.key)
    guard slots.uniform(0) < law.responseRate else { return (false, false) }
    return (true, slots.uniform(1) < law.satisfaction(trust: trust, isAttended: reported.isAttended))
  }
}
