// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import ScenarioFiles

@Suite("Travel from a file")
struct TravelFileTests {
  /// Reads the small scenario with a file beside it.
  ///
  /// - Returns: The scenario, or what is wrong with it.
  private func read(
    _ key: String, _ text: String, units: String = "{id: u, team: team, shift: day}"
  ) throws -> Result<Scenario, InvalidScenario> {
    let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-travel-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try text.write(toFile: folder + "/travel.txt", atomically: true, encoding: .utf8)
    let scenario = ScenarioTexts.small("operation:\n", "operation:\n  travel: {\(key): travel.txt}\n")
      .replacingOccurrences(of: "{id: u, team: team, shift: day}", with: units)
    return Result { () throws(InvalidScenario) in
      try ScenarioFile.read(text: scenario, path: folder + "/my.yaml")
    }
  }

  /// What is wrong, without the folder.
  private func problems(_ key: String, _ text: String) throws -> [String] {
    switch try read(key, text) {
    case .success: return []
    case .failure(let error):
      return error.problems.map { problem in
        problem.path.hasSuffix("/my.yaml")
          ? String(problem.message.drop { $0 != "." }.dropFirst("yaml".count + 1)) : problem.message
      }
    }
  }

  private static let times = """
    from,to,minutes
    base:team,a,4
    base:team,b,6
    a,b,8
    b,a,11.5

    """

  @Test("takes times there and back; a time that stands for one way only counts for both")
  func asymmetry() throws {
    let scenario = try read("matrix", Self.times).get()
    let matrix = TeamMatrix(pointCount: 3, values: [0, 4, 6, 4, 0, 8, 6, 11.5, 0])
    #expect(scenario.operation.travel == .minutes([[.car: matrix]]))
  }

  @Test("is refused where its values would take too much memory")
  func manyValues() throws {
    #expect(
      try problems("streets", "[" + String(repeating: "0,", count: 8_000_000) + "0]") == [
        "travel.txt:1:1: it is too large, on line 1: there are more than 8000000 values; simplify or cut the file"
      ])
  }

  @Test("is refused where a line is too long, has too many cells or a quotation mark that is never closed")
  func lineBounds() throws {
    let commas = String(repeating: ",", count: 1_000)
    #expect(
      try problems("matrix", "from,to,minutes\n\(commas)\n") == [
        "travel.txt:2:1: the row has 1001 cells; at most 1000 are read"
      ])
    let long = String(repeating: "x", count: 1 << 20)
    #expect(
      try problems("matrix", "from,to,minutes,\(long)\n") == [
        "travel.txt:1:1: the row has 1048592 bytes; at most 1048576 are read"
      ])
    #expect(
      try problems("matrix", "from,to,minutes\n\"a,b,8\n") == [
        "travel.txt:2:1: the row has a quotation mark that is never closed"
      ])
  }

  @Test("takes times of one mode, and times of all for the others")
  func modes() throws {
    let text =
      "\u{FEFF}mode, to,from,minutes\r\n,a,base:team,4\r\n,b,base:team,6\r\n,b,a,8\r\nfoot,\"b\",a,30\r\n"
    let units = "{id: u, team: team, shift: day}\n    - {id: v, team: team, shift: day, mode: foot}"
    let scenario = try read("matrix", text, units: units).get()
    let car = TeamMatrix(pointCount: 3, values: [0, 4, 6, 4, 0, 8, 6, 8, 0])
    let foot = TeamMatrix(pointCount: 3, values: [0, 4, 6, 4, 0, 30, 6, 30, 0])
    #expect(scenario.operation.travel == .minutes([[.car: car, .foot: foot]]))
  }

  @Test("reads back from a text that needs the file no more; the digest covers its numbers")
  func roundTrip() throws {
    let scenario = try read("matrix", Self.times).get()
    let text = ScenarioFile.text(for: scenario)
    #expect(try ScenarioFile.read(text: text, path: "elsewhere.yaml") == scenario)
    let other = try read("matrix", Self.times.replacing("11.5", with: "11.6")).get()
    #expect(ScenarioFile.digest(of: other) != ScenarioFile.digest(of: scenario))
    let layout = try read("matrix", Self.times.replacing("\n", with: "\r\n")).get()
    #expect(ScenarioFile.digest(of: layout) == ScenarioFile.digest(of: scenario))
  }

  @Test("has every mistake in a matrix named at once, with its line")
  func matrixMistakes() throws {
    let text = """
      from,to,minutes
      base:team,aa,4
      base:team,b,-6
      a,b,0.1
      b,a
      a,a,3
      a,ring,x
      b,ring,2
      b,ring,3
      base:teem,b,1e999
      """
    let known = "(known: a, b, base:team, ring)"
    #expect(
      try problems("matrix", text) == [
        "travel.txt:2:11: to is \"aa\"; no place or base has that name \(known)",
        "travel.txt:3:13: minutes is -6; it must be from 0 to 1440",
        "travel.txt:4:5: minutes is 0.1; it must be at least 0.45, the straight line at 300 km/h",
        "travel.txt:5:1: the row has 2 entries; it must have 3, as the header",
        "travel.txt:6:5: minutes is 3; it must be 0 from a point to itself",
        "travel.txt:7:8: minutes is \"x\"; it must be a number of minutes",
        "travel.txt:9:1: from is \"b to ring\"; the row on line 8 has that name already",
        "travel.txt:10:1: from is \"base:teem\"; no place or base has that name \(known); did you mean \"base:team\"?",
        "travel.txt:10:13: minutes is 1e999; it must be from 0 to 1440",
      ])
  }

  @Test(
    "needs a header, rows, and a time for each pair of points",
    arguments: [
      ("", "travel.txt:1:1: the file is empty; it starts with \"from,to,minutes\""),
      ("from,to,minutes\n", "travel.txt:1:1: the file has no row below its header"),
      ("from,to\na,b\n", "travel.txt:1:1: the header: the key \"minutes\" is missing"),
      (
        "from,to,minutes,modes\n",
        "travel.txt:1:17: the column \"modes\" is not a key of the format (known: from, to, minutes, mode); did you "
          + "mean \"mode\"?"
      ),
      (
        "from,to,minutes\na,b,9\n",
        ":9:20: operation.travel.matrix has no time by car between \"base:team\" and \"a\" (and between 1 more pairs "
          + "of its team)"
      ),
    ])
  func incomplete(text: String, problem: String) throws {
    #expect(try problems("matrix", text) == [problem])
  }

  // MARK: Streets

  /// A FeatureCollection of lines; points are `[longitude, latitude]`.
  private func streets(_ lines: String...) -> String {
    let features = lines.map {
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"LineString\",\"coordinates\":\($0)}}"
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ",\n"))]}"
  }

  @Test("follows the streets, from the point nearest to each place")
  func streetWays() throws {
    // North from "a" by way of a corner to the east; "b" lies west of the end of the street.
    let text = streets("[[-0.13,51.5],[-0.125,51.51],[-0.1285,51.52]]")
    let scenario = try read("streets", text).get()
    guard case .ways(let matrices) = scenario.operation.travel else {
      Issue.record("travel is \(scenario.operation.travel)")
      return
    }
    let corners = [(-0.13, 51.5), (-0.125, 51.51), (-0.1285, 51.52), (-0.13, 51.52)].map {
      Coordinate(longitude: $0.0, latitude: $0.1)
    }
    let length = zip(corners, corners.dropFirst()).reduce(0) { $0 + $1.0.distanceInMetres(to: $1.1) }
    // Rounded up to a decimetre.
    #expect(matrices.count == 1)
    #expect(matrices[0][from: 1, to: 2] == (length * 10).rounded(.up) / 10)
    #expect(matrices[0][from: 2, to: 1] == matrices[0][from: 1, to: 2])
    let readBack = try ScenarioFile.read(text: ScenarioFile.text(for: scenario), path: "elsewhere.yaml")
    #expect(readBack == scenario)
    #expect(ScenarioFile.digest(of: readBack) == ScenarioFile.digest(of: scenario))
  }

  @Test("has mistakes in streets named at once, by feature and point")
  func streetMistakes() throws {
    let text = streets("[[-0.13,51.5]]", "[[-0.13,51.5],[-0.13,91]]", "[[-0.13,51.5],[\"x\",51.5],[181,3]]")
    #expect(
      try problems("streets", text) == [
        "travel.txt:1:1: features[0].geometry.coordinates has 1 entry; it must have at least two points",
        "travel.txt:2:1: features[1].geometry.coordinates[1][1] is 91; it must be from -90 to 90",
        "travel.txt:3:1: features[2].geometry.coordinates[1] is something else; it must be a point, [longitude, "
          + "latitude]",
        "travel.txt:3:1: features[2].geometry.coordinates[2][0] is 181; it must be from -180 to 180",
      ])
  }

  @Test("needs streets near each point, and joined")
  func streetGaps() throws {
    #expect(
      try problems("streets", streets("[[-0.13,51.5],[-0.13,51.51]]")) == [
        ":9:21: operation.travel.streets has no street within 500 m of \"b\""
      ])
    let apart = streets("[[-0.13,51.5],[-0.13,51.511]]", "[[-0.13,51.512],[-0.13,51.52]]")
    #expect(
      try problems("streets", apart) == [
        ":9:21: operation.travel.streets has no way between \"base:team\" and \"b\" (and between 1 more pairs of its "
          + "team); streets are joined where they have the same point"
      ])
    #expect(
      try problems("streets", "{\"type\":\"FeatureCollection\",\"features\":[]}") == [
        "travel.txt:1:1: features has no LineString with two points"
      ])
    #expect(try problems("streets", "[]").first?.contains("it must be a GeoJSON FeatureCollection") == true)
    #expect(try problems("streets", "{").first?.hasPrefix("travel.txt:1:1: this is not JSON") == true)
  }

  // MARK: Damage

  @Test("is read or refused, whatever happens to the file", arguments: ["matrix", "streets"])
  func damage(key: String) throws {
    let sound = key == "matrix" ? Self.times : streets("[[-0.13,51.5],[-0.125,51.51],[-0.1285,51.52]]")
    var random = SplitMix64(state: 5)
    var refused = 0
    for _ in 0..<300 {
      var bytes = Array(sound.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes[position] = UInt8.random(in: 9...126, using: &random)
        case 1: bytes.remove(at: position)
        default:
          bytes.insert(
            contentsOf: Array("-\",[]{}e9.\n".utf8).shuffled(using: &random).prefix(2), at: position)
        }
      }
      switch try read(key, String(decoding: bytes, as: UTF8.self)) {
      case .success(let scenario): #expect(scenario.operation.travel != .distance)
      case .failure(let error):
        refused += 1
        #expect(!error.problems.isEmpty)
      }
    }
    #expect(refused > 100)
  }
}
