// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Testing

@testable import PatrolModel

@Suite("Ways along streets")
struct StreetNetworkTests {
  /// A millionth of a metre: what sums of the same lengths in another order differ by at most.
  private static let rounding = 1e-6

  /// A point so many metres east and north of a corner of the town.
  private static func at(_ east: Double, _ north: Double) -> Coordinate {
    Coordinate(longitude: -0.13, latitude: 51.51).offset(eastInMetres: east, northInMetres: north)
  }

  private static func length(_ points: [Coordinate]) -> Double {
    zip(points, points.dropFirst()).reduce(0) { $0 + $1.0.distanceInMetres(to: $1.1) }
  }

  private static func ways(_ lines: [[Coordinate]], _ points: [Coordinate]) throws -> [Double] {
    let network = StreetNetwork(lines: lines)
    let access = network.access(to: points)
    return network.waysInMetres(between: try access.map { try #require($0) })
  }

  /// A block of 300 by 200 m with a lane through its middle and a road that ends blind:
  ///
  ///     d ─── e ─── f
  ///     │     │     │
  ///     a ─── b ─── c ─── g
  private static let (a, b, c) = (at(0, 0), at(150, 0), at(300, 0))
  private static let (d, e, f) = (at(0, 200), at(150, 200), at(300, 200))
  private static let g = at(500, 0)
  private static let town = [[d, e, f], [a, b, c, g], [a, d], [b, e], [f, c]]

  @Test("are the shortest, both ways the same")
  func handDrawn() throws {
    let points = [Self.a, Self.f, Self.g, Self.e]
    let ways = try Self.ways(Self.town, points)
    func way(_ start: Int, _ goal: Int) -> Double { ways[start * points.count + goal] }
    #expect(abs(way(0, 2) - Self.length([Self.a, Self.b, Self.c, Self.g])) < Self.rounding)
    // Ways round a block are as long but for the curve of the Earth.
    func shortest(_ ways: [Coordinate]...) -> Double { ways.map(Self.length).min() ?? 0 }
    let toG = shortest([Self.e, Self.b, Self.c, Self.g], [Self.e, Self.f, Self.c, Self.g])
    #expect(abs(way(3, 2) - toG) < Self.rounding)
    let toF = shortest(
      [Self.a, Self.b, Self.c, Self.f], [Self.a, Self.b, Self.e, Self.f], [Self.a, Self.d, Self.e, Self.f])
    #expect(abs(way(0, 1) - toF) < Self.rounding)
    for start in points.indices {
      #expect(way(start, start) == 0)
      for goal in points.indices { #expect(way(start, goal) == way(goal, start)) }
    }
  }

  @Test("start and end at the nearest point of a street, not at its nearest corner")
  func snapping() throws {
    let (start, goal) = (Self.at(40, 30), Self.at(260, -25))
    let access = StreetNetwork(lines: [[Self.a, Self.c]]).access(to: [start, goal]).compactMap { $0 }
    #expect(access.count == 2)
    #expect(abs(access[0].metres - 30) < 0.001 && abs(access[1].metres - 25) < 0.001)
    let way = try Self.ways([[Self.a, Self.c]], [start, goal])[1]
    #expect(abs(way - (30 + 220 + 25)) < 0.01)
    // Beyond the end of a street the end is nearest.
    let beyond = try #require(StreetNetwork(lines: [[Self.a, Self.c]]).access(to: [Self.at(330, 40)])[0])
    #expect(abs(beyond.metres - 50) < 0.001)
    #expect(beyond.point == Self.c)
  }

  @Test("go back on a piece of street that both ends share")
  func samePiece() throws {
    let ways = try Self.ways(Self.town, [Self.at(100, 0), Self.at(20, 0), Self.at(60, 10)])
    #expect(abs(ways[1] - 80) < 0.01)
    #expect(abs(ways[2] - (40 + 10)) < 0.01)
  }

  @Test("are endless between streets that only cross, and joined where they have a point in common")
  func crossing() throws {
    let (west, east) = (Self.at(-100, 0), Self.at(100, 0))
    let (south, north, middle) = (Self.at(0, -100), Self.at(0, 100), Self.at(0, 0))
    #expect(try Self.ways([[west, east], [south, north]], [west, north])[1] == .infinity)
    let joined = try Self.ways([[west, middle, east], [south, middle, north]], [west, north])[1]
    #expect(abs(joined - Self.length([west, middle, north])) < Self.rounding)
  }

  @Test("don't reach points more than 500 m from any street")
  func accessLimit() {
    let network = StreetNetwork(lines: Self.town)
    let access = network.access(to: [
      Self.at(150, 699), Self.at(150, 701), Self.at(-501, 0), Self.at(-499, 0),
    ])
    #expect(access.map { $0 != nil } == [true, false, false, true])
    #expect(StreetNetwork(lines: []).access(to: [Self.a]) == [nil])
  }

  /// Ways between all nodes by the method of Floyd and Warshall, which shares nothing with Dijkstra's.
  private static func allWays(_ pieces: [(Int, Int)], _ nodes: [Coordinate]) -> [[Double]] {
    var ways = nodes.indices.map { a in nodes.indices.map { a == $0 ? 0 : Double.infinity } }
    for (a, b) in pieces {
      let metres = nodes[a].distanceInMetres(to: nodes[b])
      ways[a][b] = min(ways[a][b], metres)
      ways[b][a] = min(ways[b][a], metres)
    }
    for middle in nodes.indices {
      for a in nodes.indices {
        for b in nodes.indices { ways[a][b] = min(ways[a][b], ways[a][middle] + ways[middle][b]) }
      }
    }
    return ways
  }

  @Test("agree with another method in towns drawn at random", arguments: 1...20)
  func randomTowns(seed: UInt64) throws {
    var state = seed
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    let nodes = (0..<40).map { _ in Self.at(Double(draw(2_000)), Double(draw(2_000))) }
    let pieces = (0..<50).map { _ in (draw(40), draw(40)) }.filter { nodes[$0.0] != nodes[$0.1] }
    let expected = Self.allWays(pieces, nodes)
    let used = nodes.indices.filter { node in pieces.contains { $0.0 == node || $0.1 == node } }
    let network = StreetNetwork(lines: pieces.map { [nodes[$0.0], nodes[$0.1]] })
    let access = network.access(to: used.map { nodes[$0] }).compactMap { $0 }
    // A node lies on its own street, so its access has no length.
    #expect(access.count == used.count && access.allSatisfy { $0.metres < Self.rounding })
    let ways = network.waysInMetres(between: access)
    for (i, a) in used.enumerated() {
      for (j, b) in used.enumerated() {
        let way = ways[i * used.count + j]
        #expect(way == expected[a][b] || abs(way - expected[a][b]) < Self.rounding)
        #expect(way + Self.rounding >= nodes[a].distanceInMetres(to: nodes[b]))
      }
    }
  }
}
