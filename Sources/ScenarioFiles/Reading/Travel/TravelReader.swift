// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Reads `operation.travel`: by distance, or by ways and times from a file or from the scenario itself.
struct TravelReader {
  /// The operation, with its teams and units.
  let operation: PatrolModel.Operation
  /// The points of each team, in its order: its base, then its places.
  let points: [[TravelPoint]]
  /// Every point that a table of times may name.
  let known: [String: TravelPoint]

  init(_ operation: PatrolModel.Operation, places: [String: PlaceEntry]) {
    self.operation = operation
    let bases = operation.teams.map { TravelPoint(name: TravelPoint.base + $0.id, position: $0.base) }
    let located = places.mapValues {
      TravelPoint(name: $0.place.id, position: $0.centreField == nil ? nil : $0.place.centre)
    }
    points = zip(operation.teams, bases).map { team, base in
      [base] + team.places.map { located[$0] ?? TravelPoint(name: $0, position: nil) }
    }
    known = located.merging(bases.map { ($0.name, $0) }) { place, _ in place }
  }

  func read(_ field: Field) -> Travel? {
    if case .scalar = field.node {
      guard let word = field.text() else { return nil }
      if word != "distance" { field.report(.unknownName(word, what: "way to travel", known: ["distance"])) }
      return .distance
    }
    guard var section = field.section() else { return nil }
    let readers: [(key: String, read: (Field) -> Travel?)] = [
      ("matrix", matrix), ("streets", streets), ("way_metres", wayMetres), ("minutes", minutes),
    ]
    let given = readers.compactMap { key, read in section.optional(key).map { (field: $0, read: read) } }
    section.finish()
    guard given.count == 1, let (field, read) = given.first else {
      field.report(.wrongCount(given.count, rule: "one of matrix, streets, way_metres and minutes"))
      return nil
    }
    return read(field)
  }

  /// The modes that a team's units have.
  func modes(ofTeam team: Int) -> [TravelMode] {
    TravelMode.allCases.filter { mode in
      operation.units.contains { $0.team == operation.teams[team].id && $0.mode == mode }
    }
  }

  // MARK: Files

  private func matrix(_ field: Field) -> Travel? {
    guard let (path, text) = field.fileText() else { return nil }
    let times = TravelTimesFile(text, path: path, points: known, log: field.log)
    // What is missing misleads where something else is wrong.
    guard field.log.isEmpty else { return nil }
    let teams = operation.teams.indices.map { team in
      Dictionary(
        uniqueKeysWithValues: modes(ofTeam: team).map { mode in
          (
            mode,
            matrix(field, team: team, missing: "time by \(mode.rawValue)") {
              times.minutes(from: $0, to: $1, by: mode)
            }
          )
        })
    }
    return .minutes(teams)
  }

  private func streets(_ field: Field) -> Travel? {
    guard let (path, text) = field.fileText() else { return nil }
    let lines = StreetsFile(text, path: path, log: field.log).lines
    guard field.log.isEmpty else { return nil }
    return StreetWays(network: StreetNetwork(lines: lines), points: points).matrices { message in
      field.report(.rule(message))
    }.map { .ways($0) }
  }

  /// The matrix of a team from what a file says of each pair; a pair that it lacks is reported.
  private func matrix(
    _ field: Field, team: Int, missing what: String, _ value: (String, String) -> Double?
  ) -> TeamMatrix {
    let names = points[team].map(\.name)
    var missing: [(start: String, goal: String)] = []
    let values = names.indices.flatMap { start in
      names.indices.map { goal in
        if start == goal { return 0.0 }
        if let value = value(names[start], names[goal]) { return value }
        // A pair lacks both directions or none.
        if start < goal { missing.append((names[start], names[goal])) }
        return 0
      }
    }
    if let first = missing.first {
      let more = missing.count > 1 ? " (and between \(missing.count - 1) more pairs of its team)" : ""
      field.report(.rule("has no \(what) between \"\(first.start)\" and \"\(first.goal)\"\(more)"))
    }
    return TeamMatrix(pointCount: names.count, values: values)
  }
}

/// A point that units travel between: a place by its id, or the base of a team by `base:` and the team's id.
struct TravelPoint: Hashable {
  static let base = "base:"
  let name: String
  /// `nil` where the file doesn't say it rightly.
  let position: Coordinate?

  /// The great-circle distance to another point, in metres; 0 where one of them isn't known.
  func distanceInMetres(to other: TravelPoint) -> Double {
    guard let position, let goal = other.position else { return 0 }
    return position.distanceInMetres(to: goal)
  }

  /// The least time in minutes from here to another point that isn't a slip: the straight line at the greatest
  /// speed that the format allows.
  func leastMinutes(to other: TravelPoint) -> Double {
    distanceInMetres(to: other) / 1_000 / TravelPoint.greatestKilometresPerHour * 60
  }

  private static let greatestKilometresPerHour = 300.0
}
