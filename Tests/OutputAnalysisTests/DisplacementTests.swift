// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import Testing

@Suite("Displacement")
struct DisplacementTests {
  /// A published worked example, whose printed WDQ of .411 is wrong for its own counts.
  static let example = QuadrantCounts(
    target: BeforeAfter(before: 207, after: 110), buffer: BeforeAfter(before: 178, after: 157),
    control: BeforeAfter(before: 308, after: 318))

  /// Returns the counts of the example with one thing changed.
  private func changed(_ change: (inout QuadrantCounts) -> Void) -> QuadrantCounts {
    var counts = Self.example
    change(&counts)
    return counts
  }

  @Test("the measures of the worked example are those of its counts")
  func workedExample() throws {
    #expect(Self.example.grossEffect == 97)
    #expect(agree(try #require(Self.example.netEffect.value), 0.326, within: 5e-4))
    #expect(agree(try #require(Self.example.totalNetEffect.value), 130.5, within: 5e-4))
    #expect(agree(try #require(Self.example.weightedDisplacementQuotient.value), 0.2582, within: 5e-5))
  }

  @Test("a buffer that gains what the target lost shows a quotient of −1")
  func fullDisplacement() throws {
    let counts = QuadrantCounts(
      target: BeforeAfter(before: 100, after: 60), buffer: BeforeAfter(before: 50, after: 90),
      control: BeforeAfter(before: 80, after: 80))
    #expect(agree(try #require(counts.weightedDisplacementQuotient.value), -1))
    #expect(agree(try #require(counts.totalNetEffect.value), 0))
  }

  @Test("WDQ is undefined, in plain English, where the target did not fall relative to the control")
  func noFall() {
    // In step with the control the target would have had 213.7 offences.
    for after in [213.8, 214, 400] {
      #expect(
        changed { $0.target.after = after }.weightedDisplacementQuotient
          == .undefined(reason: "WDQ is undefined: the target did not fall relative to the control"))
    }
    #expect(QuadrantCounts.zero.weightedDisplacementQuotient.value == nil)
  }

  @Test("a measure that divides by the control says so where the control is empty")
  func emptyControl() {
    let before = changed { $0.control.before = 0 }
    #expect(
      before.totalNetEffect
        == .undefined(reason: "The total net effect is undefined: the control had no offence before"))
    #expect(
      before.netEffect
        == .undefined(reason: "The net effect is undefined: the control had no offence before"))
    #expect(
      before.weightedDisplacementQuotient.reason?.hasSuffix("the control had no offence before") == true)
    let after = changed { $0.control.after = 0 }
    #expect(after.weightedDisplacementQuotient.reason?.hasSuffix("the control had no offence after") == true)
    #expect(after.totalNetEffect.value == -267)
  }

  @Test("the weighted displacement difference has the error of Poisson counts")
  func weightedDifference() {
    let difference = changed { $0.bufferControl = BeforeAfter(before: 150, after: 140) }
      .weightedDisplacementDifference
    #expect(difference.estimate == -118)
    #expect(difference.variance == 1568)
    #expect(agree(difference.standardScore, -2.98, within: 2e-3))
    #expect(difference.interval().lower.rounded() == -196 && difference.interval().upper.rounded() == -40)
    #expect(agree(difference.pValueOfFall, 0.00144, within: 1e-4))
  }

  @Test("the difference of Wheeler and Ratcliffe's first example is −10 with an error of 8.3666")
  func smallDifference() {
    let difference = QuadrantCounts(
      target: BeforeAfter(before: 20, after: 10), buffer: .zero, control: BeforeAfter(before: 20, after: 20)
    ).weightedDisplacementDifference
    #expect(difference.estimate == -10)
    #expect(agree(difference.standardError, 8.3666, within: 1e-5))
  }

  @Test("no offence at all is no evidence")
  func nothing() {
    let difference = QuadrantCounts.zero.weightedDisplacementDifference
    #expect(difference.standardScore == 0 && difference.pValueOfFall == 0.5)
    #expect(difference.interval().halfWidth == 0)
  }
}
