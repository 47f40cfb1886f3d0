// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import RandomVariates

/// When and by which channel a report comes in.
struct ReportDelays {
  /// A lognormal time.
  private struct Delay {
    let medianInSeconds: Double
    let logSpread: Double

    init(medianInMinutes: Double, variation: Double) {
      medianInSeconds = medianInMinutes * 60
      logSpread = log(1 + variation * variation).squareRoot()
    }

    func seconds(_ uniform: Double) -> Double {
      medianInSeconds * exp(logSpread * normalByInversion(uniform))
    }
  }

  /// The one delay of a scenario without channels.
  private let plain: Delay
  private let channels: [(channel: ReportingChannel, report: Delay, handling: Delay)]
  /// The shares of channels added up, by type, then channel.
  private let cumulative: [Double]

  init(_ knowledge: Knowledge, typeCount: Int) {
    plain = Delay(
      medianInMinutes: knowledge.reportDelayMedianInMinutes, variation: knowledge.reportDelayVariation)
    channels = knowledge.channels.map {
      (
        $0.channel, Delay(medianInMinutes: $0.delayMedianInMinutes, variation: $0.delayVariation),
        Delay(medianInMinutes: $0.handlingMedianInMinutes, variation: $0.handlingVariation)
      )
    }
    cumulative = (0..<typeCount).flatMap { type in
      var sum = 0.0
      return knowledge.channels.map { law in
        sum += law.shares[type]
        return sum
      }
    }
  }

  /// Returns the time from an offence to the moment at which units and analysts see its report, and the channel where
  /// the scenario names channels.
  ///
  /// - Complexity: O(channels).
  @inline(__always)
  func report(ofType type: Int, _ uniforms: OffenceUniforms) -> (seconds: Double, channel: ReportingChannel?)
  {
    guard !channels.isEmpty else { return (plain.seconds(uniforms.delay), nil) }
    let first = type * channels.count
    let choice = uniforms.channel
    var index = 0
    // Shares that add up to 1 may miss it by a rounding: what is left is the last one's.
    while index < channels.count - 1, choice >= cumulative[first + index] { index += 1 }
    let law = channels[index]
    return (law.report.seconds(uniforms.delay) + law.handling.seconds(uniforms.handling), law.channel)
  }
}
