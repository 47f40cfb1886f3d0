// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@testable import ScenarioFiles

@Suite("Random damage to a file")
struct MutationTests {
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

  /// The most memory that the process has had, in bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1_024
  }

  /// Damages a text again and again and has each read.
  ///
  /// - Parameters:
  ///   - original: The text; it can be read.
  ///   - share: The share of a long check's time that this may take.
  ///   - read: Reads a text and checks what came of it.
  private static func damage(
    _ original: String, share: Double = 1, _ read: (String) throws(InvalidScenario) -> Void
  ) throws {
    func take(_ text: String) {
      do throws(InvalidScenario) { try read(text) } catch {
        #expect(!error.problems.isEmpty && error.problems.allSatisfy { $0.line >= 1 }, "\(text)")
        #expect(error.problems.allSatisfy { !$0.message.contains("\n") })
      }
    }
    var random = SplitMix64(state: 2_024)
    let memory = peakMemory
    var slowest = (text: original, cost: 0.0)
    let count = Rounds.run(300, atLeast: 10_000, share: share) { watch in
      var bytes = Array(original.utf8)
      damage(&bytes, &random)
      let text = String(decoding: bytes, as: UTF8.self)
      watch.begin("reading \(text)")
      let cost = Cost.once { take(text) }
      if cost > slowest.cost { slowest = (text, cost) }
    }
    // Some bytes more cost little more, whichever they are.
    let ratio = Cost.ratio({ take(slowest.text) }, to: { take(original) })
    #expect(ratio < 20, "\(ratio) times the cost of the whole file: \(slowest.text)")
    // Other tests run beside this one; what a file may take is far above what they do.
    #expect(peakMemory - memory < 1 << 30)
    if Rounds.soakSeconds != nil {
      print("\(count) damaged files; the slowest took \(ratio) times as long as the whole one")
    }
  }

  @Test("of a scenario gives one that can be written again, or problems with a line; never a crash")
  func scenarios() throws {
    try MutationTests.damage(ScenarioTexts.shipped("tiny.yaml")) { text throws(InvalidScenario) in
      let scenario = try ScenarioFile.read(text: text, path: "my.yaml")
      #expect(try ScenarioFile.read(text: ScenarioFile.text(for: scenario), path: "my.yaml") == scenario)
    }
  }

  @Test("of a study gives one that can be written again, or problems with a line; never a crash")
  func studies() throws {
    let texts = [BatchFileTests.full, try ScenarioTexts.shipped("studies/tiny-town.yaml")]
    for text in texts {
      try MutationTests.damage(text, share: 1 / Double(texts.count)) { text throws(InvalidScenario) in
        let file = try BatchFile.read(text: text, path: "my.yaml")
        #expect(try BatchFile.read(text: file.text, path: "my.yaml") == file)
      }
    }
  }

  /// Texts that are made to cost much, each for a size, and the sizes: one sixteen times the other, but where that says nothing.
  private static let bombs: [(small: Int, large: Int, text: @Sendable (Int) -> String)] = [
    (3, 12, { references($0) }), (12_500, 200_000, { "name: " + String(repeating: "[", count: $0) }),
    (3_125, 50_000, { "name: " + String(repeating: "{a: ", count: $0) }),
    (6_250, 100_000, { String(repeating: "- ", count: $0) + "x" }),
    (62_500, 1_000_000, { "replications: \(digits($0))" }), (62_500, 1_000_000, { "seed: \(digits($0))" }),
    (62_500, 1_000_000, { "points: 1e\(digits($0))" }),
    (3, 11, { "parameters: {deterrence.fast_gain: {from: 0, to: 1, steps: \(digits($0))}}" }),
    (18_750, 300_000, { "places: [\(String(repeating: "{}, ", count: $0))]" }),
    (62_500, 1_000_000, { "\(digits($0)): 1" }), (62_500, 1_000_000, { "name: \"\(digits($0))" }),
    (6_250, 100_000, { String(repeating: "a: 1\n", count: $0) }),
    (312_500, 5_000_000, { String(repeating: ",", count: $0) }),
  ]

  private static func digits(_ count: Int) -> String { String(repeating: "9", count: count) }

  /// Lists of nine references to the list before, so many deep: nine to that power items.
  private static func references(_ depth: Int) -> String {
    "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
      + (1...depth).map {
        "a\($0): &a\($0) [" + Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", ") + "]\n"
      }.joined()
  }

  @Test(
    "of the worst sort costs no more than its length: references that grow without end, deep nesting, giant numbers and texts",
    arguments: ["patrolsim: 1", "patrolsim-batch: 1"])
  func bombs(start: String) throws {
    func refuse(_ text: String) {
      let isStudy = start.contains("batch")
      let error = #expect(throws: InvalidScenario.self) {
        if isStudy {
          _ = try BatchFile.read(text: text, path: "my.yaml")
        } else {
          _ = try ScenarioFile.read(text: text, path: "my.yaml")
        }
      }
      #expect(
        error?.problems.allSatisfy { $0.line >= 1 && $0.message.count < 2_000 } == true, "\(text.prefix(40))")
    }
    Watchdog.guarding { watch in
      for bomb in MutationTests.bombs {
        let memory = MutationTests.peakMemory
        let small = "\(start)\n\(bomb.text(bomb.small))"
        let large = "\(start)\n\(bomb.text(bomb.large))"
        watch.begin("reading \(large.prefix(60))")
        // Sixteen times the length costs about sixteen times as much; a cost that goes by its square, 256 times.
        let ratio = Cost.ratio({ refuse(large) }, to: { refuse(small) }, rounds: 3)
        #expect(ratio < 64, "\(large.prefix(40)) costs \(ratio) times as much as a sixteenth of it")
        #expect(MutationTests.peakMemory - memory < 1 << 30)
      }
    }
  }
}
