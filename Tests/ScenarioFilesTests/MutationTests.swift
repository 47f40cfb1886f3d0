// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import ScenarioFiles

@Suite("Random damage to a scenario file")
struct MutationTests {
  /// How long to go on, in seconds; `PATROLSIM_SOAK_SECONDS` sets it for long checks.
  private static var soak: Duration {
    let text = ProcessInfo.processInfo.environment["PATROLSIM_SOAK_SECONDS"] ?? ""
    return .seconds(Double(text) ?? 2)
  }

  /// Changes, removes, doubles or inserts some bytes.
  private static func damage(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    let pieces =
      [" ", "\n", "\t", ":", "-", "[", "{", "}", "]", "\"", "'", "#", "&a", "*a", "!", "|", ">", "%", "?"]
      + [
        "1e999", "-1", ".nan", "null", "\u{0}", "\u{85}", "é", "<<: ", "---\n", "99999999999999999999", "0x",
        "~",
      ]
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard !bytes.isEmpty else { return }
      let index = Int.random(in: bytes.indices, using: &random)
      let end = min(bytes.count, index + Int.random(in: 1...12, using: &random))
      switch Int.random(in: 0...4, using: &random) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(index..<end)
      case 2: bytes.insert(contentsOf: bytes[index..<end], at: Int.random(in: bytes.indices, using: &random))
      case 3: bytes.insert(contentsOf: pieces[Int.random(in: pieces.indices, using: &random)].utf8, at: index)
      default:
        bytes.replaceSubrange(index..<end, with: pieces[Int.random(in: pieces.indices, using: &random)].utf8)
      }
    }
  }

  @Test("gives a scenario that can be written again, or problems with a line; never a crash")
  func neverCrashes() throws {
    let original = Array(try ScenarioTexts.shipped("tiny.yaml").utf8)
    var random = SplitMix64(state: 2_024)
    let clock = ContinuousClock()
    let start = clock.now
    var count = 0
    var slowest = Duration.zero
    while clock.now - start < MutationTests.soak || count < 100 {
      var bytes = original
      MutationTests.damage(&bytes, &random)
      let text = String(decoding: bytes, as: UTF8.self)
      let before = clock.now
      do {
        let scenario = try ScenarioFile.read(text: text, path: "my.yaml")
        #expect(try ScenarioFile.read(text: ScenarioFile.text(for: scenario), path: "my.yaml") == scenario)
      } catch {
        #expect(!error.problems.isEmpty && error.problems.allSatisfy { $0.line >= 1 }, "\(text)")
        #expect(error.problems.allSatisfy { !$0.message.contains("\n") })
      }
      slowest = max(slowest, clock.now - before)
      count += 1
    }
    #expect(slowest < .seconds(5))
  }
}
