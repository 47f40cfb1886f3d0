// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import RandomVariates

/// Made-up street-level records in the layout of data.police.uk: points of a city, some of them busy.
struct StreetRecords {
  private static let header =
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    + "Last outcome category,Context\n"
  private static let boroughs = ["Camden", "Islington", "Lambeth", "Newham", "Westminster"]

  let rowCount: Int
  private let monthCount: Int
  /// The part of a row from the coordinates to the LSOA, by point.
  private let points: [[UInt8]]
  private let chances: AliasTable
  private let types: AliasTable

  /// - Parameters:
  ///   - megabytes: About how much to write.
  ///   - monthCount: How many months, from January 2021.
  init(megabytes: Int, monthCount: Int) {
    var stream = RandomStream(seed: 1, replication: 0, name: "street records")
    let pointCount = 5000
    points = (0..<pointCount).map { StreetRecords.point($0, &stream) }
    chances = AliasTable(weights: (0..<pointCount).map { 1 / (10 + Double($0)) })
    types = AliasTable(weights: CrimeType.policeUK.indices.map { 1 / Double($0 + 2) })
    self.monthCount = monthCount
    // A row has some 230 bytes.
    rowCount = megabytes * 1_000_000 / 230 / monthCount * monthCount
  }

  private static func point(_ number: Int, _ stream: inout RandomStream) -> [UInt8] {
    let longitude = -0.20 + 0.24 * stream.uniform()
    let latitude = 51.46 + 0.10 * stream.uniform()
    let borough = boroughs[min(4, Int((longitude + 0.20) / 0.048))]
    let zone = Int((latitude - 51.46) / 0.10 * 30) + 1
    let coordinates = String(format: "%.6f,%.6f", longitude, latitude)
    let code = String(format: "E0100%04d,%@ %03dA", number % 1000, borough, zone)
    return Array("\(coordinates),On or near Street \(number),\(code),".utf8)
  }

  /// Writes a file for each month and returns how many bytes they have.
  func write(to folder: String) throws -> Int {
    var stream = RandomStream(seed: 1, replication: 1, name: "street records")
    var size = 0
    for month in 0..<monthCount {
      let name = String(format: "%d-%02d", 2021 + month / 12, month % 12 + 1)
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
      let text = text(month: name, &stream)
      try Data(text).write(to: URL(fileURLWithPath: "\(folder)/\(name)/\(name)-metropolitan-street.csv"))
      size += text.count
    }
    return size
  }

  private func text(month: String, _ stream: inout RandomStream) -> [UInt8] {
    let middle = Array(",\(month),Metropolitan Police Service,Metropolitan Police Service,".utf8)
    let names = CrimeType.policeUK.map { Array($0.name.utf8) }
    var bytes = Array(StreetRecords.header.utf8)
    bytes.reserveCapacity(rowCount / monthCount * 240)
    for _ in 0..<rowCount / monthCount {
      let type = types.draw(from: &stream)
      if CrimeType.policeUK[type].id != "anti-social-behaviour" { appendID(&bytes, &stream) }
      bytes += middle
      bytes += points[chances.draw(from: &stream)]
      bytes += names[type]
      bytes += ",Under investigation,\n".utf8
    }
    return bytes
  }

  /// Appends 64 hexadecimal digits.
  private func appendID(_ bytes: inout [UInt8], _ stream: inout RandomStream) {
    for _ in 0..<4 {
      var word = stream.next()
      for _ in 0..<16 {
        let digit = UInt8(word & 15)
        bytes.append(digit < 10 ? 48 + digit : 87 + digit)
        word >>= 4
      }
    }
  }
}
