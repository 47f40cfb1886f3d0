// SPDX-License-Identifier: GPL-3.0-or-later

import ScenarioFiles
import Tables

/// Where a point stands in the design of a sweep.
struct BatchPoint: Hashable {
  /// From 1: of the design sobol the base point, of others the point itself.
  let basePoint: Int
  /// Of the design sobol `A`, `B`, or `AB_3`: A with the third parameter from B; `nil` of others.
  let matrix: String?
}

extension Batch {
  /// Returns where each point stands in the design, in their order.
  var placesInDesign: [BatchPoint] {
    guard file.design == .sobol else {
      return points.indices.map { BatchPoint(basePoint: $0 + 1, matrix: nil) }
    }
    let names = ["A", "B"] + file.parameters.indices.map { "AB_\($0 + 1)" }
    return points.indices.map {
      BatchPoint(basePoint: $0 / names.count + 1, matrix: names[$0 % names.count])
    }
  }

  /// Returns what each point sets, as tables have it: numbers in the unit of the parameter, or words.
  var settings: [[Cell]] {
    let scales = file.scales
    return points.map { point in
      point.enumerated().map { index, text in
        guard let text else { return .none }
        // A seed has more digits than a floating-point number.
        if let whole = UInt64(text) { return Int(exactly: whole).map(Cell.integer) ?? .text(text) }
        return scales[index].number(in: text).map(Cell.exact) ?? .text(file.parameters[index].shown(text))
      }
    }
  }
}
