// SPDX-License-Identifier: GPL-3.0-or-later

import HeapModule

extension StreetNetwork {
  /// A node on the way outwards, and how far it is.
  private struct Reached: Comparable {
    let metres: Double
    let node: Int32

    static func < (a: Reached, b: Reached) -> Bool { (a.metres, a.node) < (b.metres, b.node) }
  }

  /// Returns the length of the shortest way from each to each of some points, in metres.
  ///
  /// A way leads straight to the nearest street, along streets, and straight from there to the goal. So it is
  /// never shorter than the great circle.
  ///
  /// - Returns: Row by row; infinite where there is no way, 0 from a point to itself.
  /// - Complexity: O(points × pieces × log pieces), less where the points lie close to each other.
  ///
  /// Source: Dijkstra, "A note on two problems in connexion with graphs", *Numerische Mathematik* 1 (1959), 269–271.
  public func waysInMetres(between points: [Access]) -> [Double] {
    var ways = [Double](repeating: 0, count: points.count * points.count)
    for start in points.indices.dropLast() {
      let lengths = waysInMetres(from: points[start], to: Array(points[(start + 1)...]))
      for (offset, length) in lengths.enumerated() {
        let goal = start + 1 + offset
        ways[start * points.count + goal] = length
        ways[goal * points.count + start] = length
      }
    }
    return ways
  }

  private func waysInMetres(from start: Access, to goals: [Access]) -> [Double] {
    var best = goals.map { goal in
      goal.piece == start.piece
        ? start.metres + start.point.distanceInMetres(to: goal.point) + goal.metres : Double.infinity
    }
    /// The goals that are joined to a node, and how far they are from it.
    var exits: [Int32: [(goal: Int, metres: Double)]] = [:]
    for (index, goal) in goals.enumerated() {
      let piece = pieces[goal.piece]
      exits[piece.start, default: []].append((index, goal.metresToStart + goal.metres))
      exits[piece.end, default: []].append((index, goal.metresToEnd + goal.metres))
    }
    var isSettled = [Bool](repeating: false, count: nodes.count)
    let piece = pieces[start.piece]
    var frontier: Heap = [
      Reached(metres: start.metres + start.metresToStart, node: piece.start),
      Reached(metres: start.metres + start.metresToEnd, node: piece.end),
    ]
    var farthest = best.max() ?? 0
    while let next = frontier.popMin(), next.metres < farthest {
      guard !isSettled[Int(next.node)] else { continue }
      isSettled[Int(next.node)] = true
      if let found = exits[next.node] {
        for exit in found { best[exit.goal] = min(best[exit.goal], next.metres + exit.metres) }
        farthest = best.max() ?? 0
      }
      for edge in edges[firstEdge[Int(next.node)]..<firstEdge[Int(next.node) + 1]]
      where !isSettled[Int(edge.node)] {
        frontier.insert(Reached(metres: next.metres + edge.metres, node: edge.node))
      }
    }
    return best
  }
}
