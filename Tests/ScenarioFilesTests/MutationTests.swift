// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import ScenarioFiles

@Suite("Random damage to a file", .serialized)
struct MutationTests {
  /// How long to go on, in seconds; `PATROLSIM_SOAK_SECONDS` sets it for long checks, which also damage at least 10,000 files
  /// of each kind.
  private static let soak = Double(ProcessInfo.processInfo.environment["PATROLSIM_SOAK_SECONDS"] ?? "") ?? 0
  private static var seconds: Double { soak > 0 ? soak / 2 : 1.5 }
  private static var least: Int { soak > 0 ? 10_000 : 100 }

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

  /// The processor time of this thread, in seconds: what a busy machine does beside doesn't count.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory that the process has had, in bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1_024
  }

  /// Damages a text again and again and has each read.
  ///
  /// - Parameter read: Reads a text and checks what came of it.
  private static func damage(
    _ original: String, _ read: (String) throws(InvalidScenario) -> Void
  ) throws {
    var random = SplitMix64(state: 2_024)
    let clock = ContinuousClock()
    let start = clock.now
    let memory = peakMemory
    var (count, slowest) = (0, 0.0)
    while (clock.now - start) / .seconds(1) < seconds || count < least {
      var bytes = Array(original.utf8)
      damage(&bytes, &random)
      let text = String(decoding: bytes, as: UTF8.self)
      let before = processorTime
      do throws(InvalidScenario) { try read(text) } catch {
        #expect(!error.problems.isEmpty && error.problems.allSatisfy { $0.line >= 1 }, "\(text)")
        #expect(error.problems.allSatisfy { !$0.message.contains("\n") })
      }
      slowest = max(slowest, processorTime - before)
      count += 1
    }
    #expect(slowest < 1, "one file took \(slowest) s")
    // Other tests run beside this one; what a file may take is far above what they do.
    #expect(peakMemory - memory < 1 << 30)
    if soak > 0 { print("\(count) damaged files; the slowest took \(slowest) s of processor time") }
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
      try MutationTests.damage(text) { text throws(InvalidScenario) in
        let file = try BatchFile.read(text: text, path: "my.yaml")
        #expect(try BatchFile.read(text: file.text, path: "my.yaml") == file)
      }
    }
  }

  @Test(
    "of the worst sort costs no more than a word: references that grow without end, deep nesting, giant numbers and texts",
    arguments: ["patrolsim: 1", "patrolsim-batch: 1"])
  func bombs(start: String) throws {
    let references =
      "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
      + (1...12).map {
        "a\($0): &a\($0) [" + Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", ") + "]\n"
      }.joined()
    let digits = String(repeating: "9", count: 1_000_000)
    for text in [
      references, "name: " + String(repeating: "[", count: 200_000),
      "name: " + String(repeating: "{a: ", count: 50_000),
      String(repeating: "- ", count: 100_000) + "x", "replications: \(digits)", "seed: \(digits)",
      "points: 1e\(digits)",
      "parameters: {deterrence.fast_gain: {from: 0, to: 1, steps: 99999999999}}",
      "places: [\(String(repeating: "{}, ", count: 300_000))]", "\(digits): 1", "name: \"\(digits)",
      String(repeating: "a: 1\n", count: 100_000), String(repeating: ",", count: 5_000_000),
    ] {
      let memory = MutationTests.peakMemory
      let before = MutationTests.processorTime
      let full = "\(start)\n\(text)"
      let isStudy = start.contains("batch")
      let error = #expect(throws: InvalidScenario.self) {
        if isStudy {
          _ = try BatchFile.read(text: full, path: "my.yaml")
        } else {
          _ = try ScenarioFile.read(text: full, path: "my.yaml")
        }
      }
      #expect(
        error?.problems.allSatisfy { $0.line >= 1 && $0.message.count < 2_000 } == true, "\(text.prefix(40))")
      let taken = MutationTests.processorTime - before
      #expect(taken < 1, "\(text.prefix(40)) took \(taken) s")
      #expect(MutationTests.peakMemory - memory < 1 << 30)
    }
  }
}
