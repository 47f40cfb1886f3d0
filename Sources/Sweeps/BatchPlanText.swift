// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Questions
import Tables

/// What a study will take, in some lines.
public enum BatchPlanText {
  /// Returns the lines.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - batch: The study.
  ///   - shard: The part that is planned.
  ///   - folder: Where the work is kept.
  public static func lines(_ plan: BatchPlan, of batch: Batch, shard: Shard, folder: BatchFolder) -> [String]
  {
    let file = batch.file
    var lines = [
      "\(oneLine(file.name)): \(NumberText.count(batch.bases.count, "scenario")) × "
        + "\(NumberText.count(batch.points.count, "point")) (\(file.design.rawValue)) = "
        + "\(NumberText.count(batch.cellCount, "cell"))",
      "  × \(NumberText.count(file.replications, "replication")) = \(NumberText.number(Double(batch.itemCount))) replications, "
        + "each of \(strategies(batch)) on the same crime",
    ]
    if shard != .whole {
      lines.append(
        "  part \(shard.number) of \(shard.count): \(NumberText.count(plan.requested, "replication"))")
    }
    let there = plan.requested - plan.pending
    if there > 0 {
      lines.append("  there already: \(NumberText.count(there, "replication")), which will not be run again")
    }
    if plan.pending > 0 {
      let time =
        plan.seconds.map { "about \(NumberText.duration(seconds: max(1, $0)))" }
        ?? "unknown: no cell could be tried"
      lines.append("  time: \(time) for \(NumberText.count(plan.pending, "replication"))")
      if let bytes = plan.bytes { lines.append("  disk: about \(size(bytes)) in all, in \(folder.path)") }
    }
    lines += batch.warnings.flatMap { wrapped("Warning: \($0).", first: "  ", rest: "    ") }
    return lines.map { printable($0) }
  }

  private static func strategies(_ batch: Batch) -> String {
    let counts = Set(batch.bases.map(\.strategies.count))
    guard let least = counts.min(), let most = counts.max(), least != most else {
      return NumberText.count(counts.first ?? 0, "strategy").replacing("strategys", with: "strategies")
    }
    return "\(least) to \(most) strategies"
  }

  /// Returns a size: `830 kB`, `1.4 GB`.
  static func size(_ bytes: Double) -> String {
    let units = [("GB", 1e9), ("MB", 1e6)]
    guard let (name, unit) = units.first(where: { bytes >= $0.1 }) else {
      return "\(NumberText.number((bytes / 1e3).rounded(.up))) kB"
    }
    return "\(NumberText.number(bytes / unit, decimals: bytes < 10 * unit ? 1 : 0)) \(name)"
  }
}

/// How far a study has come, in some lines.
public enum BatchStatusText {
  /// The most parts that are shown one by one.
  private static let most = 200

  /// Returns the lines.
  ///
  /// - Parameters:
  ///   - status: How far it has come.
  ///   - batch: The study.
  ///   - jobs: What a cluster says of each part, by its number; empty where there is none.
  ///   - merge: What it says of the merge behind them.
  public static func lines(
    _ status: BatchStatus, of batch: Batch, jobs: [Int: String] = [:], merge: String? = nil
  ) -> [String] {
    let share = status.requested > 0 ? 100 * Double(status.done) / Double(status.requested) : 100
    var lines = [
      "\(oneLine(batch.file.name)): \(NumberText.number(Double(status.done))) of "
        + "\(NumberText.count(status.requested, "replication")) done (\(NumberText.number(share, decimals: 1)) %), "
        + "\(NumberText.number(Double(status.failed))) failed, \(NumberText.number(Double(status.missing))) missing"
    ]
    if !status.parts.isEmpty {
      var table = TextTable(header: [["Part", "done", "failed", "missing", "state"]])
      for part in status.parts.prefix(most) {
        table.add([
          part.shard.count == 1 ? "all" : "\(part.shard.number)/\(part.shard.count)", "\(part.done)",
          "\(part.failed)",
          "\(part.missing)", state(part, jobs[part.shard.number]),
        ])
      }
      lines += table.lines(style: .plain)
      if status.parts.count > most { lines.append("  … and \(status.parts.count - most) more parts") }
    }
    if let merge { lines.append("Merge: \(merge)") }
    if status.missing == 0, status.failed > 0 {
      lines += wrapped(
        "INCOMPLETE: \(NumberText.count(status.failed, "replication")) failed; all others are there. Run the study again to try them again."
      )
    }
    lines += status.failures.sorted { $0.key < $1.key }.prefix(10).flatMap { cell, error in
      wrapped("Cell \(cell) failed: \(error)", rest: "  ")
    }
    return lines.map { printable($0) }
  }

  private static func state(_ part: BatchStatus.Part, _ job: String?) -> String {
    if part.missing == 0 { return part.failed > 0 ? "incomplete: \(part.failed) failed" : "done" }
    return job ?? (part.isRunning ? "running" : "not running")
  }
}
