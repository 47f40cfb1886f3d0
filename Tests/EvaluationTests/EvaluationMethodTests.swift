// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutputAnalysis
import PatrolModel
import PatrolTesting
import Testing

@testable import Evaluation

@Suite("What each evaluation method makes of recorded crime")
struct EvaluationMethodTests {
  /// A panel of so many weeks before and in the campaign, each place with one count a week in each.
  private static func panel(
    targets: [(before: Double, after: Double)], controls: [(before: Double, after: Double)] = [],
    history: Int = 52, campaign: Int = 4
  ) -> RecordedPanel {
    func series(_ place: Int, _ rate: (before: Double, after: Double), of target: Int?)
      -> RecordedPanel.Series
    {
      RecordedPanel.Series(
        place: place, target: target,
        counts: [Double](repeating: rate.before, count: history)
          + [Double](repeating: rate.after, count: campaign))
    }
    let phases = SmallTown.scenario(historyWeeks: history, campaignWeeks: campaign).phases
    return RecordedPanel(
      targets: targets.enumerated().map { series($0, $1, of: nil) }, buffers: [],
      controls: controls.enumerated().map { series(100 + $0, $1, of: $0 < targets.count ? $0 : nil) },
      historyWeeks: history, campaignWeeks: campaign, baseline: BaselineWindow(phases: phases))
  }

  private static func fall(_ method: EvaluationMethod, _ panel: RecordedPanel) throws -> Double {
    try #require(method.estimate(panel).fallPercent)
  }

  @Test(
    "before and after: 16 offences against 20 a year before are a fall of 20%, with the e-test's p value")
  func beforeAfter() throws {
    let estimate = EvaluationMethod.beforeAfter.estimate(Self.panel(targets: [(5, 4)]))
    #expect(abs(try #require(estimate.fallPercent) - 20) < 1e-12)
    #expect(estimate.pValue == poissonExactComparison(16, 20))
    // 1 − 0.8·e^∓1.96·√(1/16 + 1/20).
    let reach = exp(1.959964 * (1 / 16.0 + 1 / 20).squareRoot())
    #expect(abs(try #require(estimate.lower) - 100 * (1 - 0.8 * reach)) < 1e-4)
    #expect(abs(try #require(estimate.upper) - 100 * (1 - 0.8 / reach)) < 1e-4)
  }

  @Test("before and after compares weeks with weeks where the baseline is shorter than the campaign")
  func shortBaseline() throws {
    let panel = Self.panel(targets: [(5, 3.75)], history: 2, campaign: 4)
    #expect(abs(try Self.fall(.beforeAfter, panel) - 25) < 1e-12)
  }

  @Test("the seasonal average takes the same weeks of up to three years, and says where it has not two")
  func seasonal() throws {
    func panel(_ years: Int) -> RecordedPanel {
      var counts = [Double](repeating: 99, count: 52 * years + 4)
      for year in 1...years { for week in 0..<4 { counts[52 * (years - year) + week] = Double(year) } }
      for week in 0..<4 { counts[52 * years + week] = 1 }
      let series = RecordedPanel.Series(place: 0, target: nil, counts: counts)
      let phases = SmallTown.scenario(historyWeeks: 52 * years, campaignWeeks: 4).phases
      return RecordedPanel(
        targets: [series], buffers: [], controls: [], historyWeeks: 52 * years, campaignWeeks: 4,
        baseline: BaselineWindow(phases: phases))
    }
    // 4 against the mean of 4, 8 and 12; of four years the last three count.
    #expect(abs(try Self.fall(.seasonalAverage, panel(3)) - 50) < 1e-12)
    #expect(abs(try Self.fall(.seasonalAverage, panel(4)) - 50) < 1e-12)
    #expect(
      EvaluationMethod.seasonalAverage.estimate(panel(1)).undefined == "the history is shorter than two years"
    )
  }

  @Test("difference in differences is the regression with a column for each place, and its clustered errors")
  func differenceInDifferences() throws {
    let (targets, controls) = (
      [(5.0, 3.0), (2, 2), (9, 7), (1, 0)], [(4.0, 4.0), (6, 7), (3, 2), (8, 9), (2, 1)]
    )
    let estimate = EvaluationMethod.differenceInDifferences.estimate(
      Self.panel(targets: targets, controls: controls))
    let places = targets + controls
    var (rows, counts, clusters): ([[Double]], [Double], [Int]) = ([], [], [])
    for (index, place) in places.enumerated() {
      for (period, rate) in [place.0, place.1].enumerated() {
        let during = Double(period)
        rows.append(
          places.indices.map { $0 == index ? 1 : 0 } + [during, index < targets.count ? during : 0])
        counts.append(4 * rate)
        clusters.append(index)
      }
    }
    let fit = try #require(PoissonRegression.fit(counts, on: DesignMatrix(rows)).value)
    let column = places.count + 1
    let clustered = try #require(fit.standardError(of: column, .clustered(clusters)).value)
    // The regression counts a rate for each place among its coefficients; these lie within clusters and shouldn't count.
    let (rowCount, columnCount) = (Double(rows.count), Double(places.count + 2))
    let error = clustered * ((rowCount - columnCount) / (rowCount - 1)).squareRoot()
    let effect = fit.coefficients[column]
    #expect(abs(try #require(estimate.fallPercent) + 100 * expm1(effect)) < 1e-8)
    #expect(abs(try #require(estimate.lower) + 100 * expm1(effect + normalQuantile(0.975) * error)) < 1e-8)
    #expect(abs(try #require(estimate.upper) + 100 * expm1(effect - normalQuantile(0.975) * error)) < 1e-8)
    #expect(abs(try #require(estimate.pValue) - 2 * normalProbability(below: -abs(effect) / error)) < 1e-9)
  }

  @Test("matched controls give every pair the same weight")
  func matched() throws {
    // Logs of (a + ½)/(b + ½) of targets, less those of controls.
    let panel = Self.panel(targets: [(5, 4), (10, 5)], controls: [(5, 5), (8, 10), (3, 3)])
    let changes = [
      log(16.5 / 20.5) - log(20.5 / 20.5), log(20.5 / 40.5) - log(40.5 / 32.5),
    ]
    let mean = changes.reduce(0, +) / 2
    #expect(abs(try Self.fall(.matchedControls, panel) + 100 * expm1(mean)) < 1e-9)
  }

  @Test("WDD in per cent is the change beyond that of as many controls, of what was to be expected")
  func weightedDifference() throws {
    // Targets 40 → 28, two controls 48 → 44, as many as targets: expected 36, so 8 of 36.
    let panel = Self.panel(targets: [(5, 3), (5, 4)], controls: [(6, 5), (6, 6)])
    let estimate = EvaluationMethod.weightedDisplacementDifference.estimate(panel)
    #expect(abs(try #require(estimate.fallPercent) - 100 * 8 / 36.0) < 1e-9)
    let error = (40.0 + 28 + 48 + 44).squareRoot()
    let (lower, upper) = (try #require(estimate.lower), try #require(estimate.upper))
    #expect(abs(upper - lower - 2 * 1.959964 * 100 * error / 36) < 1e-3)
  }

  @Test("synthetic control sees the fall of targets whose history the controls make up")
  func synthetic() throws {
    func wave(_ phase: Double, _ factor: Double = 1) -> RecordedPanel.Series {
      let counts = (0..<108).map { week -> Double in
        let level = 10 + 4 * sin(Double(week / 4) + phase)
        return week < 104 ? level : level * factor
      }
      return RecordedPanel.Series(place: Int(10 * phase), target: nil, counts: counts)
    }
    let phases = SmallTown.scenario(historyWeeks: 104, campaignWeeks: 4).phases
    let panel = RecordedPanel(
      targets: [wave(0.2, 0.7)], buffers: [], controls: [wave(0.2), wave(1.3), wave(2.4), wave(3.5)],
      historyWeeks: 104, campaignWeeks: 4, baseline: BaselineWindow(phases: phases))
    #expect(abs(try Self.fall(.syntheticControl, panel) - 30) < 1e-6)
    // The largest gap of five series.
    #expect(EvaluationMethod.syntheticControl.estimate(panel).pValue == 0.2)
  }

  @Test("of many controls a synthetic one takes those with most crime before, and each of few")
  func fewDonors() throws {
    func wave(_ place: Int, level: Double) -> RecordedPanel.Series {
      let counts = (0..<60).map { week in level * (10 + 3 * sin(Double(week / 4) + 0.4 * Double(place))) }
      return RecordedPanel.Series(place: place, target: nil, counts: counts)
    }
    let phases = SmallTown.scenario(historyWeeks: 56, campaignWeeks: 4).phases
    func estimate(_ controls: [RecordedPanel.Series]) -> MethodEstimate {
      EvaluationMethod.syntheticControl.estimate(
        RecordedPanel(
          targets: [wave(1_000, level: 2)], buffers: [], controls: controls, historyWeeks: 56,
          campaignWeeks: 4,
          baseline: BaselineWindow(phases: phases)))
    }
    let most = RecordedPanel.mostDonors
    let large = (0..<most).map { wave($0, level: 2) }
    let small = (0..<9).map { wave(most + $0, level: 1) }
    let all = estimate(large)
    #expect(all.fallPercent != nil)
    // Those with less crime don't count, wherever they stand.
    #expect(estimate(small + large) == all)
    #expect(estimate(Array(large.dropLast())) != all)
  }

  @Test("what has no result says why, and nothing is ever NaN", arguments: EvaluationMethod.allCases)
  func undefined(method: EvaluationMethod) {
    let panels = [
      Self.panel(targets: []), Self.panel(targets: [(0, 0)]), Self.panel(targets: [(5, 0)]),
      Self.panel(targets: [(0, 5)], controls: [(0, 0)]), Self.panel(targets: [(5, 5)], controls: [(5, 0)]),
      Self.panel(targets: [(1, 1), (1, 1)], controls: [(1, 1), (1, 1)]),
      Self.panel(targets: [(1, 1), (1, 2)], controls: [(9, 0), (9, 0)]),
      Self.panel(targets: [(5, 5)], controls: [(5, 4)], history: 1, campaign: 60),
      Self.panel(targets: [(5, 5), (4, 4)], controls: [(5, 4), (3, 3)], history: 10, campaign: 60),
    ]
    var results = 0
    for panel in panels {
      let estimate = method.estimate(panel)
      #expect((estimate.fallPercent == nil) == (estimate.undefined != nil))
      let numbers = [estimate.fallPercent, estimate.lower, estimate.upper, estimate.pValue].compactMap { $0 }
      #expect(numbers.allSatisfy { $0.isFinite }, "\(estimate)")
      results += estimate.undefined == nil ? 1 : 0
    }
    #expect(results < panels.count)
    #expect(method.estimate(panels[0]).undefined == "there is no target")
  }

  @Test("a subset of types and targets takes the buffers and controls that belong to it")
  func subset() {
    let (history, outcomes) = HandMade.blank(["no-extra-patrol"])
    var (before, during) = (history.weekly, outcomes[0].weekly)
    for place in 0..<6 {
      before.recorded[before.index(week: 8, place: place, type: HandMade.burglary)] = Int32(10 + place)
      before.recorded[before.index(week: 8, place: place, type: HandMade.shoplifting)] = 100
      during.recorded[during.index(week: 0, place: place, type: HandMade.burglary)] = Int32(place)
    }
    let panel = RecordedPanel(
      history: before, outcome: during, frame: HandMade.frame, types: [HandMade.burglary]
    ) { $0 == TownPlace.station.rawValue }
    #expect(panel.targets.map(\.place) == [2] && panel.buffers.map(\.place) == [3])
    #expect(panel.controls.map(\.place) == [5])
    #expect(panel.beforeAfter(panel.targets) == BeforeAfter(before: 12, after: 2))
    let all = RecordedPanel(history: before, outcome: during, frame: HandMade.frame)
    #expect(all.targets.count == 2 && all.controls.count == 2)
    #expect(all.beforeAfter(all.targets) == BeforeAfter(before: 222, after: 2))
  }

  @Test("the performance of a method counts bias, coverage and what it finds over campaigns")
  func performance() throws {
    let summaries = [(20.0, 10.0, 30.0, 0.01), (5, -10, 20, 0.6), (40, 30, 50, 0.001), (-5, -9, -1, 0.04)]
      .enumerated()
      .map { index, row in
        var summary = summary(index + 1, "data-led", crime: 90, without: 100)
        summary.methods = [
          MethodEstimate(.beforeAfter, fallPercent: row.0, lower: row.1, upper: row.2, pValue: row.3),
          MethodEstimate(.seasonalAverage, undefined: "the history is shorter than two years"),
        ]
        return summary
      }
    let performance = MethodPerformance(.beforeAfter, summaries, level: 0.95)
    func near(_ estimate: Estimate, _ value: Double) -> Bool { abs((estimate.value ?? .nan) - value) < 1e-12 }
    #expect(near(performance.claim, 15) && near(performance.truth, 10) && near(performance.bias, 5))
    // Errors of 10, −5, 30 and −15.
    #expect(abs(try #require(performance.rootMeanSquaredError) - 312.5.squareRoot()) < 1e-12)
    #expect(performance.coverage.value == 0.5)
    #expect(performance.fallsFound.value == 0.5 && performance.changesFound.value == 0.75)
    #expect(performance.lowest.value == nil && performance.undefinedShare == 0)
    let none = MethodPerformance(.seasonalAverage, summaries, level: 0.95)
    #expect(none.claim.value == nil && none.undefinedShare == 1)
    #expect(none.undefined == "the history is shorter than two years")
  }
}
