// SPDX-License-Identifier: GPL-3.0-or-later

import Questions
import RandomVariates
import ScenarioFiles

/// Lays the points of a sweep out.
enum SweepPoints {
  /// Returns the points of a study, the same ones every time.
  ///
  /// - Returns: By point and parameter the text to set; `nil` where nothing is set. One point without parameters where
  ///   nothing is varied.
  /// - Complexity: O(points × parameters).
  static func all(of file: BatchFile) -> [[String?]] {
    let parameters = file.parameters
    switch file.design {
    case .grid: return grid(parameters)
    case .oneAtATime: return oneAtATime(parameters)
    case .list: return file.list
    case .latinHypercube, .prior, .sobol:
      return shares(of: file).map { point in zip(parameters, point).map { $0.text(at: $1) } }
    }
  }

  /// The last parameter varies fastest.
  private static func grid(_ parameters: [SweptParameter]) -> [[String?]] {
    parameters.reduce([[]]) { points, parameter in
      points.flatMap { point in parameter.levels.map { point + [$0] } }
    }
  }

  /// The scenario as it stands, then each parameter at its values.
  private static func oneAtATime(_ parameters: [SweptParameter]) -> [[String?]] {
    let none = [String?](repeating: nil, count: parameters.count)
    return [none]
      + parameters.enumerated().flatMap { index, parameter in
        parameter.levels.map { text in
          var point = none
          point[index] = text
          return point
        }
      }
  }

  /// Returns the points of a sampled design in the unit cube.
  private static func shares(of file: BatchFile) -> [[Double]] {
    let (count, dimensions, seed) = (file.points ?? 0, file.parameters.count, file.seed ?? 1)
    switch file.design {
    case .latinHypercube: return latinHypercube(count, dimensions, seed: seed)
    case .sobol: return saltelli(count, dimensions, seed: seed)
    default:
      return (0..<count).map { point in
        var random = RandomStream(seed: seed, replication: 0, name: "prior draws", entity: UInt64(point))
        return (0..<dimensions).map { _ in random.uniform() }
      }
    }
  }

  /// Returns a Latin hypercube sample: in each dimension one point in each of as many equal parts, placed at random within
  /// it, in an order of its own.
  ///
  /// Source: McKay, Beckman and Conover, *Technometrics* 21(2), 1979, doi:10.1080/00401706.1979.10489755.
  static func latinHypercube(_ count: Int, _ dimensions: Int, seed: UInt64) -> [[Double]] {
    var points = [[Double]](repeating: [Double](repeating: 0, count: dimensions), count: count)
    for dimension in 0..<dimensions {
      var random = RandomStream(
        seed: seed, replication: 0, name: "latin hypercube", entity: UInt64(dimension))
      let order = permutation(of: count, using: &random)
      for (point, part) in order.enumerated() {
        points[point][dimension] = (Double(part) + random.uniform()) / Double(count)
      }
    }
    return points
  }

  /// Returns the numbers below a count in random order.
  ///
  /// Source: Durstenfeld, "Algorithm 235: random permutation", *Communications of the ACM* 7(7), 1964.
  private static func permutation(of count: Int, using random: inout RandomStream) -> [Int] {
    var order = Array(0..<count)
    for index in order.indices.reversed() where index > 0 {
      // The high word of the product is uniform below the count, but for a bias of count / 2⁶⁴.
      order.swapAt(index, Int(random.next().multipliedFullWidth(by: UInt64(index + 1)).high))
    }
    return order
  }

  /// Returns, for each of so many base points, A, B, and A with each coordinate from B in turn.
  ///
  /// A and B are the two halves of a point of Sobol's sequence in twice as many dimensions, shifted at random in each dimension, modulo 1.
  /// Unshifted, the first point has the same number in all dimensions: A and B are one, and say nothing.
  ///
  /// Source: Saltelli et al., *Computer Physics Communications* 181, 2010, doi:10.1016/j.cpc.2009.09.018; Cranley and Patterson, *SIAM Journal on
  /// Numerical Analysis* 13(6), 1976, doi:10.1137/0713071 (random shifts).
  static func saltelli(_ count: Int, _ dimensions: Int, seed: UInt64) -> [[Double]] {
    guard dimensions > 0 else { return [] }
    let shifts = (0..<2 * dimensions).map { dimension in
      var random = RandomStream(
        seed: seed, replication: 0, name: "shift of Sobol points", entity: UInt64(dimension))
      return random.uniform()
    }
    return sobolPoints(count: count, dimensions: 2 * dimensions).flatMap { unshifted -> [[Double]] in
      let point = zip(unshifted, shifts).map { ($0 + $1).truncatingRemainder(dividingBy: 1) }
      let (a, b) = (Array(point.prefix(dimensions)), Array(point.suffix(dimensions)))
      return [a, b]
        + (0..<dimensions).map { dimension in
          var mixed = a
          mixed[dimension] = b[dimension]
          return mixed
        }
    }
  }
}
