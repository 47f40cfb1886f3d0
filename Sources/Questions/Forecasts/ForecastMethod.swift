// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import PatrolStrategies

/// A way to expect the offences of the next week at each target from what is known by then.
///
/// Any function of what is known fits; one that knows the true rates, say, is another method.
struct ForecastMethod: Sendable {
  /// What is known when the campaign begins.
  struct Start {
    /// Where the targets lie; what it forecasts are offences, not harm.
    let ground: ForecastGround
    /// What had become known by then, in that order.
    let history: ArraySlice<KnownOffence>
    /// The first moment of the campaign, in seconds since the start of the run.
    let second: Double
  }

  /// What is known when a week begins.
  struct Week {
    /// What has become known since the campaign began, in that order.
    let record: ArraySlice<KnownOffence>
    /// The first moment of the week, in seconds since the start of the run.
    let second: Double
    /// The offences to be recorded in it that are truly to be expected at each target; no force has them.
    let truth: [Double]
  }

  /// What it is called, and what it does in a sentence.
  let name: String
  let meaning: String
  /// Begins a campaign; what it returns is asked at the start of each week in turn, for the offences expected at each target.
  let begin: @Sendable (Start) -> (Week) -> [Double]

  static let standard = [dataLed, counts(weeks: 52), counts(weeks: 4), oracle]

  /// The true rates as they are at the start of the week: what no forecast can be expected to beat.
  static let oracle = ForecastMethod(
    name: "oracle", meaning: "the true crime rates at the start of the week, which no force has"
  ) { _ in { $0.truth } }

  /// The forecast of data-led patrol, of offences in place of harm.
  static let dataLed = ForecastMethod(
    name: "data-led", meaning: "the forecast of data-led patrol, fitted on the history"
  ) { start in
    var forecast = HarmForecast(
      ground: start.ground,
      settings: HarmForecast.settings(
        start.ground, start.history, nowInSeconds: start.second, given: GivenSettings()),
      history: start.history, nowInSeconds: start.second)
    return { week in
      forecast.refresh(record: Array(week.record), visits: [], nowInSeconds: week.second)
      return start.ground.targets.map { 168 * forecast.level(at: $0) }
    }
  }

  /// Plain counts of the last so many weeks.
  static func counts(weeks: Int) -> ForecastMethod {
    ForecastMethod(name: "\(weeks) weeks", meaning: "the count of the last \(weeks) weeks") { start in
      var ranks: [Int: Int] = [:]
      for (rank, place) in start.ground.targets.enumerated() { ranks[place] = rank }
      return { week in
        let span = min(Double(weeks) * 7 * 86_400, week.second)
        var counts = start.ground.targets.map { _ in 0.0 }
        for records in [start.history, week.record] {
          for offence in records.reversed() {
            guard offence.knownInSeconds >= week.second - span else { break }
            if let rank = ranks[Int(offence.place)] { counts[rank] += 1 }
          }
        }
        return counts.map { $0 * 7 * 86_400 / span }
      }
    }
  }
}
