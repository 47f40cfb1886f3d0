// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Questions

@Suite("The time in a manifest")
struct UniversalTimeTests {
  @Test("is written as Foundation writes it, of the years that it can write")
  func sameAsFoundation() {
    for seconds in [0, 1_709_542_800, 1_709_542_799.999, -1, -86_400, 253_402_300_799, 951_782_400]
      as [Double]
    {
      let date = Date(timeIntervalSince1970: seconds)
      #expect(universalTime(date) == Date(timeIntervalSince1970: seconds.rounded(.down)).ISO8601Format())
    }
  }

  @Test("of a clock that is wrong by millennia is written with the sign of its year")
  func farTimes() {
    #expect(universalTime(Date(timeIntervalSince1970: 253_402_300_800)) == "+10000-01-01T00:00:00Z")
    #expect(universalTime(Date(timeIntervalSince1970: -62_167_219_201)) == "-0001-12-31T23:59:59Z")
    for seconds in [1e18, -1e18, .infinity, -.infinity] {
      #expect(universalTime(Date(timeIntervalSince1970: seconds)).hasSuffix("Z"))
    }
  }

  @Test("a deadline is kept by a clock that nobody sets")
  func deadline() {
    let condition = SteadyCondition()
    condition.lock()
    #expect(!condition.wait(until: SteadyCondition.deadline(afterSeconds: 0.001)))
    condition.unlock()
    let far = SteadyCondition.deadline(afterSeconds: .infinity)
    #expect(far.tv_sec - SteadyCondition.deadline(afterSeconds: 0).tv_sec >= 86_399)
  }
}
