// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import Foundation

/// The streets of a GeoJSON file: its LineStrings and MultiLineStrings; what else it holds is passed over.
///
/// Source: RFC 7946.
struct StreetsFile {
  /// Streets as lists of points; to be used only if the log is empty.
  private(set) var lines: [[Coordinate]] = []
  /// The most of a file that is read; its values take about 1 GB.
  private static let json = ForeignJSON(
    size: FileText.sizeLimitInBytes, depth: 64, text: 1 << 20, values: 8_000_000)
  private let path: String
  private let log: ProblemLog
  private let text: String
  /// The line on which the feature being read starts, found when it is needed.
  private var feature: Int?

  /// Reads a text and tells a log everything that is wrong in it, by the line on which the feature starts; as a whole
  /// file may be one line, it names the feature and the point too.
  init(_ text: String, path: String, log: ProblemLog) {
    self.path = path
    self.log = log
    self.text = text
    do { try StreetsFile.json.check(Array(text.utf8)) } catch {
      report(.malformed(reason: "\(error); simplify or cut the file"), "")
      return
    }
    let json: Any
    do { json = try JSONSerialization.jsonObject(with: Data(text.utf8)) } catch {
      report(.malformed(reason: "this is not JSON: \(StreetsFile.reason(error))"), "")
      return
    }
    let root = json as? [String: Any]
    guard let root, root["type"] as? String == "FeatureCollection", let features = root["features"] as? [Any]
    else {
      report(.wrongKind(found: "something else", expected: "a GeoJSON FeatureCollection"), "")
      return
    }
    for (index, feature) in features.enumerated() {
      self.feature = index
      read(feature, "features[\(index)]")
    }
    feature = nil
    if lines.isEmpty, log.isEmpty { report(.rule("has no LineString with two points"), "features") }
  }

  private static func reason(_ error: any Error) -> String {
    let facts = (error as NSError).userInfo["NSDebugDescription"] as? String
    return facts ?? "it can't be parsed"
  }

  private mutating func read(_ feature: Any, _ key: String) {
    guard let feature = feature as? [String: Any] else {
      report(.wrongKind(found: "something else", expected: "a GeoJSON Feature"), key)
      return
    }
    guard let geometry = feature["geometry"] as? [String: Any], let type = geometry["type"] as? String else {
      return
    }
    let key = key + ".geometry.coordinates"
    switch type {
    case "LineString": readLine(geometry["coordinates"], key)
    case "MultiLineString":
      guard let lines = geometry["coordinates"] as? [Any] else {
        report(.wrongKind(found: "something else", expected: "a list of lines"), key)
        return
      }
      for (index, line) in lines.enumerated() { readLine(line, "\(key)[\(index)]") }
    default: break
    }
  }

  private mutating func readLine(_ value: Any?, _ key: String) {
    guard let points = value as? [Any], points.count >= 2 else {
      report(.wrongCount((value as? [Any])?.count ?? 0, rule: "at least two points"), key)
      return
    }
    let line = points.enumerated().compactMap { index, point in self.point(point, "\(key)[\(index)]") }
    if line.count == points.count { lines.append(line) }
  }

  private func point(_ value: Any, _ key: String) -> Coordinate? {
    guard let numbers = value as? [Any], numbers.count >= 2, let longitude = numbers[0] as? Double,
      let latitude = numbers[1] as? Double
    else {
      report(.wrongKind(found: "something else", expected: "a point, [longitude, latitude]"), key)
      return nil
    }
    for (number, limit, name) in [(longitude, 180.0, "[0]"), (latitude, 90.0, "[1]")]
    where !(-limit...limit).contains(number) {
      report(
        .outOfRange(DecimalText.exact(number), rule: NumberRange.from(-limit, to: limit).words()), key + name)
      return nil
    }
    return Coordinate(longitude: longitude, latitude: latitude)
  }

  private func report(_ kind: ScenarioProblem.Kind, _ key: String) {
    // What isn't listed needs no line, and finding one takes a walk through the text.
    let line = log.isFull ? nil : feature.flatMap { StreetsFile.line(ofFeature: $0, in: text) }
    log.report(kind, at: Position(line: line ?? 1, column: 1), key: key, file: path)
  }

  /// Returns the line on which an object of the list at the top of a JSON text starts.
  private static func line(ofFeature index: Int, in text: String) -> Int? {
    var (line, count) = (1, 0)
    var open: [UInt8] = []
    var (isText, isEscaped) = (false, false)
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isText {
        if byte == UInt8(ascii: "\""), !isEscaped { isText = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if byte == UInt8(ascii: "{"), open.elementsEqual("{[".utf8) {
          if count == index { return line }
          count += 1
        }
        open.append(byte)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
      default: break
      }
    }
    return nil
  }
}
