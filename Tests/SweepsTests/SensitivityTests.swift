// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolTesting
import RandomVariates
import ScenarioFiles
import Testing

@testable import Questions
@testable import Sweeps

@Suite("What a sweep says about its parameters")
struct SensitivityTests {
  private static let two = [
    SweptParameter(
      "deterrence.fast_gain",
      .range(SweptParameter.Range(lower: 0, upper: 1, unit: "", isLogarithmic: false, steps: 3))),
    SweptParameter(
      "deterrence.slow_gain",
      .range(SweptParameter.Range(lower: 0, upper: 1, unit: "", isLogarithmic: false, steps: 2))),
  ]

  /// Returns the cells of a study in which one strategy averts what a function says, by point and replication.
  private static func cells(
    _ batch: Batch, _ averted: ([Double], Int) -> Double?
  ) -> [BatchResult.Cell] {
    batch.points.enumerated().map { index, point in
      let numbers = point.map { $0.flatMap { Double($0.prefix { !" dhms".contains($0) }) } ?? 0.5 }
      let values = (1...batch.file.replications).map { averted(numbers, $0) }
      return BatchResult.Cell(
        number: index + 1, base: 0, point: index, status: .done, replicationsDone: values.count,
        replicationsFailed: 0, digest: "", seed: "",
        error: nil, effects: [BatchMeasure.all.map { _ in Estimate(meanOf: values, otherwise: "nothing") }],
        averted: [BatchMeasure.all.map { _ in values }])
    }
  }

  private static func batch(_ design: SweepDesign, points: Int? = nil, replications: Int = 4) throws -> Batch
  {
    try Studies.batch(
      Studies.file(
        two, design: design, points: points, replications: replications, strategies: ["fixed-rota"]))
  }

  @Test("of a grid: the swing between the ends, paired by replication")
  func grid() throws {
    let batch = try Self.batch(.grid)
    #expect(batch.points.count == 6)
    // Noise that all cells of a replication share goes out.
    let cells = Self.cells(batch) { 10 * $0[0] - 30 * $0[1] + Double($1) * 100 }
    let bars = Sensitivity(batch: batch, cells: cells).tornado().filter { $0.measure == BatchMeasure.all[0] }
    #expect(bars.map(\.parameter) == ["deterrence.slow_gain", "deterrence.fast_gain"])
    #expect(bars.map(\.rank) == [1, 2])
    #expect(bars.map(\.lowValues) == ["0", "0"] && bars.map(\.highValues) == ["1", "1"])
    for (bar, swing) in zip(bars, [-30.0, 10]) {
      #expect(abs((bar.swing.value ?? 0) - swing) < 1e-9)
      #expect(abs((bar.swing.upper ?? 0) - swing) < 1e-9 && abs((bar.swing.lower ?? 0) - swing) < 1e-9)
    }
    #expect(Sensitivity(batch: batch, cells: cells).sobol().isEmpty)
  }

  @Test("one at a time: each against itself, the others as in the scenario")
  func oneAtATime() throws {
    let batch = try Self.batch(.oneAtATime)
    #expect(batch.points == [[nil, nil], ["0", nil], ["0.5", nil], ["1", nil], [nil, "0"], [nil, "1"]])
    let cells = Self.cells(batch) { values, _ in 10 * values[0] * values[1] }
    let bars = Sensitivity(batch: batch, cells: cells).tornado().filter { $0.measure == BatchMeasure.all[0] }
    // Of equal swings the parameter that the study names first comes first.
    #expect(bars.map(\.parameter) == ["deterrence.fast_gain", "deterrence.slow_gain"])
    #expect(bars.allSatisfy { abs(($0.swing.value ?? 0) - 5) < 1e-9 && $0.low == 0 && $0.high == 5 })
  }

  @Test(
    "of a sampled design: between the lowest and the highest fifth, with what the others add in the interval")
  func sampled() throws {
    let batch = try Self.batch(.latinHypercube, points: 50)
    let cells = Self.cells(batch) { values, _ in 10 * values[0] + values[1] }
    let bar = try #require(Sensitivity(batch: batch, cells: cells).tornado().first)
    #expect(bar.parameter == "deterrence.fast_gain")
    // Fifths of a uniform have means 0.1 and 0.9.
    #expect(bar.swing.lower.map { $0 < 8 } == true && bar.swing.upper.map { $0 > 8 } == true)
    #expect((bar.swing.upper ?? 0) - (bar.swing.lower ?? 0) > 0.1)
  }

  @Test("of the design sobol: the shares of the variance, which theory knows")
  func sobol() throws {
    let batch = try Self.batch(.sobol, points: 256, replications: 1)
    #expect(batch.points.count == 256 * 4)
    // Of x + 2y + 2xy, uniform: variances 4/12 alone for x, 9/12 for y and 4/144 for both together.
    let cells = Self.cells(batch) { values, _ in values[0] + 2 * values[1] + 2 * values[0] * values[1] }
    let shares = Sensitivity(batch: batch, cells: cells).sobol().filter { $0.measure == BatchMeasure.all[0] }
    let all = 4.0 / 12 + 9.0 / 12 + 4.0 / 144
    for (share, alone) in zip(shares, [4.0 / 12, 9.0 / 12]) {
      #expect(abs((share.first.value ?? 0) - alone / all) < 0.02)
      #expect(abs((share.total.value ?? 0) - (alone + 4.0 / 144) / all) < 0.02)
      #expect((share.first.lower ?? 1) < alone / all && (share.first.upper ?? 0) > alone / all)
      #expect(share.basePoints == 256)
    }
    // A base point without all its cells is left out.
    let some = Self.cells(batch) { values, _ in values[0] > 0.9 ? nil : values[1] }
    let left = Sensitivity(batch: batch, cells: some).sobol()
    #expect(left[0].basePoints < 256 && left[0].basePoints > 150)
    #expect(
      Sensitivity(batch: batch, cells: Self.cells(batch) { _, _ in nil }).sobol()[0].first.undefined != nil)
  }

  @Test("a list in several units is ordered by quantity, and words as the study names them")
  func mixedUnits() throws {
    for (key, texts, low, high) in [
      ("deterrence.slow_decay", ["12 h", "1 d", "4 d"], "12 h", "4 d"),
      ("deterrence.slow_decay", ["4 d", "90 min", "12 h"], "90 min", "4 d"),
      ("strategies.fixed-rota.officers", ["team", "patch"], "team", "patch"),
      ("deterrence.fast_gain", ["0.9", "0.05", "0.5"], "0.05", "0.9"),
    ] {
      let batch = try Studies.batch(
        Studies.file([SweptParameter(key, .list(texts))], strategies: ["fixed-rota"]))
      let cells = Self.cells(batch) { _, replication in Double(replication) }
      let bar = try #require(Sensitivity(batch: batch, cells: cells).tornado().first)
      #expect(bar.lowValues == low && bar.highValues == high, "\(texts)")
    }
    // A strategy's parameter may go without its unit, which is the hour here.
    let batch = try Studies.batch(
      Studies.file(
        [SweptParameter("strategies.data-led.refresh", .list(["30", "1 d", "7200 s"]))],
        strategies: ["data-led"]))
    let bar = try #require(
      Sensitivity(batch: batch, cells: Self.cells(batch) { _, _ in 1 }).tornado().first)
    #expect(bar.lowValues == "7200 s" && bar.highValues == "30")
  }

  @Test("of the design sobol: with too few base points there is no index, and a reason")
  func fewBasePoints() throws {
    func shares(_ points: Int, _ averted: ([Double], Int) -> Double?) throws -> [SobolShare] {
      let batch = try Self.batch(.sobol, points: points, replications: 1)
      return Sensitivity(batch: batch, cells: Self.cells(batch, averted)).sobol()
    }
    let few = try shares(31) { values, _ in values[0] + values[1] }
    #expect(few.allSatisfy { $0.first.value == nil && $0.total.value == nil && $0.first.lower == nil })
    #expect(few[0].first.undefined == "31 base points have all their cells, and at least 32 are needed")
    #expect(try shares(32) { values, _ in values[0] + values[1] }[0].first.value != nil)
    // Of enough, too few may be done.
    let left = try shares(64) { values, _ in values[0] > 0.4 ? nil : values[1] }
    #expect(left[0].basePoints < 32 && left[0].first.undefined?.contains("at least 32 are needed") == true)
  }

  @Test("a Latin hypercube has one point in each part of each dimension; other seeds have other points")
  func latinHypercube() {
    let points = SweepPoints.latinHypercube(20, 3, seed: 1)
    for dimension in 0..<3 {
      #expect(Set(points.map { Int($0[dimension] * 20) }).count == 20)
    }
    #expect(points == SweepPoints.latinHypercube(20, 3, seed: 1))
    #expect(points != SweepPoints.latinHypercube(20, 3, seed: 2))
  }

  @Test("values between the ends lie where their share says, in equal steps or equal factors")
  func values() {
    let linear = SweptParameter.Range(lower: 0.5, upper: 8, unit: "d", isLogarithmic: false, steps: nil)
    let log = SweptParameter.Range(lower: 0.5, upper: 8, unit: "d", isLogarithmic: true, steps: nil)
    #expect([0, 0.5, 1].map(linear.text) == ["0.5 d", "4.25 d", "8 d"])
    #expect([0, 0.5, 1].map(log.text) == ["0.5 d", "2 d", "8 d"])
    let words = SweptParameter("x", .list(["a", "b", "c"]))
    #expect([0, 0.3, 0.34, 0.9, 1].map(words.text) == ["a", "a", "b", "c", "c"])
  }
}
