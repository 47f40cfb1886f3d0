// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel

// Ways and times that stand in the scenario file itself, as the writer puts them there.
extension TravelReader {
  /// A way up to a thousand kilometres, in metres.
  private static let metres = NumberRange.from(0, to: 1_000_000)

  func wayMetres(_ field: Field) -> Travel? {
    guard let teams = teams(field) else { return nil }
    let matrices = teams.enumerated().map { team, field in
      field.flatMap { field in
        matrix(field, team: team, TravelReader.metres) { metres, start, goal in
          if start == goal { return metres == 0 ? nil : "0 from a point to itself" }
          // What was rounded to whole metres is no slip.
          let least = start.distanceInMetres(to: goal).rounded(.down)
          return metres < least ? "at least \(DecimalText.exact(least)), the straight line" : nil
        }
      }
    }
    agree(matrices, teams)
    return matrices.contains(nil) ? nil : .ways(matrices.compactMap { $0 })
  }

  func minutes(_ field: Field) -> Travel? {
    guard let teams = teams(field) else { return nil }
    let matrices = teams.enumerated().map { team, field in field.flatMap { modes($0, team: team) } }
    for mode in TravelMode.allCases { agree(matrices.map { $0?[mode] }, teams) }
    return matrices.contains(nil) ? nil : .minutes(matrices.compactMap { $0 })
  }

  /// The matrices of a team by mode; each mode that one of its units has must be there.
  private func modes(_ field: Field, team: Int) -> [TravelMode: TeamMatrix]? {
    guard let section = field.section() else { return nil }
    let known = TravelMode.allCases.map(\.rawValue)
    var matrices: [TravelMode: TeamMatrix] = [:]
    for (name, position, field) in section.entries {
      guard let mode = TravelMode(rawValue: name) else {
        field.log.report(.unknownKey(name, known: known), at: position, key: field.key)
        continue
      }
      matrices[mode] = matrix(field, team: team, TravelTimesFile.range, fault: TravelTimesFile.fault)
    }
    for mode in modes(ofTeam: team) where !section.entries.contains(where: { $0.name == mode.rawValue }) {
      field.report(.missingKey(mode.rawValue))
    }
    return matrices
  }

  /// The entry of each team, `nil` where it is missing.
  private func teams(_ field: Field) -> [Field?]? {
    guard let section = field.section() else { return nil }
    let names = operation.teams.map(\.id)
    for entry in section.entries where !names.contains(entry.name) {
      field.log.report(.unknownKey(entry.name, known: names), at: entry.keyPosition, key: entry.field.key)
    }
    return names.map { name in
      let entry = section.entries.first { $0.name == name }
      if entry == nil { field.report(.missingKey(name)) }
      return entry?.field
    }
  }

  /// A list of numbers, row by row.
  ///
  /// - Parameter fault: What a number from a point to another must be, if it can't be right.
  private func matrix(
    _ field: Field, team: Int, _ range: NumberRange,
    fault: (Double, TravelPoint, TravelPoint) -> String?
  ) -> TeamMatrix? {
    guard let items = field.items() else { return nil }
    let points = points[team]
    guard items.count == points.count * points.count else {
      let rule = "\(points.count) × \(points.count): from its base and each of its places to each of them"
      field.report(.wrongCount(items.count, rule: rule))
      return nil
    }
    let values = items.enumerated().compactMap { index, item -> Double? in
      guard let number = item.number(range) else { return nil }
      guard let rule = fault(number, points[index / points.count], points[index % points.count]) else {
        return number
      }
      item.report(.outOfRange(DecimalText.exact(number), rule: rule))
      return nil
    }
    return values.count == items.count ? TeamMatrix(pointCount: points.count, values: values) : nil
  }

  /// Reports where two teams that share places have different numbers between them.
  private func agree(_ matrices: [TeamMatrix?], _ fields: [Field?]) {
    struct Pair: Hashable {
      let start: String
      let goal: String
    }
    var first: [Pair: (value: Double, team: Int)] = [:]
    for (team, matrix) in matrices.enumerated() {
      guard let matrix else { continue }
      for start in 1..<matrix.pointCount {
        for goal in 1..<matrix.pointCount {
          let pair = Pair(start: points[team][start].name, goal: points[team][goal].name)
          let value = matrix[from: start, to: goal]
          guard let other = first[pair] else {
            first[pair] = (value, team)
            continue
          }
          if other.value != value {
            fields[team]?.report(
              .rule(
                "is \(DecimalText.exact(value)) from \"\(pair.start)\" to \"\(pair.goal)\"; for team "
                  + "\"\(operation.teams[other.team].id)\" it is \(DecimalText.exact(other.value))"))
            return
          }
        }
      }
    }
  }
}
