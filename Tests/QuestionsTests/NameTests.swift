// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Questions

@Suite("Names and ranges")
struct NameTests {
  @Test("ranges of replications are written short")
  func ranges() {
    #expect(Manifest.ranges([1, 2, 3, 5, 7, 8]) == "1-3, 5, 7-8")
    #expect(Manifest.ranges([]).isEmpty)
  }

  @Test("the name of a folder has letters, digits and hyphens only")
  func slug() {
    #expect(Study.slug("London: 20 hotspots / café ../x") == "london-20-hotspots-caf-x")
    #expect(Study.slug("日本") == "scenario")
  }
}
