// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel
import ScenarioFiles
import Testing

@Suite("Real streets", .enabled(if: RealData.folder != nil, RealData.reason))
struct RealStreetsTests {
  @Test(
    "give ways between places of central London no shorter than the straight line and than each other's sums")
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
    let centres = [scenario.operation.teams[0].base] + scenario.crime.places.map(\.centre)
    for a in centres.indices {
      for b in centres.indices where a != b {
        let straight = centres[a].distanceInMetres(to: centres[b])
        #expect(ways[from: a, to: b] >= straight)
        #expect(ways[from: a, to: b] == ways[from: b, to: a])
        for c in centres.indices where c != a && c != b {
          // Each length is rounded up to a decimetre.
          #expect(ways[from: a, to: b] <= ways[from: a, to: c] + ways[from: c, to: b] + 0.1)
        }
      }
    }
    #expect(try ScenarioFile.read(text: ScenarioFile.text(for: scenario), path: "again.yaml") == scenario)
  }
}
