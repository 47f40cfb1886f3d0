// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions
@testable import Tables

/// What a report is drawn from, against the figures of the comparison that it belongs to.
@Suite("The data of a report")
struct ReportDataTests {
  private static let replications = 5

  private static func study() throws -> Study {
    var scenario = SmallTown.scenario(historyWeeks: 60, campaignWeeks: 3)
    // Re-tasking needs something to react to.
    scenario.tips = Tips()
    scenario.tips?.perPlaceAndWeek = 20
    let strategies = ["random", "dynamic-re-task", "oracle"].map { StrategyConfiguration($0) }
    return Study(
      try Experiment(scenario: scenario, strategies: strategies, replications: replications, jobs: 2))
  }

  private static func data() throws -> (study: Study, result: ExperimentResult, data: ReportData) {
    let study = try study()
    let result = try study.experiment.run()
    return (study, result, study.reportData(of: result))
  }

  @Test("weeks of the campaign add up to what was recorded in each area")
  func weeks() throws {
    let (study, result, data) = try ReportDataTests.data()
    for (index, label) in study.experiment.labels.enumerated() {
      for area in Area.allCases {
        let series = try #require(data.weeks.series.first { $0.area == area && $0.strategy == label })
        #expect(series.firstWeek == 0 && series.mean.count == 5 && series.deviation.count == 5)
        let sum = series.mean.prefix(3).reduce(0, +)
        let recorded = result.replications.map { $0[index].recordedDuring[area] }.reduce(0, +)
        // Each mean is rounded to hundredths.
        #expect(abs(sum - recorded / Double(ReportDataTests.replications)) < 0.016)
      }
    }
    let history = data.weeks.series.filter { $0.strategy.isEmpty }
    #expect(history.count == Area.allCases.count && history.allSatisfy { $0.firstWeek == -60 })
  }

  @Test("places add up to what was averted everywhere, and their weeks to their crime")
  func places() throws {
    let (study, result, data) = try ReportDataTests.data()
    #expect(data.places.indices == Array(study.experiment.scenario.crime.places.indices))
    for (strategy, figures) in zip(result.comparison.strategies, data.places.strategies) {
      #expect(figures.strategy == strategy.strategy)
      let averted = figures.crimeAverted.compactMap(\.value).reduce(0, +)
      #expect(abs(averted - (strategy.effect(on: .crime, in: .everywhere)?.averted.value ?? .nan)) < 0.01)
      for (crime, weeks) in zip(figures.crime, figures.weeklyCrime) {
        #expect(weeks.count == 5)
        #expect(abs(weeks.prefix(3).reduce(0, +) - crime) < 0.02)
      }
    }
  }

  @Test("hours of the week add up to the crime of a week")
  func hours() throws {
    let (_, result, data) = try ReportDataTests.data()
    for (strategy, figures) in zip(result.comparison.strategies, data.hours.strategies) {
      let effect = try #require(strategy.effect(on: .crime, in: .everywhere))
      let happened = (effect.without.value ?? .nan) - (effect.averted.value ?? .nan)
      let sum = try #require(figures.crime.last).reduce(0, +)
      // 168 numbers rounded to thousandths.
      #expect(abs(3 * sum - happened) < 0.26)
      #expect(figures.crime.count == data.hours.places.count + 1)
    }
  }

  @Test("claims without patrol are counted once each, in the bin that they lie in")
  func noEffect() throws {
    let (_, result, data) = try ReportDataTests.data()
    for counts in data.noEffect.methods {
      #expect(counts.campaigns.reduce(0, +) + counts.undefined == ReportDataTests.replications)
      let falls = result.replications.compactMap { summaries in
        summaries[0].methods.first { $0.method == counts.method }?.fallPercent
      }
      for (bin, count) in counts.campaigns.enumerated() {
        let from = data.noEffect.firstFall + Double(bin) * data.noEffect.binWidth
        let inside = falls.count { $0 >= max(from, -100) && $0 < from + data.noEffect.binWidth }
        if from > -100, bin + 1 < counts.campaigns.count { #expect(count == inside) }
      }
    }
  }

  @Test("the best is one that a force could choose, and the oracle stands apart")
  func best() throws {
    let data = try ReportDataTests.data().data
    #expect(data.truthInformed == ["oracle"])
    #expect(data.best != "oracle" && data.ranked.contains("oracle") && data.ranked.count == 3)
  }

  @Test("a recorded day follows the event log: where units are, when, and why they are redirected")
  func day() throws {
    let study = try ReportDataTests.study()
    let scenario = study.experiment.scenario
    let day = try #require(try study.experiment.recordedDay(ofReplication: 1))
    let date = try #require(CivilDate(day.date))
    let campaign = scenario.phases.campaignStart
    #expect(date > campaign && date < campaign.adding(days: 21) && day.minutes == 1_440)
    let single = try study.experiment.single(
      replication: 1, recording: RecordingOptions(keepsEvents: true))
    let calendar = try #require(
      CivilCalendar(
        timeZone: scenario.phases.timeZone, start: scenario.phases.historyStart,
        dayCount: 7 * scenario.phases.weekCount))
    let number = date.dayNumber - scenario.phases.historyStart.dayNumber
    let start = calendar.dayStartInSeconds[number]
    #expect(day.strategies.contains { !$0.redirections.isEmpty })
    for (own, outcome) in zip(day.strategies, single.outcomes) {
      let events = outcome.events.filter { calendar.day(atSecond: $0.timeInSeconds) == number }
      #expect(own.redirections.count == events.count { $0.kind == .redirected })
      #expect(own.redirections.allSatisfy { !$0.reason.isEmpty })
      #expect(own.offences.count == 3 * events.count { $0.kind == .offenceHappened })
      for track in own.tracks {
        let unit = try #require(scenario.operation.units.firstIndex { $0.id == track.unit })
        let minutes = track.points.map(\.minute)
        #expect(minutes == minutes.sorted() && minutes[0] == 0)
        for point in track.points where point.activity == .visiting && point.minute > 0 {
          let place = try #require(point.place)
          let centre = scenario.crime.places[place].centre
          #expect(
            abs(point.longitude - centre.longitude) < 1e-5 && abs(point.latitude - centre.latitude) < 1e-5)
          #expect(
            events.contains {
              $0.kind == .arrived && $0.unit == unit && $0.place == place
                && abs(($0.timeInSeconds - start) / 60 - point.minute) < 0.06
            })
        }
      }
    }
    #expect(day.strategies[0].tracks.isEmpty)
  }

  @Test("what a report is made from is the same when it was written and read")
  func coding() throws {
    let data = try ReportDataTests.data().data
    let read = try JSONDecoder().decode(ReportData.self, from: Data(try JSONText.line(data)))
    #expect(read == data)
  }
}
