// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Questions
import Tables

/// One line on a terminal that shows how far the work has come; nothing in a pipe.
struct ProgressLine {
  private let isShown: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var lastDrawn: ContinuousClock.Instant?

  init(isShown: Bool = Terminal.showsProgress) {
    self.isShown = isShown
    start = clock.now
  }

  /// Shows a text in place of the one before.
  func show(_ text: String) {
    guard isShown else { return }
    _ = StandardStreams.write(Array("\r\u{1B}[K\(printable(text))".utf8), to: STDERR_FILENO)
  }

  /// Shows how far an experiment has come, its rate and the time left, at most ten times a second.
  mutating func show(_ progress: ExperimentProgress) {
    guard isShown else { return }
    let now = clock.now
    if let lastDrawn, now - lastDrawn < .milliseconds(100), progress.finished < progress.requested { return }
    lastDrawn = now
    show(ProgressLine.text(progress, seconds: (now - start) / .seconds(1)))
  }

  /// Removes the line.
  func clear() { show("") }

  /// Returns the line, of fewer than 80 columns.
  static func text(_ progress: ExperimentProgress, seconds: Double) -> String {
    if let stopping = progress.stopping { return text(progress, stopping, seconds: seconds) }
    let share = Double(progress.finished) / Double(max(1, progress.requested))
    let filled = Int((share * 24).rounded())
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
    let count = "\(bar) \(progress.finished)/\(progress.requested) replications"
    guard progress.finished > 0, seconds > 0 else { return count }
    let rate = Double(progress.finished) / seconds
    let left = Double(progress.requested - progress.finished) / rate
    return "\(count)  \(DecimalText.fixed(rate, decimals: 1))/s  \(durationText(seconds: left)) left"
  }

  /// Returns the line of a run that stops by itself, whose end is a guess.
  private static func text(
    _ progress: ExperimentProgress, _ stopping: StoppingProgress, seconds: Double
  ) -> String {
    func points(_ value: Double) -> String { DecimalText.trimmed(value, decimals: 3) }
    var parts = ["\(progress.finished) replications"]
    parts.append("±\(stopping.widest.map(points) ?? "?") points, ±\(points(stopping.asked)) asked")
    if let expected = stopping.expected { parts.append("about \(min(expected, progress.requested)) needed") }
    if progress.finished > 0, seconds > 0 {
      parts.append("\(DecimalText.fixed(Double(progress.finished) / seconds, decimals: 1))/s")
    }
    return parts.joined(separator: "  ")
  }
}
