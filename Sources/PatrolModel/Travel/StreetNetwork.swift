// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// Streets as straight pieces between nodes, passable both ways.
///
/// Lines are joined where they have the same point, to a ten-millionth of a degree (about a centimetre), which is
/// how finely OpenStreetMap states points. Lines that merely cross are not: one may be a bridge.
public struct StreetNetwork: Sendable {
  struct Piece: Sendable {
    let start: Int32
    let end: Int32
    let metres: Double
  }
  struct Edge: Sendable {
    let node: Int32
    let metres: Double
  }

  let nodes: [Coordinate]
  let pieces: [Piece]
  /// The edges of all nodes, one node after another.
  let edges: [Edge]
  /// Where each node's edges start in ``edges``, and one more number for the end.
  let firstEdge: [Int]

  /// Creates the network of lines, each a list of points along a street.
  ///
  /// - Complexity: O(number of points).
  public init(lines: [[Coordinate]]) {
    var numbers: [SIMD2<Int64>: Int32] = [:]
    var nodes: [Coordinate] = []
    func node(_ point: Coordinate) -> Int32 {
      let key = SIMD2(Int64((point.longitude * 1e7).rounded()), Int64((point.latitude * 1e7).rounded()))
      if let number = numbers[key] { return number }
      let number = Int32(nodes.count)
      numbers[key] = number
      nodes.append(point)
      return number
    }
    var pieces: [Piece] = []
    for line in lines {
      let numbers = line.map(node)
      for (start, end) in zip(numbers, numbers.dropFirst()) where start != end {
        let metres = nodes[Int(start)].distanceInMetres(to: nodes[Int(end)])
        pieces.append(Piece(start: start, end: end, metres: metres))
      }
    }
    self.nodes = nodes
    self.pieces = pieces
    (firstEdge, edges) = StreetNetwork.edges(of: pieces, nodeCount: nodes.count)
  }

  /// Sorts the pieces by node, each under both of its ends.
  private static func edges(of pieces: [Piece], nodeCount: Int) -> ([Int], [Edge]) {
    var firstEdge = [Int](repeating: 0, count: nodeCount + 1)
    for piece in pieces {
      firstEdge[Int(piece.start) + 1] += 1
      firstEdge[Int(piece.end) + 1] += 1
    }
    for node in 0..<nodeCount { firstEdge[node + 1] += firstEdge[node] }
    var next = firstEdge
    var edges = [Edge](repeating: Edge(node: 0, metres: 0), count: 2 * pieces.count)
    for piece in pieces {
      edges[next[Int(piece.start)]] = Edge(node: piece.end, metres: piece.metres)
      edges[next[Int(piece.end)]] = Edge(node: piece.start, metres: piece.metres)
      next[Int(piece.start)] += 1
      next[Int(piece.end)] += 1
    }
    return (firstEdge, edges)
  }
}
