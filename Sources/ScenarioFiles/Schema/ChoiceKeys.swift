// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension Key where Root == TargetChoice {
  /// How targets are chosen in each replication; all are written, so that a file says what it does.
  static let choice: [Key] = [
    Key(
      "by", \.measure, .choice("measure"), "the recorded measure by which each replication chooses targets",
      allowed: "harm or count", isAlwaysWritten: true),
    Key(
      "count", \.count, .whole(1...PlaceChecks.targetLimit), "number of targets chosen",
      note: "No fewer than teams and no more than candidates.", isAlwaysWritten: true),
    Key(
      "window_weeks", \.windowInWeeks, .whole(1...PhasesReader.weekLimit, unit: "weeks"),
      "number of weeks before the campaign in the record used", note: "No more than the history has.",
      isAlwaysWritten: true),
  ]
}
