// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import ScenarioFiles

@Suite("Guesses at what was meant")
struct NearMissTests {
  @Test(
    "find the name that is a slip away",
    arguments: [
      ("lat", "late"), ("data_led", "data-led"), ("Data Led", "data-led"), ("fixd-rota", "fixed-rota"),
      ("rnadom", "random"), ("DAY", "day"),
    ])
  func nearMiss(written: String, meant: String) {
    let names = ["day", "late", "data-led", "fixed-rota", "random"]
    #expect(NearMiss.suggestion(for: written, among: names) == meant)
  }

  @Test("are not made where nothing is near", arguments: ["", "x", "wombat", "zzz", "no-extra"])
  func nothingNear(written: String) {
    #expect(NearMiss.suggestion(for: written, among: ["day", "late", "data-led"]) == nil)
  }

  @Test("prefer the nearer name, and of two equally near ones the first")
  func prefersNearer() {
    #expect(NearMiss.suggestion(for: "target", among: ["targets", "targte"]) == "targets")
    #expect(NearMiss.suggestion(for: "late-shift", among: ["lamp-shift", "late-shit"]) == "late-shit")
    #expect(NearMiss.suggestion(for: String(repeating: "a", count: 100_000), among: ["a"]) == nil)
  }

  @Test(
    "count insertions, deletions, changes and swaps",
    arguments: [
      ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("ca", "abc", 3), ("kitten", "sitting", 3),
    ])
  func distance(a: String, b: String, edits: Int) {
    #expect(NearMiss.distance(Array(a), Array(b)) == edits)
    #expect(NearMiss.distance(Array(b), Array(a)) == edits)
  }
}

@Suite("The name of a scenario's content")
struct DigestTests {
  @Test(
    "agrees with the published examples of SHA-256",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 100_000),
        "6d1cf22d7cc09b085dfc25ee1a1f3ae0265804c607bc2074ad253bcc82fd81ee"
      ),
    ])
  func publishedExamples(message: String, digest: String) {
    #expect(SHA256.hexadecimal(of: message.utf8) == digest)
  }

  @Test("pads messages of every length round a block as the standard says")
  func padding() {
    let digests = (0...130).map { SHA256.hexadecimal(of: [UInt8](repeating: 0x61, count: $0)) }
    #expect(Set(digests).count == digests.count)
    #expect(digests.allSatisfy { $0.count == 64 })
    #expect(digests[64] == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb")
  }

  @Test("stays the same under comments and layout, and changes with a value")
  func stability() throws {
    func digest(_ text: String) throws -> String {
      ScenarioFile.digest(of: try ScenarioFile.read(text: text, path: "my.yaml"))
    }
    let small = try digest(ScenarioTexts.small)
    #expect(
      try digest("# A comment\r\n" + ScenarioTexts.small.replacingOccurrences(of: "\n", with: "\r\n"))
        == small)
    #expect(try digest(ScenarioTexts.small("length: 9 h", "end: \"19:00\"")) == small)
    #expect(try digest(ScenarioTexts.small("burglary: 3", "burglary: 3.1")) != small)
  }
}
