// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel
import ScenarioFiles
import Testing

@Suite("Real streets", .enabled(if: RealData.folder != nil, RealData.reason))
struct RealStreetsTests {
  /// Metres from the base and each of four places to each of them, found by a program in another language that
  /// shares no line with this one.
  private static let expected = [
    0.0, 352.3, 1086.2, 1046.6, 918.3, 352.3, 0.0, 1374.3, 793.3, 1041.7, 1086.2, 1374.3, 0.0, 1931.8, 1362.8,
    1046.6, 793.3, 1931.8, 0.0, 1684.2, 918.3, 1041.7, 1362.8, 1684.2, 0.0,
  ]

  @Test("give the ways between places of central London that another program finds")
  func centralLondon() throws {
    let file = "\(RealData.folder ?? "")/streets/central_london_osm_2016.geojson"
    let points = [(51.5116, -0.1281), (51.5153, -0.1420), (51.5074, -0.1224), (51.5193, -0.1270)]
    let places = points.enumerated().map { index, point in
      "\n  - {id: p\(index), at: [\(point.0), \(point.1)], role: target, rates_per_year: {robbery: 1}}"
    }
    let text = """
      patrolsim: 1
      name: Central London
      phases: {campaign_start: 2024-01-08}
      places:\(places.joined())
      operation:
        travel: {streets: \(file)}
        teams: [{id: team, places: [p0, p1, p2, p3]}]
        shifts: [{id: day, start: "10:00", length: 9 h}]
        units: [{id: unit, team: team, shift: day, mode: foot}]
      """
    let scenario = try ScenarioFile.read(text: text, path: "central.yaml")
    guard case .ways(let matrices) = scenario.operation.travel, let ways = matrices.first else {
      Issue.record("travel is \(scenario.operation.travel)")
      return
    }
    #expect(ways.values == RealStreetsTests.expected)
    #expect(try ScenarioFile.read(text: ScenarioFile.text(for: scenario), path: "again.yaml") == scenario)
  }
}
