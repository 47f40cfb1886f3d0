// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import PatrolModel

/// Recorded crime of one replication as an evaluator lays it out: places by weeks, history first, then the campaign.
///
/// It holds nothing that a force's analyst would not have.
public struct RecordedPanel: Hashable, Sendable {
  /// One place and what was recorded there by week.
  public struct Series: Hashable, Sendable {
    /// The place, by its index.
    public let place: Int
    /// The target that a buffer or a control belongs to, by its index; `nil` for targets, and where there is none.
    public let target: Int?
    /// Recorded offences by week, from the first of the history to the last of the campaign.
    public let counts: [Double]

    public init(place: Int, target: Int?, counts: [Double]) {
      self.place = place
      self.target = target
      self.counts = counts
    }

    /// Returns what was recorded in some weeks.
    func sum(_ weeks: Range<Int>) -> Double { counts[weeks].reduce(0, +) }
  }

  public let targets: [Series]
  public let buffers: [Series]
  public let controls: [Series]
  public let historyWeeks: Int
  public let campaignWeeks: Int
  /// The weeks of the history that the campaign is set against.
  public let baseline: BaselineWindow

  /// The weeks of the campaign, by index.
  public var campaign: Range<Int> { historyWeeks..<(historyWeeks + campaignWeeks) }

  /// Creates a panel from its series, all of the same length.
  public init(
    targets: [Series], buffers: [Series], controls: [Series], historyWeeks: Int, campaignWeeks: Int,
    baseline: BaselineWindow
  ) {
    let series = targets + buffers + controls
    precondition(
      series.allSatisfy { $0.counts.count == historyWeeks + campaignWeeks }, "A series has a count a week")
    self.targets = targets
    self.buffers = buffers
    self.controls = controls
    self.historyWeeks = historyWeeks
    self.campaignWeeks = campaignWeeks
    self.baseline = baseline
  }

  /// Lays out the records of a replication.
  ///
  /// - Parameters:
  ///   - history: The weeks before the campaign.
  ///   - outcome: The weeks of the campaign, under a strategy.
  ///   - frame: The frame of the replication, with the targets that it chose if it did.
  ///   - types: The types that count, by index; `nil` for all.
  ///   - concerns: Which targets count; their buffers and controls go with them.
  public init(
    history: WeeklyTable, outcome: WeeklyTable, frame: EvaluationFrame, types: [Int]? = nil,
    concerns: (Int) -> Bool = { _ in true }
  ) {
    let types = types ?? Array(0..<history.typeCount)
    let targets = frame.places(in: .targets).filter(concerns)
    let isConcerned = Set(targets)
    let isSubset = targets.count < frame.places(in: .targets).count
    func series(_ place: Int) -> Series {
      var counts: [Double] = []
      counts.reserveCapacity(frame.historyWeeks + frame.campaignWeeks)
      for (table, weeks) in [(history, frame.historyWeeks), (outcome, frame.campaignWeeks)] {
        for week in 0..<weeks {
          let start = table.index(week: week, place: place, type: 0)
          counts.append(types.reduce(0.0) { $0 + Double(table.recorded[start + $1]) })
        }
      }
      return Series(place: place, target: frame.targetOf[place], counts: counts)
    }
    func others(_ area: Area) -> [Series] {
      frame.places(in: area).filter { place in
        guard isSubset else { return true }
        return frame.targetOf[place].map(isConcerned.contains) ?? false
      }.map(series)
    }
    self.init(
      targets: targets.map(series), buffers: others(.buffers), controls: others(.controls),
      historyWeeks: frame.historyWeeks, campaignWeeks: frame.campaignWeeks, baseline: frame.baseline)
  }

  /// Returns what was recorded at some places in the baseline weeks and in the campaign.
  func beforeAfter(_ series: [Series]) -> BeforeAfter {
    BeforeAfter(
      before: series.reduce(0) { $0 + $1.sum(baseline.weeks) },
      after: series.reduce(0) { $0 + $1.sum(campaign) })
  }

  /// Weeks of the campaign over weeks of the baseline, by which counts before are multiplied to be like those after.
  var periodRatio: Double { Double(campaignWeeks) / Double(max(1, baseline.weekCount)) }
}
