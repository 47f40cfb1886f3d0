// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// A layout of incidents with their times, which give the hours of the week.
struct TimedLayout: Sendable {
  let name: String
  /// Lower case.
  let required: [String]
  /// The column of the date, or of date and time.
  let date: String
  /// The column of the time or hour, where it isn't with the date.
  let time: String?
  /// The columns that tell the type, joined.
  let type: [String]
  /// The type of every row, where the layout has one type only.
  let onlyType: String?

  /// Every layout that can be read, the most particular first.
  static let catalogue = [
    TimedLayout(
      name: "Los Angeles", required: ["date occ", "time occ", "crm cd desc"], date: "date occ",
      time: "time occ",
      type: ["crm cd desc"], onlyType: nil),
    TimedLayout(
      name: "Chicago", required: ["date", "primary type", "description"], date: "date", time: nil,
      type: ["primary type", "description"], onlyType: nil),
    TimedLayout(
      name: "Chicago aggravated assaults", required: ["date", "loc_cat"], date: "date", time: nil, type: [],
      onlyType: "violence-and-sexual-offences"),
    TimedLayout(
      name: "Houston", required: ["time", "date", "hour", "offense"], date: "time", time: nil,
      type: ["offense"],
      onlyType: nil),
    TimedLayout(
      name: "New York burglary", required: ["cmplnt_fr_dt", "cmplnt_fr_tm"], date: "cmplnt_fr_dt",
      time: "cmplnt_fr_tm", type: [], onlyType: "burglary"),
  ]

  private static let dateNames = ["datetime", "date_time", "timestamp", "occurred", "date", "incident date"]
  private static let timeNames = ["hour", "time", "incident time"]
  private static let typeNames = ["crime type", "type", "category", "offence", "offense", "crime"]

  /// Finds the layout of a header, or puts one together from columns with telling names.
  ///
  /// - Throws: ``ImportProblem/unknownLayout(file:header:nearest:missing:known:)``.
  static func find(file: String, header: [String]) throws(ImportProblem) -> TimedLayout {
    let names = header.map { $0.lowercased() }
    if let layout = catalogue.first(where: { $0.required.allSatisfy(names.contains) }) { return layout }
    if let date = dateNames.first(where: names.contains), let type = typeNames.first(where: names.contains) {
      let time = timeNames.first { names.contains($0) && $0 != date }
      return TimedLayout(
        name: "date and type", required: [date, type], date: date, time: time, type: [type], onlyType: nil)
    }
    throw unknownLayout(
      file: file, header: header,
      known: catalogue.map { ($0.name, $0.required) } + [("date and type", ["date", "crime type"])])
  }

  /// Reads the hour of the week of a row; Monday 00:00 is 0.
  ///
  /// - Returns: `nil` where there is no date or no hour.
  func hourOfWeek(date: String, time: String?) -> Int? {
    guard let day = TimedLayout.date(date) else { return nil }
    let hour: Int?
    if let time {
      // A column named so holds hours; any other holds times of day.
      hour =
        self.time == "hour"
        ? Int(time).flatMap { (0..<24).contains($0) ? $0 : nil } : TimedLayout.hour(ofTime: time)
    } else {
      hour = TimedLayout.hour(ofDateTime: date)
    }
    return hour.map { day.weekday * 24 + $0 }
  }

  /// Reads `2022-09-16 …`, `03/15/2014 …` or `3/5/2014 …`, month first.
  static func date(_ text: String) -> CivilDate? {
    let head = text.prefix { $0 != " " && $0 != "T" }
    if let date = CivilDate(head) { return date }
    let parts = head.split(separator: "/").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[0]), (1...31).contains(parts[1]),
      (1900..<2200).contains(parts[2])
    else { return nil }
    let date = CivilDate(year: parts[2], month: parts[0], day: parts[1])
    return CivilDate(dayNumber: date.dayNumber) == date ? date : nil
  }

  /// Reads the hour of `… 21:30:00` or `… 09:15:00 PM`.
  static func hour(ofDateTime text: String) -> Int? {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
    guard parts.count >= 2, let hour = Int(parts[1].prefix { $0 != ":" }), parts[1].contains(":") else {
      return nil
    }
    guard parts.count >= 3 else { return (0..<24).contains(hour) ? hour : nil }
    guard (1...12).contains(hour) else { return nil }
    return hour % 12 + (parts[2].lowercased().hasPrefix("p") ? 12 : 0)
  }

  /// Reads the hour of `1730`, of `5` (00:05: a spreadsheet has taken the zeros), of `17:30` or of a
  /// fraction of a day.
  static func hour(ofTime text: String) -> Int? {
    if text.contains(":") { return hour(ofDateTime: "- \(text)") }
    if text.contains("."), let fraction = Double(text) {
      return (0..<1).contains(fraction) ? Int((fraction * 1_440).rounded()) / 60 % 24 : nil
    }
    guard let number = Int(text), number >= 0 else { return nil }
    let (hour, minute) = (number / 100, number % 100)
    return hour < 24 && minute < 60 ? hour : nil
  }
}

/// Returns the data.police.uk type that an American description of an offence comes nearest to.
///
/// The first rule with a word of the description decides; `nil` for fraud and what has no counterpart.
func policeUKType(ofDescription text: String) -> String? {
  let words = text.lowercased()
  let rules: [(type: String, words: [String])] = [
    ("robbery", ["robbery"]),
    (
      "violence-and-sexual-offences",
      [
        "assault", "battery", "homicide", "murder", "rape", "sex", "kidnap", "stalking", "intimate",
        "violence",
      ]
    ),
    ("shoplifting", ["shoplift", "retail theft"]),
    ("bicycle-theft", ["bicycle", "bike"]),
    ("vehicle-crime", ["vehicle", "auto theft", "motor veh", "carjack"]),
    ("burglary", ["burglary", "break and enter"]),
    (
      "theft-from-the-person",
      ["pocket", "purse", "theft, person", "theft from person", "theft from the person"]
    ),
    ("criminal-damage-and-arson", ["arson", "vandal", "damage", "mischief"]),
    ("drugs", ["narcotic", "drug"]),
    ("possession-of-weapons", ["weapon", "firearm"]),
    ("public-order", ["public peace", "disorderly", "public order", "disturb"]),
    ("other-theft", ["theft", "larceny", "stolen"]),
  ]
  return rules.first { $0.words.contains(where: words.contains) }?.type
}
