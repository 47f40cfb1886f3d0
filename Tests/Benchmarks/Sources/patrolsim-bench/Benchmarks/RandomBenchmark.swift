// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import CKernelReference
import OutputAnalysis
import RandomVariates

/// One kind of draw.
private struct Draw {
  let name: String
  /// Returns the sum of so many draws. A loop of its own for each kind, as a model has one.
  let sum: (Int, inout RandomStream) -> Double
  let mean: Double
  let variance: Double
  var inC: ((UInt64, UInt64) -> Double)?

  static let weights = (1...20).map { 1 / Double($0) }
  static let places = AliasTable(weights: weights)
  static let placeMean = 20 / weights.reduce(0, +) - 1
  static let placeVariance = 210 / weights.reduce(0, +) - (placeMean + 1) * (placeMean + 1)

  static var all: [Draw] {
    [
      Draw(
        name: "uniform", sum: { loop($0, &$1) { $0.uniform() } }, mean: 0.5, variance: 1 / 12,
        inC: ckr_sum_of_uniforms),
      Draw(
        name: "exponential", sum: { loop($0, &$1) { $0.exponential(mean: 1) } }, mean: 1, variance: 1,
        inC: ckr_sum_of_exponentials),
      Draw(name: "normal", sum: { loop($0, &$1) { $0.normal() } }, mean: 0, variance: 1),
      Draw(
        name: "bernoulli", sum: { loop($0, &$1) { $0.bernoulli(0.3) ? 1 : 0 } }, mean: 0.3, variance: 0.21),
      Draw(name: "poisson-2", sum: { loop($0, &$1) { Double($0.poisson(mean: 2)) } }, mean: 2, variance: 2),
      Draw(
        name: "gamma", sum: { loop($0, &$1) { $0.gamma(shape: 2.5, scale: 1) } }, mean: 2.5, variance: 2.5),
      Draw(
        name: "alias", sum: { loop($0, &$1) { Double(places.draw(from: &$0)) } }, mean: placeMean,
        variance: placeVariance),
      Draw(
        name: "gsl-exponential",
        sum: { count, stream in
          stream.withGSLGenerator { generator in
            var sum = 0.0
            for _ in 0..<count { sum += gsl_ran_exponential(generator, 1) }
            return sum
          }
        }, mean: 1, variance: 1),
    ]
  }

  @inline(__always)
  private static func loop(
    _ count: Int, _ stream: inout RandomStream, _ draw: (inout RandomStream) -> Double
  ) -> Double {
    var sum = 0.0
    for _ in 0..<count { sum += draw(&stream) }
    return sum
  }
}

/// Random numbers, by kind.
@Sendable func randomBenchmark(_ settings: BenchSettings) throws -> BenchResult {
  let count = settings.size(2_000_000, quick: 20_000)
  var result = BenchResult()
  for draw in Draw.all {
    let name = "random/\(draw.name)"
    var stream = RandomStream(seed: 1, replication: 1, name: "random draws")
    var total = 0.0
    let side: () -> Double = {
      SystemClock.processor.time { total += draw.sum(count, &stream) } / Double(count)
    }
    var seed: UInt64 = 0
    let reference = draw.inC.map { inC in
      {
        seed += 1
        var sum = 0.0
        let time = SystemClock.processor.time { sum = inC(UInt64(count), seed) }
        precondition(sum > 0, "The sum is used")
        return time / Double(count)
      }
    }
    let figures = try Rounds(name, settings).interleave([side] + (reference.map { [$0] } ?? []))
    result.measurements.append(
      figures.count == 2
        ? Measurement(name, unit: "ns/draw", figures[0], against: "C, xoshiro", figures[1])
        : Measurement(name, unit: "ns/draw", figures[0]))
    result.checks.append(meanCheck(name, draw, total: total, count: count * settings.rounds))
  }
  return result
}

private func meanCheck(_ name: String, _ draw: Draw, total: Double, count: Int) -> Check {
  let mean = total / Double(count)
  let z = normalQuantile(1 - (1 - Check.level) / 2)
  let halfWidth = z * (draw.variance / Double(count)).squareRoot()
  let claim = "\(name): the mean is \(draw.mean.text(4)): \(mean.text(4)) ± \(halfWidth.text(4))"
  return .holds(claim, abs(mean - draw.mean) <= halfWidth)
}
