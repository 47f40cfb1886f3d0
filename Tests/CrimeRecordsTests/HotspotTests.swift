// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolTesting
import Testing

@testable import CrimeRecords

@Suite("Hotspots")
struct HotspotTests {
  /// Candidates at random in a square of 4 km.
  private func candidates(_ count: Int, seed: UInt64) -> [Candidate] {
    var random = SplitMix64(state: seed)
    let corner = Coordinate(longitude: -0.1, latitude: 51.5)
    return (0..<count).map { index in
      Candidate(
        centre: corner.offset(
          eastInMetres: 4_000 * random.uniform(), northInMetres: 4_000 * random.uniform()),
        harm: 100 * random.gamma(shape: 0.5), mix: [0.5, 0.5], kind: index % 2 == 0 ? .other : .transportHub,
        corridor: ["west", "east"][index % 2])
    }
  }

  @Test(
    "targets stand 500 m apart, buffers in their ring, controls clear of all",
    arguments: [1, 2, 3] as [UInt64])
  func distances(seed: UInt64) {
    let all = candidates(400, seed: seed)
    let plan = RolePlan(all, targetCount: 12, total: 100, corridors: [])
    func centre(_ role: RolePlan.Role) -> Coordinate { all[role.place].centre }
    let targets = plan.roles.filter { $0.role == .target }
    #expect(targets.count == 12)
    #expect(plan.roles.filter { $0.role != .buffer }.count == 100)
    #expect(Set(plan.roles.map(\.place)).count == plan.roles.count)
    for role in plan.roles {
      let distances = targets.filter { $0.place != role.place }.map {
        (centre($0).distanceInMetres(to: centre(role)), $0.place)
      }
      let nearest = distances.min { $0 < $1 }
      switch role.role {
      case .target: #expect((nearest?.0 ?? 0) >= 500)
      case .buffer:
        #expect((100...300).contains(nearest?.0 ?? 0))
        #expect(role.target == nearest?.1)
      case .control: #expect((nearest?.0 ?? 0) >= 500)
      case .background: #expect((nearest?.0 ?? 0) > 300)
      case .candidate: Issue.record("The plan gives roles, and leaves none to be chosen")
      }
    }
    #expect(
      plan.roles.filter { $0.role == .control }.compactMap(\.target).sorted() == targets.map(\.place).sorted()
    )
  }

  @Test("corridors share the targets in proportion to harm, with at least five each")
  func corridors() {
    var all = candidates(400, seed: 5)
    for index in all.indices where all[index].corridor == "east" { all[index].harm /= 50 }
    let plan = RolePlan(all, targetCount: 20, total: 200, corridors: ["west", "east"])
    let counts = Dictionary(uniqueKeysWithValues: plan.targetsByCorridor.map { ($0.corridor, $0.count) })
    #expect(counts["east"] == 5)
    #expect(counts["west"] == 15)
  }

  @Test("points are drawn together so that centres lie more than the radius apart")
  func clusters() throws {
    let folder = try ScratchFolder()
    var random = SplitMix64(state: 3)
    let rows = (0..<800).map { index in
      row(
        id: "\(index)", longitude: String(format: "%.6f", -0.13 + 0.01 * random.uniform()),
        latitude: String(format: "%.6f", 51.51 + 0.01 * random.uniform()))
    }
    try folder.write(streetFile(rows), to: "2020-01-city-street.csv")
    let records = try CrimeImport(ImportOptions(paths: [folder.path])).cleanRecords().records
    let clusters = ClusterFinder(records: records, radiusInMetres: 150).clusters()
    #expect(clusters.flatMap(\.anchors).sorted() == Array(records.anchors.indices))
    #expect(clusters.reduce(0) { $0 + $1.totals.reduce(0, +) } == 800)
    for (index, cluster) in clusters.enumerated() {
      for other in clusters[..<index] { #expect(cluster.centre.distanceInMetres(to: other.centre) > 150) }
      for anchor in cluster.anchors {
        #expect(records.anchors[anchor].centre.distanceInMetres(to: cluster.centre) <= 150)
      }
    }
  }

  @Test("places are called after streets, and no two share a name or an id")
  func names() {
    #expect(PlaceNaming.plain("On or near Alderman'S Walk") == "Alderman's Walk")
    #expect(PlaceNaming.plain("Euston (station)") == "Euston Station")
    #expect(PlaceNaming.plain("Victoria Lu Station (lu Station)") == "Victoria Station")
    let named = PlaceNaming.name(of: [("On or near Nightclub", 9), ("On or near Meard Street", 1)]) { nil }
    #expect(named == "Meard Street")
    let category = PlaceNaming.name(of: [("On or near Nightclub", 9)]) { "On or near Dean Street" }
    #expect(category == "Nightclub near Dean Street")
    let unique = PlaceNaming.unique([
      ("High Street", "Lambeth"), ("High Street", "Newham"), ("High Street", "Newham"),
    ])
    #expect(unique.map(\.id) == ["high-street-lambeth", "high-street-newham", "high-street-newham-2"])
    #expect(PlaceNaming.slug("  St. John's — Café ") == "st-johns-caf")
  }

  @Test(
    "a boundary with an empty ring, or with points that are nowhere on Earth, is refused with its feature")
  func brokenBoundary() throws {
    let path = FileManager.default.temporaryDirectory.path + "/boundary-\(UUID().uuidString).geojson"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for (rings, reason) in [
      ("[]", "has a ring of 0 points"), ("[[0, 0], [1, 1]]", "has a ring of 2 points"),
      ("[[0, 0], [1e19, 0], [0, 1]]", "has the point 1e+19, 0.0"),
      ("[[0, 0], [0, 91], [0, 1]]", "has the point 0.0, 91.0"),
    ] {
      try #"{"type": "Polygon", "coordinates": [\#(rings)]}"#
        .write(toFile: path, atomically: true, encoding: .utf8)
      let error = #expect(throws: ImportProblem.self) { try Boundary(file: path) }
      guard case .notBoundary(path, let said)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(said.hasPrefix("feature 1 \(reason)"), "\(said)")
    }
  }

  @Test("a point is inside a boundary if a ray from it crosses the outline an odd number of times")
  func boundary() throws {
    let folder = try ScratchFolder()
    let square = "[[0,0],[1,0],[1,1],[0,1],[0,0]]"
    let hole = "[[0.4,0.4],[0.6,0.4],[0.6,0.6],[0.4,0.6],[0.4,0.4]]"
    let path = try folder.write(
      """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"NAME":"Square"},\
      "geometry":{"type":"Polygon","coordinates":[\(square),\(hole)]}}]}
      """, to: "area.geojson")
    let boundary = try Boundary(file: path)
    #expect(boundary.area(at: Coordinate(longitude: 0.2, latitude: 0.2))?.name == "Square")
    #expect(boundary.area(at: Coordinate(longitude: 0.5, latitude: 0.5)) == nil)
    #expect(boundary.area(at: Coordinate(longitude: 1.5, latitude: 0.5)) == nil)
  }

  @Test("the recipe names inputs below a folder DATA and nothing above it")
  func recipe() {
    var options = ImportOptions(paths: ["/home/me/records/street/london"])
    options.levels = "/home/me/records/counts"
    options.corridors = [.init(name: "inner ring", boroughs: ["Camden", "Islington"])]
    let recipe = options.recipe(output: "Scenarios/london.yaml")
    #expect(
      recipe.hasPrefix("patrolsim import DATA/street/london --corridor \"inner ring=Camden,Islington\""))
    #expect(recipe.contains("--levels DATA/counts"))
    #expect(!recipe.contains("home"))
  }
}
