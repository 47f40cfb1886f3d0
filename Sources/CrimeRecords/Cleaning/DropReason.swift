// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a row is not used; the first that applies counts.
public enum DropReason: String, CaseIterable, Codable, Hashable, Sendable {
  /// It has the wrong number of fields, text after a closing quote, or no month or number where one belongs.
  case unreadable = "unreadable row"
  /// Its type of crime is none of the fourteen.
  case unknownType = "unknown type"
  /// Its month lies outside `--from` and `--to`.
  case outsidePeriod = "outside the period"
  /// It has no coordinates.
  case noLocation = "no location"
  /// A row with its Crime ID was read before.
  case duplicateID = "duplicate Crime ID"
  /// It has no Crime ID and another file of the same month has the same row.
  case repeatedInOtherFile = "repeated in an overlapping file"
  /// It lies outside the area.
  case outsideArea = "outside the area"
  /// Its files cover only a part of its neighbourhood in that month.
  case partlyCovered = "neighbourhood only partly covered"
  /// Its month is only partly published.
  case partialMonth = "partial month"

  /// What is counted, and by which rule, as reports print it.
  public var rule: String {
    switch self {
    case .unreadable: "wrong number of fields, or a missing month or coordinate"
    case .unknownType: "not one of the fourteen types of data.police.uk or their older names"
    case .outsidePeriod: "before --from or after --to"
    case .noLocation: "longitude or latitude empty, or both 0"
    case .duplicateID: "a row with this Crime ID was read before; rows without an ID are never duplicates"
    case .repeatedInOtherFile:
      "no Crime ID, and an overlapping file of that month has the same month, point and type"
    case .outsideArea: "see the area's own line"
    case .partlyCovered: "the file has under 80% of the rows that another file of that month has there"
    case .partialMonth: "the month has under a fifth of the rows of the median month"
    }
  }
}
