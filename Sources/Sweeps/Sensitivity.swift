// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import Questions
import RandomVariates
import ScenarioFiles

/// What a sweep says about its parameters: tornado bars, and Sobol indices of the design made for them, of the effects of strategies and
/// of their leads over each other.
struct Sensitivity {
  let batch: Batch
  let cells: [BatchResult.Cell]
  private let scales: [ParameterScale]

  init(batch: Batch, cells: [BatchResult.Cell]) {
    (self.batch, self.cells, scales) = (batch, cells, batch.file.scales)
  }

  /// What is looked at in a scenario: the strategies one by one, then each against each later one.
  private func subjects(of base: Batch.Base) -> [BatchSubject] {
    let labels = base.labels.dropFirst()
    return BatchSubject.effects(labels) + BatchSubject.leads(labels)
  }

  /// The cells of a scenario.
  private func cells(of base: Int) -> ArraySlice<BatchResult.Cell> {
    cells[(base * batch.points.count)..<((base + 1) * batch.points.count)]
  }

  // MARK: Tornado

  /// One bar for each scenario, strategy or pair of strategies, measure and parameter, ranked by swing.
  func tornado() -> [TornadoBar] {
    batch.bases.enumerated().flatMap { base, content in
      let groups = batch.file.parameters.indices.map { self.groups(of: $0, in: Array(cells(of: base))) }
      return subjects(of: content).flatMap { subject in
        BatchMeasure.all.indices.flatMap { bars(base, subject, $0, groups) }
      }
    }
  }

  /// The bars of all parameters, the greatest swing first.
  private func bars(_ base: Int, _ subject: BatchSubject, _ measure: Int, _ groups: [Group]) -> [TornadoBar] {
    var own = groups.enumerated().map { parameter, group in
      TornadoBar(
        base: base, strategy: subject.label, second: subject.secondLabel,
        measure: BatchMeasure.all[measure],
        parameter: batch.file.parameters[parameter].key, lowValues: values(group.low, parameter),
        highValues: values(group.high, parameter), lowRange: range(group.low, parameter),
        highRange: range(group.high, parameter), low: mean(group.low, subject, measure),
        high: mean(group.high, subject, measure), swing: swing(group, subject, measure))
    }
    func size(_ bar: TornadoBar) -> Double { bar.swing.value.map(abs) ?? -1 }
    // Of equals the one that the study names first.
    let order = own.indices.sorted { (-size(own[$0]), $0) < (-size(own[$1]), $1) }
    for (rank, index) in order.enumerated() { own[index].rank = rank + 1 }
    return order.map { own[$0] }
  }

  private typealias Group = (low: [BatchResult.Cell], high: [BatchResult.Cell])

  /// Returns the cells in which a parameter is low and in which it is high: at its lowest and highest level, and in a
  /// sampled design in the lowest and highest fifth of the cells, at least two each.
  private func groups(of parameter: Int, in cells: [BatchResult.Cell]) -> Group {
    let stride = batch.file.parameters.count + 2
    let ranked = cells.compactMap { cell -> (key: Double, cell: BatchResult.Cell)? in
      // The mixed points of the design sobol repeat others in all but one parameter.
      if batch.file.design == .sobol, cell.point % stride > 1 { return nil }
      guard cell.status == .done, let text = batch.points[cell.point][parameter] else { return nil }
      return (scales[parameter].order(of: text), cell)
    }
    let sorted = ranked.sorted { ($0.key, $0.cell.number) < ($1.key, $1.cell.number) }
    guard let least = sorted.first?.key, let most = sorted.last?.key, least < most else { return ([], []) }
    guard batch.file.design.isSampled, case .range = batch.file.parameters[parameter].values else {
      return (sorted.filter { $0.key == least }.map(\.cell), sorted.filter { $0.key == most }.map(\.cell))
    }
    let size = min(sorted.count / 2, max(2, sorted.count / 5))
    return (sorted.prefix(size).map(\.cell), sorted.suffix(size).map(\.cell))
  }

  private func swing(_ group: Group, _ subject: BatchSubject, _ measure: Int) -> Estimate {
    guard !group.low.isEmpty, !group.high.isEmpty else {
      return Estimate(undefined: "it has a single value in what is done")
    }
    let reason = "there is nothing to avert"
    if batch.file.design.isSampled {
      let (low, high) = (means(group.low, subject, measure), means(group.high, subject, measure))
      guard !low.isEmpty, !high.isEmpty else { return Estimate(undefined: reason) }
      return Estimate(meanDifferenceInterval(of: high, minus: low))
    }
    // The same replication has the same crime in all cells: differences are paired.
    let replications = 0..<batch.file.replications
    func paired(_ cells: [BatchResult.Cell]) -> [Double?] {
      replications.map { replication in
        let known = cells.compactMap { $0.value(subject, measure, replication) }
        return known.count == cells.count ? known.reduce(0, +) / Double(known.count) : nil
      }
    }
    let differences = zip(paired(group.low), paired(group.high)).map { low, high in
      low.flatMap { low in high.map { $0 - low } }
    }
    return Estimate(meanOf: differences, otherwise: reason)
  }

  private func means(_ cells: [BatchResult.Cell], _ subject: BatchSubject, _ measure: Int) -> [Double] {
    cells.compactMap { $0.mean(subject, measure) }
  }

  private func mean(_ cells: [BatchResult.Cell], _ subject: BatchSubject, _ measure: Int) -> Double? {
    let known = means(cells, subject, measure)
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// Returns the values that a parameter has in cells: one, or from which to which.
  private func values(_ cells: [BatchResult.Cell], _ parameter: Int) -> String {
    let scale = scales[parameter]
    let texts = cells.compactMap { batch.points[$0.point][parameter] }
      .sorted { scale.order(of: $0) < scale.order(of: $1) }
      .map(batch.file.parameters[parameter].shown)
    guard let first = texts.first, let last = texts.last else { return "" }
    return first == last ? first : "\(first) to \(last)"
  }

  /// Returns the least and the greatest number that a parameter has in cells; `nil` of words.
  private func range(_ cells: [BatchResult.Cell], _ parameter: Int) -> ClosedRange<Double>? {
    let numbers = cells.compactMap { batch.points[$0.point][parameter] }
      .compactMap { scales[parameter].number(in: $0) }
    guard let least = numbers.min(), let greatest = numbers.max() else { return nil }
    return least...greatest
  }

  // MARK: Sobol indices

  /// First-order and total indices of the design `sobol`; none of others.
  ///
  /// A base point counts only where all its cells are done and have something to avert. With fewer than
  /// ``Batch/leastBasePoints`` there are no indices.
  func sobol() -> [SobolShare] {
    guard batch.file.design == .sobol else { return [] }
    // Leads have streams of their own, which leave the effects theirs.
    var (effects, leads): (UInt64, UInt64) = (0, 0)
    return batch.bases.enumerated().flatMap { base, content in
      subjects(of: content).flatMap { subject in
        BatchMeasure.all.indices.flatMap { measure in
          let isLead = subject.second != nil
          var random = RandomStream(
            seed: batch.file.seed ?? 1, replication: 0,
            name: isLead ? "sobol bootstrap of differences" : "sobol bootstrap",
            entity: isLead ? leads : effects)
          if isLead { leads += 1 } else { effects += 1 }
          return shares(base, subject, measure, using: &random)
        }
      }
    }
  }

  /// The indices of all parameters.
  private func shares(
    _ base: Int, _ subject: BatchSubject, _ measure: Int, using random: inout RandomStream
  ) -> [SobolShare] {
    let parameters = batch.file.parameters
    let stride = parameters.count + 2
    let values = cells(of: base).map { $0.mean(subject, measure) }
    let points = Swift.stride(from: 0, to: values.count, by: stride).compactMap { start -> [Double]? in
      let known = values[start..<start + stride].compactMap { $0 }
      return known.count == stride ? known : nil
    }
    let indices =
      points.count >= Batch.leastBasePoints
      ? sobolIndices(
        a: points.map { $0[0] }, b: points.map { $0[1] },
        mixed: parameters.indices.map { parameter in points.map { $0[2 + parameter] } }, using: &random)
      : nil
    let undefined = Estimate(undefined: Sensitivity.tooFew(points.count))
    return parameters.enumerated().map { index, parameter in
      SobolShare(
        base: base, strategy: subject.label, second: subject.secondLabel,
        measure: BatchMeasure.all[measure], parameter: parameter.key,
        first: indices.map { Estimate($0.first[index]) } ?? undefined,
        total: indices.map { Estimate($0.total[index]) } ?? undefined, basePoints: points.count)
    }
  }

  private static func tooFew(_ count: Int) -> String {
    "\(count) base \(count == 1 ? "point has all its" : "points have all their") cells, and at least \(Batch.leastBasePoints) are needed"
  }
}

extension Batch {
  /// The fewest base points of which Sobol indices are told.
  public static let leastBasePoints = SobolIndices.leastBasePointCount

  /// What the study asks for and can't have, a sentence each without a full stop.
  public var warnings: [String] {
    guard file.design == .sobol, let count = file.points, count < Batch.leastBasePoints else { return [] }
    return [
      "\(count) base points are too few for Sobol indices, and none will be given; ask for at least \(Batch.leastBasePoints) `points`"
    ]
  }
}
