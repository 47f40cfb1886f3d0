// SPDX-License-Identifier: GPL-3.0-or-later

/// How well the places flagged by a forecast caught the offences that followed.
///
/// Source: Chainey, Tompson and Uhlig, "The utility of hotspot mapping for predicting spatial patterns of crime",
/// Security Journal 21, 2008, doi:10.1057/palgrave.sj.8350066 (PAI); Hunt, *Do Crime Hot Spots Move?*, PhD
/// thesis, American University, 2016 (PEI).
public struct ForecastQuality: Hashable, Sendable, Codable {
  /// How many places were flagged.
  public let flaggedCount: Int
  /// The flagged share of the whole area, in `0...1`.
  public let areaShare: Double
  /// The share of offences that fell in flagged places, in `0...1`. Undefined if there were none at all.
  public let hitRate: MeasureValue
  /// The predictive accuracy index (PAI): hit rate over area share; 1 is what flagging at random achieves.
  ///
  /// Undefined if nothing was flagged or no offence followed.
  public let predictiveAccuracyIndex: MeasureValue
  /// The predictive efficiency index (PEI): PAI over the best PAI that the same area could have had, in `0...1`.
  ///
  /// The best is the offences of the densest places, the last of which is taken in part so as to match the area.
  /// Undefined if nothing was flagged or no offence followed.
  public let predictiveEfficiencyIndex: MeasureValue

  /// Rates a forecast.
  ///
  /// - Parameters:
  ///   - flagged: Whether each place was flagged.
  ///   - observed: The offences that followed in each place; at least 0.
  ///   - areas: The area of each place, or its length of street, in any one unit; greater than 0.
  /// - Complexity: O(*n* log *n*) in the number of places.
  public init(flagged: [Bool], observed: [Double], areas: [Double]) {
    precondition(flagged.count == observed.count && areas.count == observed.count, "One value a place")
    precondition(observed.allSatisfy { $0 >= 0 && $0.isFinite }, "A count is not negative")
    precondition(areas.allSatisfy { $0 > 0 && $0.isFinite }, "An area must be positive")
    let indices = flagged.indices.filter { flagged[$0] }
    let hits = indices.reduce(0.0) { $0 + observed[$1] }
    let flaggedArea = indices.reduce(0.0) { $0 + areas[$1] }
    let offences = observed.reduce(0, +)
    flaggedCount = indices.count
    let areaShare = indices.isEmpty ? 0 : flaggedArea / areas.reduce(0, +)
    self.areaShare = areaShare
    guard offences > 0 else {
      hitRate = .undefined(reason: "The hit rate is undefined: no offence was observed")
      predictiveAccuracyIndex = .undefined(reason: "PAI is undefined: no offence was observed")
      predictiveEfficiencyIndex = .undefined(reason: "PEI is undefined: no offence was observed")
      return
    }
    hitRate = .value(hits / offences)
    guard areaShare > 0 else {
      predictiveAccuracyIndex = .undefined(reason: "PAI is undefined: no place was flagged")
      predictiveEfficiencyIndex = .undefined(reason: "PEI is undefined: no place was flagged")
      return
    }
    predictiveAccuracyIndex = .value(hits / offences / areaShare)
    predictiveEfficiencyIndex = .value(
      min(1, hits / mostHits(within: flaggedArea, observed: observed, areas: areas)))
  }
}

/// Returns the quality of a forecast that flags its first place, its first two, and so on to all of them.
///
/// - Parameters:
///   - scores: The forecast for each place; the highest is flagged first, and of equal ones the first listed.
///   - observed: The offences that followed in each place; at least 0.
///   - areas: The area of each place, or its length of street, in any one unit; greater than 0.
/// - Complexity: O(*n*² log *n*) in the number of places.
public func forecastQuality(
  rankedBy scores: [Double], observed: [Double], areas: [Double]
) -> [ForecastQuality] {
  precondition(scores.count == observed.count, "One value a place")
  var flagged = scores.map { _ in false }
  return scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }.map { index in
    flagged[index] = true
    return ForecastQuality(flagged: flagged, observed: observed, areas: areas)
  }
}

/// Returns the most offences that places of a given total area hold.
private func mostHits(within area: Double, observed: [Double], areas: [Double]) -> Double {
  var remaining = area
  var hits = 0.0
  let densestFirst = observed.indices.sorted { observed[$0] * areas[$1] > observed[$1] * areas[$0] }
  for index in densestFirst where remaining > 0 {
    let share = min(1, remaining / areas[index])
    hits += share * observed[index]
    remaining -= areas[index]
  }
  return hits
}
