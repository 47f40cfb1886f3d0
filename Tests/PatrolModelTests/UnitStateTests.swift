// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import PatrolModel

@Suite("What a unit can be doing")
struct UnitStateTests {
  @Test("is what the article on the model says")
  func article() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let article = tests.deletingLastPathComponent().appendingPathComponent(
      "Sources/PatrolModel/PatrolModel.docc/TheModel.md")
    let text = try String(contentsOf: article, encoding: .utf8).replacingOccurrences(of: "\n", with: " ")
    let names = UnitView.Activity.names
    #expect(text.contains("It is in one of eight states: \(names.joined(separator: ", "))."))
    #expect(names.count == 8 && Set(names).count == 8)
  }

  @Test("has a name of its own")
  func names() {
    let all: [UnitView.Activity] = [
      .offDuty, .travelling(to: 0, arrivesInSeconds: 0), .visiting(place: 0, untilInSeconds: 0), .standingBy,
      .onBreak,
      .responding(to: 0, arrivesInSeconds: 0), .handingOver(untilInSeconds: 0),
      .processingArrest(untilInSeconds: 0),
    ]
    #expect(all.map(\.name) == UnitView.Activity.names)
  }
}
