// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import OutputAnalysis
import PatrolTesting
import RandomVariates
import Testing

@testable import PatrolModel

@Suite("Reporting channels")
struct ReportingChannelTests {
  private func knowledge(delay: Double, handling: Double) -> Knowledge {
    let channels = zip(ReportingChannel.allCases, [[0.4, 0.3], [0.3, 0.3], [0.3, 0.4]]).map {
      var law = ChannelLaw($0, shares: $1)
      (law.delayMedianInMinutes, law.delayVariation) = (delay, 0.5)
      (law.handlingMedianInMinutes, law.handlingVariation) = (handling, 1)
      return law
    }
    return Knowledge(channels: channels)
  }

  private func reports(
    _ knowledge: Knowledge, type: Int, count: Int
  ) -> [(seconds: Double, channel: ReportingChannel?)] {
    let delays = ReportDelays(knowledge, typeCount: 2)
    return (0..<count).map {
      delays.report(ofType: type, OffenceUniforms(seed: 11, replication: 1, offence: UInt64($0)))
    }
  }

  @Test("reports come by each channel in the shares of their type", .tags(.theory), arguments: [0, 1])
  func shares(type: Int) {
    let knowledge = knowledge(delay: 10, handling: 2)
    // A share of .3 that is 1% off fails with power .9 from 10⁴ · 5.17² · .7/.3 = 624,000 reports on.
    let reports = reports(knowledge, type: type, count: 625_000)
    for law in knowledge.channels {
      let count = reports.count { $0.channel == law.channel }
      let interval = wilsonInterval(successes: count, trials: reports.count, level: 0.9999)
      #expect(interval.contains(law.shares[type]), "\(law.channel)")
    }
  }

  @Test(
    "the time to the report and the call handler's are lognormal, each with its median and variation",
    .tags(.theory), arguments: [(30.0, 0.0, 0.5), (1e-12, 7.0, 1.0)])
  func lognormal(delay: Double, handling: Double, variation: Double) {
    let knowledge = knowledge(delay: delay, handling: handling)
    // A spread 1% off moves the variance of the logarithm by 2%: power .9 from 2 · (5.17/.02)² = 134,000 on; a median
    // 1% off moves its mean by .01, which needs (5.17 · .833/.01)² = 185,000 at a variation of 1.
    let count = 190_000
    let (median, spread) = (max(delay, handling) * 60, log(1 + variation * variation).squareRoot())
    let logs = reports(knowledge, type: 0, count: count).map { log($0.seconds / median) / spread }
    let mean = logs.reduce(0, +) / Double(count)
    let variance = logs.reduce(0) { $0 + $1 * $1 } / Double(count)
    let quantile = normalQuantile(1 - 0.5e-4)
    #expect(abs(mean) * Double(count).squareRoot() < quantile)
    #expect(abs(variance - 1) * (Double(count) / 2).squareRoot() < quantile)
    #expect(kolmogorovSmirnovPValue(logs) { normalProbability(below: $0) } > 1e-4)
  }

  @Test("one channel without a handler's delay is the same as none, to the byte, but for its name")
  func oneChannel() {
    func book(_ channels: [ChannelLaw]) -> [HappenedOffence] {
      var scenario = SmallTown.scenario()
      scenario.knowledge = Knowledge(
        reportDelayMedianInMinutes: 25, reportDelayVariation: 0.7, channels: channels)
      return ReplicationRunner(scenario: scenario, seed: 5, strategies: allStrategies())
        .run(replication: 1, recording: RecordingOptions(keepsBook: true)).outcomes.flatMap(\.book)
    }
    var law = ChannelLaw(.online, shares: CrimeType.policeUK.map { _ in 1 })
    (law.delayMedianInMinutes, law.delayVariation, law.handlingMedianInMinutes) = (25, 0.7, 0)
    let plain = book([])
    #expect(plain.count > 1_000)
    #expect(book([law]) == plain)
  }

  @Test("what is reported names its channel, what patrol discovers has none")
  func channelsSeen() {
    var scenario = SmallTown.scenario()
    scenario.knowledge = Knowledge(channels: [
      ChannelLaw(.emergency, shares: CrimeType.policeUK.map { _ in 0.7 }),
      ChannelLaw(.online, shares: CrimeType.policeUK.map { _ in 0.3 }),
    ])
    for type in scenario.crime.types.indices { scenario.crime.types[type].discoveryProbability = 1 }
    let notes = Notes()
    let runner = ReplicationRunner(scenario: scenario, seed: 5, strategies: [Observer.labelled(notes)])
    _ = runner.run(replication: 1)
    #expect(notes.offences.contains { $0.channel == .emergency })
    #expect(notes.offences.contains { $0.channel == .online })
    #expect(notes.offences.contains { $0.isDiscovered })
    for offence in notes.offences { #expect((offence.channel == nil) == offence.isDiscovered) }
  }
}
