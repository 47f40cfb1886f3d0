// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Which tactic answers which problem: the one table of it.
struct ProblemRule: Sendable {
  /// What a visit would meet: the problem of its place, and when.
  struct Visit {
    let signature: ProblemSignature
    /// The hour of the day by the clock, in `0..<24`.
    let hour: Int
    let isSchoolDay: Bool
  }

  /// The id of the tactic.
  let tactic: String
  /// Whether visits come at irregular times, so that nobody can count on them.
  let isStaggered: Bool
  let applies: @Sendable (Visit) -> Bool

  /// The first that applies, and whose tactic the unit can use, decides; without one a visit is made as usual.
  static let all = [afterSchool, shopliftingTeam, loitering, problemPoint]

  /// School routes after school, on school days; hubs too, where bullying shows.
  ///
  /// Juvenile violence peaks in the hour after school, and on school days only (Snyder & Sickmund, *Violence After School*,
  /// Office of Juvenile Justice and Delinquency Prevention, NCJ 178992, 1999). The hours, 15:00 to 19:00, are theirs; that officers along
  /// the way answer it is an assumption.
  static let afterSchool = ProblemRule(tactic: "after-school", isStaggered: false) { visit in
    guard visit.isSchoolDay, (15..<19).contains(visit.hour) else { return false }
    switch visit.signature.kind {
    case .schoolRoute: return true
    case .transportHub: return visit.signature.shows(.bullying)
    case .nightTimeEconomy, .estateCorridor, .retailParade, .corridorSegment, .other: return false
    }
  }

  /// More shoplifting than usual, or a tip about it, points to a team at work: officers in plain clothes, who catch rather
  /// than deter, since arrests end a series. An assumption; few trials tested it.
  static let shopliftingTeam = ProblemRule(tactic: "plain-clothes", isStaggered: false) {
    $0.signature.shows(.shoplifting)
  }

  /// Street robbery, drugs and disorder that rise, or a tip about them, met in the evening and at night: targeted stop checks at
  /// irregular times.
  ///
  /// Stops at micro places deter a little for some days, at a cost in legitimacy (Weisburd et al., *Criminology & Public Policy* 15 (2016),
  /// 31–56, <https://doi.org/10.1111/1745-9133.12172>), so they stay where a problem shows. Irregular visits: Koper,
  /// *Justice Quarterly* 12 (1995), 649–672. The hours, 16:00 to 02:00, are an assumption.
  static let loitering = ProblemRule(tactic: "stop-checks", isStaggered: true) { visit in
    visit.signature.shows(.loitering) && (visit.hour >= 16 || visit.hour < 2)
  }

  /// A point of presence that offences come back to: problem-oriented work there (Hinkle et al., *Campbell Systematic Reviews* 16
  /// (2020), e1089, <https://doi.org/10.1002/cl2.1089>: a third less crime than without). Half of what is at problem points, and three offences in four
  /// weeks, are assumptions.
  static let problemPoint = ProblemRule(tactic: "problem-oriented", isStaggered: false) {
    $0.signature.hasProblemPoint
  }

  /// Returns the rule that a visit follows and its tactic, by its index in the plan; `nil` for a usual visit.
  static func rule(
    for visit: Visit, by unit: Int, _ plan: OperationPlan
  ) -> (rule: ProblemRule, tactic: Int)? {
    for rule in all where rule.applies(visit) {
      if let tactic = plan.tactics.firstIndex(where: { $0.id == rule.tactic }),
        plan.canUse(tactic: tactic, unit: unit)
      {
        return (rule, tactic)
      }
    }
    return nil
  }
}
