// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import Testing

@Suite("Forecast quality")
struct ForecastTests {
  @Test("the accuracy of 6, 3 and 0 offences on equal areas ranked 3, 2, 1 is 2, 1.5 and 1")
  func accuracyByRank() throws {
    let qualities = forecastQuality(rankedBy: [3, 2, 1], observed: [6, 3, 0], areas: [1, 1, 1])
    let expected = [2, 1.5, 1]
    for (quality, index) in zip(qualities, expected) {
      #expect(agree(try #require(quality.predictiveAccuracyIndex.value), index))
      #expect(agree(try #require(quality.predictiveEfficiencyIndex.value), 1))
    }
    #expect(qualities.map(\.flaggedCount) == [1, 2, 3])
    #expect(agree(try #require(qualities[0].hitRate.value), 2 / 3.0))
  }

  @Test("efficiency compares with the best that the same area could have had")
  func efficiency() throws {
    let quality = ForecastQuality(
      flagged: [false, true, false], observed: [6, 3, 0], areas: [1, 2, 3])
    #expect(agree(quality.areaShare, 1 / 3.0))
    // The best two units of area hold the 6 offences of the first place and half of the second's 3.
    #expect(agree(try #require(quality.predictiveEfficiencyIndex.value), 3 / 7.5))
    #expect(agree(try #require(quality.predictiveAccuracyIndex.value), 1))
  }

  @Test("a forecast that flags nothing, or is followed by nothing, says why it has no index")
  func undefined() {
    let nothingFlagged = ForecastQuality(flagged: [false], observed: [2], areas: [1])
    #expect(nothingFlagged.hitRate == .value(0))
    #expect(
      nothingFlagged.predictiveAccuracyIndex == .undefined(reason: "PAI is undefined: no place was flagged"))
    let nothingObserved = ForecastQuality(flagged: [true], observed: [0], areas: [1])
    #expect(
      nothingObserved.predictiveEfficiencyIndex
        == .undefined(reason: "PEI is undefined: no offence was observed"))
  }

  @Test("places of equal score are flagged in the order given")
  func ties() {
    let qualities = forecastQuality(rankedBy: [1, 1], observed: [0, 4], areas: [1, 1])
    #expect(qualities.map(\.hitRate) == [.value(0), .value(1)])
  }
}
