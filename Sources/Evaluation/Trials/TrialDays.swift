// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Which places were on on which days of a campaign, as a trial's own assignment list has it.
public struct TrialDays: Hashable, Sendable {
  public let placeCount: Int
  public let dayCount: Int
  /// Whether a day is one on which the timetable has visits at all.
  public let hasVisits: [Bool]
  /// By day, then place.
  private let isOn: [Bool]
  /// Days since the place was last on, by day, then place: 0 on a day on; -1 where it was not on yet.
  private let daysSinceOn: [Int]

  /// Lays out an assignment.
  ///
  /// - Parameters:
  ///   - isOn: For each day whether each place is on.
  ///   - hasVisits: For each day whether the timetable has visits.
  public init(isOn: [[Bool]], hasVisits: [Bool]) {
    precondition(isOn.count == hasVisits.count, "Every day has an assignment")
    dayCount = isOn.count
    placeCount = isOn.first?.count ?? 0
    self.hasVisits = hasVisits
    self.isOn = isOn.flatMap { $0 }
    var since = [Int](repeating: -1, count: placeCount)
    var rows: [Int] = []
    for (day, places) in isOn.enumerated() {
      for (place, isOn) in places.enumerated() {
        if isOn, hasVisits[day] { since[place] = 0 } else if since[place] >= 0 { since[place] += 1 }
      }
      rows += since
    }
    daysSinceOn = rows
  }

  /// Draws all days of a campaign.
  ///
  /// - Parameters:
  ///   - draw: The draw at its beginning.
  ///   - weekdays: The weekday of each day, Monday 0.
  init(_ draw: TimetableDraw, weekdays: [Int]) {
    var draw = draw
    var rows: [[Bool]] = []
    for _ in weekdays {
      draw.drawDay()
      rows.append(draw.isOn)
    }
    self.init(isOn: rows, hasVisits: weekdays.map(draw.timetable.days.contains))
  }

  /// Whether a place is on on a day.
  public func isOn(_ place: Int, day: Int) -> Bool { isOn[day * placeCount + place] }

  /// Returns the group of a place-day in a comparison; `nil` where it is in neither.
  ///
  /// In a trial of places every day counts. In a trial of days those without visits don't.
  public func group(_ comparison: TrialComparison, place: Int, day: Int) -> TrialGroup? {
    let isOn = isOn(place, day: day)
    switch comparison {
    case .treatedWithControl: return isOn ? .first : .second
    case .onWithOff: return hasVisits[day] ? (isOn ? .first : .second) : nil
    case .afterAbsence(let days):
      let since = daysSinceOn[day * placeCount + place]
      return since > days ? .first : since == 0 ? .second : nil
    case .absent: return isOn ? .first : nil
    }
  }
}

/// The two groups of place-days that a finding compares.
public enum TrialGroup: Hashable, Sendable {
  /// What the finding is about: places or days on, long visits, days after an absence.
  case first
  /// What it is set against.
  case second
}
