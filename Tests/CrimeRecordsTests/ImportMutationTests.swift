// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import ScenarioFiles
import Testing

@testable import CrimeRecords

@Suite("Random damage to a force's records")
struct ImportMutationTests {
  /// A year of a small town's records, one file a month.
  private static func files(_ random: inout SplitMix64) -> [(name: String, bytes: [UInt8])] {
    let types = ["Robbery", "Burglary", "Shoplifting", "Violence and sexual offences"]
    return (1...12).map { number in
      let month = String(format: "2021-%02d", number)
      let rows = (0..<40).map { index in
        row(
          id: "\(month)-\(index)", month: month,
          longitude: String(format: "%.6f", -0.13 + 0.004 * random.uniform()),
          latitude: String(format: "%.6f", 51.51 + 0.004 * random.uniform()), type: types[index % types.count]
        )
      }
      return ("\(month)/\(month)-town-street.csv", Array(streetFile(rows).utf8))
    }
  }

  private static func damage(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    let pieces = [
      "\"", ",", "\r\n", "\n\n", "\u{0}", "\u{FEFF}", "é", "1e999", "-999", "nan", "inf", "9999-99",
      "2021-13", ",,,,,,,,,,,,,,",
      "99999999999999999999", "=cmd()", "Month", "Longitude",
    ]
    for _ in 0..<Int.random(in: 1...12, using: &random) where !bytes.isEmpty {
      let index = Int.random(in: bytes.indices, using: &random)
      let end = min(bytes.count, index + Int.random(in: 1...60, using: &random))
      switch Int.random(in: 0...5, using: &random) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(index..<end)
      case 2: bytes.insert(contentsOf: bytes[index..<end], at: Int.random(in: bytes.indices, using: &random))
      case 3: bytes.removeLast(bytes.count - index)
      default: bytes.replaceSubrange(index..<end, with: (pieces.randomElement(using: &random) ?? "").utf8)
      }
    }
  }

  @Test("gives a scenario that can be read again, or problems in words; never a crash")
  func neverCrashes() throws {
    var random = SplitMix64(state: 7)
    let files = Self.files(&random)
    var read = 0
    let count = try Rounds.run(10, atLeast: 100) { watch in
      watch.begin("folder \(read) that can be read, or one after it")
      let folder = try ScratchFolder()
      for (name, bytes) in files {
        var bytes = bytes
        // Most of the files of a force are whole.
        if Int.random(in: 0..<4, using: &random) == 0 { Self.damage(&bytes, &random) }
        try folder.write(Data(bytes), to: name)
      }
      do throws(ImportFailure) {
        let text = ScenarioFile.text(for: try CrimeImport(ImportOptions(paths: [folder.path])).run().scenario)
        #expect(throws: Never.self) { try ScenarioFile.read(text: text, path: "imported.yaml") }
        read += 1
      } catch {
        #expect(!error.problems.isEmpty && !"\(error)".isEmpty)
      }
    }
    #expect(read > 0)
    if Rounds.soakSeconds != nil {
      print("\(count) damaged folders of records, \(read) of them read; none crashed")
    }
  }
}
