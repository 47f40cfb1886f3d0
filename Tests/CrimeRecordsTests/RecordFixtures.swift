// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@testable import CrimeRecords

/// A folder of its own for a test, removed with it.
final class ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "records-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and the folders above it, and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  @discardableResult
  func write(_ data: Data, to name: String) throws -> String {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
    return url.path
  }
}

/// Real records, which stay outside the repository.
enum RealData {
  /// The folder named by PATROLSIM_DATA, or `../shared/data` beside the package.
  static let folder: String? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let candidates: [String?] = [
      ProcessInfo.processInfo.environment["PATROLSIM_DATA"],
      root.deletingLastPathComponent().appendingPathComponent("shared/data").path,
    ]
    return candidates.compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0 + "/uk-street") }
  }()

  static let reason: Comment = "real records are not here; name their folder in PATROLSIM_DATA"
}

/// A street-level file with some rows.
func streetFile(_ rows: [String]) -> String {
  """
  Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context

  """ + rows.map { $0 + "\n" }.joined()
}

/// A row of a street-level file.
func row(
  id: String = "", month: String = "2020-01", longitude: String = "-0.130000", latitude: String = "51.510000",
  location: String = "On or near High Street", lsoa: String = "Westminster 001A", type: String = "Robbery"
) -> String {
  "\(id),\(month),Force,Force,\(longitude),\(latitude),\(location),E01,\(lsoa),\(type),,"
}

/// Reads all records of some bytes.
func records(_ bytes: [UInt8], pieceSize: Int = .max, bufferSize: Int = 16) throws -> [[String]] {
  let source = MemoryByteSource(bytes, pieceSize: pieceSize)
  let reader = CSVReader(file: "test.csv", source: source, bufferSize: bufferSize)
  var found = [try reader.readHeader()]
  while let record = try reader.next() { found.append((0..<record.count).map(record.text)) }
  return found
}

/// Returns the problems that an import ends with.
func problems(_ options: ImportOptions) -> [ImportProblem] {
  do throws(ImportFailure) {
    _ = try CrimeImport(options).run()
    return []
  } catch {
    return error.problems
  }
}

extension SplitMix64 {
  mutating func uniform() -> Double { Double.random(in: 0..<1, using: &self) }

  mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// A gamma variate of mean 1 (Marsaglia and Tsang, ACM TOMS 26 (2000), 363–372).
  mutating func gamma(shape: Double) -> Double {
    if shape < 1 { return gamma(shape: shape + 1) * (shape + 1) / shape * pow(1 - uniform(), 1 / shape) }
    let d = shape - 1.0 / 3
    while true {
      let x = normal()
      let v = pow(1 + x / (9 * d).squareRoot(), 3)
      if v > 0, log(1 - uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v / shape }
    }
  }

  mutating func poisson(_ mean: Double) -> Int {
    var (count, left) = (0, mean)
    while true {
      left += log(1 - uniform())
      if left < 0 { return count }
      count += 1
    }
  }
}
