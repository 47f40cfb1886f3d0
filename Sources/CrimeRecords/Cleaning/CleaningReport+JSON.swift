// SPDX-License-Identifier: GPL-3.0-or-later

import Tables

extension CleaningReport: Encodable {
  private enum Key: String, CodingKey {
    case filesRead, layouts, passedOver, superseded, rowsRead, kept, dropped, examples, unknownTypes, area
    case outsideByDistrict, months, missingMonths, types, keptByMonth, notes
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(filesRead, forKey: .filesRead)
    try container.encode(layouts, forKey: .layouts)
    try container.encode(passedOver, forKey: .passedOver)
    try container.encode(superseded, forKey: .superseded)
    try container.encode(rowsRead, forKey: .rowsRead)
    try container.encode(kept, forKey: .kept)
    let counts = DropReason.allCases.map { ($0.rawValue, dropped[$0] ?? 0) }
    try container.encode(Dictionary(uniqueKeysWithValues: counts), forKey: .dropped)
    try container.encode(examples, forKey: .examples)
    try container.encode(unknownTypes.sorted(), forKey: .unknownTypes)
    try container.encode(areaRule, forKey: .area)
    try container.encode(outsideByDistrict, forKey: .outsideByDistrict)
    try container.encode(months, forKey: .months)
    try container.encode(missingMonths, forKey: .missingMonths)
    try container.encode(types, forKey: .types)
    try container.encode(keptByMonth, forKey: .keptByMonth)
    try container.encode(notes, forKey: .notes)
  }

  /// The report as JSON with sorted keys.
  public var json: String {
    (try? JSONText.bytes(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}\n"
  }
}
