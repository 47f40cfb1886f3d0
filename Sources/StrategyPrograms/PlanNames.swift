// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// The names by which a program knows what strategies know by index.
struct PlanNames {
  /// A name, and the same as JSON.
  struct Name {
    let text: String
    let quoted: [UInt8]

    init(_ text: String) {
      self.text = text
      quoted = JSONLine.quoted(text)
    }
  }

  private(set) var places: [Name] = []
  private(set) var types: [Name] = []
  private(set) var units: [Name] = []
  private(set) var teams: [Name] = []
  private(set) var tactics: [Name] = []
  private(set) var placeIndex: [String: Int] = [:]
  private(set) var unitIndex: [String: Int] = [:]
  private(set) var tacticIndex: [String: Int] = [:]

  /// Names of a plan without anything.
  init() {}

  init(_ view: OperationView) {
    let plan = view.plan
    places = plan.places.map { Name($0.id) }
    types = plan.types.map { Name($0.id) }
    units = plan.operation.units.map { Name($0.id) }
    teams = plan.operation.teams.map { Name($0.id) }
    tactics = plan.tactics.map { Name($0.id) }
    placeIndex = PlanNames.index(places)
    unitIndex = PlanNames.index(units)
    tacticIndex = PlanNames.index(tactics)
  }

  private static func index(_ names: [Name]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1.text, $0) }) { first, _ in first }
  }
}

/// How much of what became known a program was told.
struct KnownSoFar {
  var records = 0
  var tips = 0
  var stops = 0
  var visits = 0
}
