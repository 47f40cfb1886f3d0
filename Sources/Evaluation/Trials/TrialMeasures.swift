// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// What a trial would find, and what was true, from the counts of one replication.
public enum TrialMeasures {
  /// Returns the change that a trial measures, in per cent: that of the first group against the second.
  ///
  /// Days are compared by offences a place-day: 100·(*x*₁/*n*₁)/(*x*₂/*n*₂) − 100. Places are compared each with their own
  /// history: 100·(*x*₁/*b*₁)/(*x*₂/*b*₂) − 100, where *b* are the offences of the same places before.
  ///
  /// - Parameters:
  ///   - comparison: What is compared with what.
  ///   - days: Which places were on and when.
  ///   - counts: Offences of the campaign.
  ///   - before: Offences of the history by place; read where places are compared.
  /// - Returns: `nil` where a group has no place-day, or a divisor no offence.
  public static func change(
    _ comparison: TrialComparison, days: TrialDays, counts: DailyCounts, before: [Int]
  ) -> Double? {
    let first = counts.total(of: .first, in: comparison, days)
    let second = counts.total(of: .second, in: comparison, days)
    guard first.placeDays > 0, second.placeDays > 0, second.offences > 0 else { return nil }
    var (base, otherBase) = (first.placeDays, second.placeDays)
    if comparison == .treatedWithControl {
      base = total(before, of: .first, comparison, days)
      otherBase = total(before, of: .second, comparison, days)
    }
    guard base > 0, otherBase > 0 else { return nil }
    let ratio = Double(first.offences) * Double(otherBase) / (Double(base) * Double(second.offences))
    return 100 * (ratio - 1)
  }

  /// Returns the true change on the place-days of the first group against the same place-days without patrol, in per cent.
  ///
  /// - Returns: `nil` where nothing happened there without patrol.
  public static func truth(
    _ comparison: TrialComparison, days: TrialDays, counts: DailyCounts, without: DailyCounts
  ) -> Double? {
    let happened = counts.total(of: .first, in: comparison, days).offences
    let reference = without.total(of: .first, in: comparison, days).offences
    return reference > 0 ? 100 * (Double(happened) / Double(reference) - 1) : nil
  }

  /// Returns the offences before of the places that are in a group on the first day; places stay in theirs.
  private static func total(
    _ before: [Int], of group: TrialGroup, _ comparison: TrialComparison, _ days: TrialDays
  ) -> Int {
    before.indices.reduce(0) {
      $0 + (days.group(comparison, place: $1, day: 0) == group ? before[$1] : 0)
    }
  }
}
