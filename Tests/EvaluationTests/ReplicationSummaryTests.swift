// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import PatrolTesting
import Testing

@Suite("A replication summed up")
struct ReplicationSummaryTests {
  @Test("counts crime and harm by area, against the same replication without patrol")
  func crimeAndHarm() {
    var (history, outcomes) = HandMade.blank(["no-extra-patrol", "data-led"])
    outcomes[0].set(.happened, .highStreet, 40)
    outcomes[0].set(.happened, .station, 10, type: HandMade.burglary)
    outcomes[0].set(.happened, .park, 5)
    outcomes[1].set(.happened, .highStreet, 30)
    outcomes[1].set(.happened, .station, 8, type: HandMade.burglary)
    outcomes[1].set(.happened, .stationRing, 3)
    outcomes[1].set(.happened, .park, 5)
    history.fates[.history, place: 0, type: 0, .happened] = 1_000
    let summaries = HandMade.frame.summaries(history: history, outcomes: outcomes)
    let dataLed = summaries[1]
    #expect(dataLed.crime == AreaValues(targets: 38, buffers: 3, controls: 5, everywhere: 46))
    #expect(dataLed.crimeWithout == AreaValues(targets: 50, buffers: 0, controls: 5, everywhere: 55))
    #expect(dataLed.averted(.crime, in: .targets) == 12)
    #expect(dataLed.avertedPercent(.crime, in: .targets) == 24)
    #expect(dataLed.averted(.crime, in: .buffers) == -3)
    #expect(dataLed.avertedPercent(.crime, in: .buffers) == nil)
    // 40 × 1 + 10 × 244.68 days without patrol; 10 × 1 + 2 × 244.68 averted.
    #expect(abs(dataLed.without(.harm, in: .targets) - 2_486.8) < 1e-9)
    #expect(abs(dataLed.averted(.harm, in: .targets) - 499.36) < 1e-9)
    #expect(summaries[0].averted(.crime, in: .everywhere) == 0)
  }

  @Test("sets recorded crime against the same weeks one year before")
  func recordedCrime() {
    var (history, outcomes) = HandMade.blank(["no-extra-patrol"])
    // 60 weeks of history: the same weeks are 8 to 11.
    history.weekly.record(100, week: 7, .highStreet)
    history.weekly.record(20, week: 8, .highStreet)
    history.weekly.record(5, week: 11, .highStreetRing)
    history.weekly.record(7, week: 9, .market)
    history.weekly.record(100, week: 12, .highStreet)
    outcomes[0].weekly.record(15, week: 0, .highStreet)
    outcomes[0].weekly.record(3, week: 3, .station)
    outcomes[0].weekly.record(50, week: 4, .station)
    let summary = HandMade.frame.summaries(history: history, outcomes: outcomes)[0]
    #expect(summary.recordedBefore == AreaValues(targets: 20, buffers: 5, controls: 7, everywhere: 32))
    #expect(summary.recordedDuring == AreaValues(targets: 18, buffers: 0, controls: 0, everywhere: 18))
    #expect(summary.recordedQuadrants.control.before == 7)
  }

  @Test("counts what became of deterred offences, and the visits")
  func fatesAndDosage() {
    let (history, blank) = HandMade.blank(["no-extra-patrol", "data-led"])
    var outcomes = blank
    outcomes[1].set(.potential, .highStreet, 50)
    outcomes[1].set(.deterred, .highStreet, 10)
    outcomes[1].set(.prevented, .highStreet, 7)
    outcomes[1].set(.landed, .highStreet, 2)
    outcomes[1].set(.stoppedThere, .highStreet, 1)
    outcomes[1].set(.landedHere, .highStreetRing, 2)
    outcomes[1].dosage.visitsByPlace = [30, 0, 26, 0, 0, 0]
    outcomes[1].dosage.officerHours = 504
    let summary = HandMade.frame.summaries(history: history, outcomes: outcomes)[1]
    #expect(summary.fates.deterred == 10)
    #expect(summary.fates.prevented == 7)
    #expect(summary.fates.landed == 2)
    #expect(summary.fates.landedInBuffers == 2)
    #expect(summary.dosage.visitsDelivered == 56)
    #expect(summary.dosage.officerHours == 504)
  }

  @Test(
    "the baseline is the year before where there is one, else the weeks just before",
    arguments: [
      (156, 12, 104, 12, true), (52, 12, 0, 12, true), (51, 12, 39, 12, false), (4, 12, 0, 4, false),
      (156, 60, 96, 60, false),
    ])
  func baseline(history: Int, campaign: Int, first: Int, count: Int, isOneYearBefore: Bool) {
    let phases = SmallTown.scenario(historyWeeks: history, campaignWeeks: campaign).phases
    let window = BaselineWindow(phases: phases)
    #expect(window.firstWeek == first)
    #expect(window.weekCount == count)
    #expect(window.isOneYearBefore == isOneYearBefore)
  }
}
