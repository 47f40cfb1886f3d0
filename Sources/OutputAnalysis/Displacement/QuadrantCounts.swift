// SPDX-License-Identifier: GPL-3.0-or-later

/// The counts of one area before and after a change.
public struct BeforeAfter: Hashable, Sendable, Codable {
  /// The count of the period before; at least 0.
  public var before: Double
  /// The count of the period after; at least 0.
  public var after: Double

  /// Nothing before and nothing after.
  public static let zero = BeforeAfter(before: 0, after: 0)

  /// Creates the counts of an area: numbers of offences, or means of them over replications.
  public init(before: Double, after: Double) {
    precondition(before >= 0 && after >= 0, "A count is not negative")
    precondition(before.isFinite && after.isFinite, "A count is finite")
    self.before = before
    self.after = after
  }

  /// After minus before: negative for a fall.
  public var change: Double {
    after - before
  }
}

/// The counts that displacement is measured from: those of the target, its buffer and a control.
///
/// In the measures below, *R* is the target, *D* the buffer, *C* the control, *b* before and *a* after.
public struct QuadrantCounts: Hashable, Sendable, Codable {
  /// The treated places, *R*.
  public var target: BeforeAfter
  /// The places around them where displaced crime would go, *D*.
  public var buffer: BeforeAfter
  /// The places matched to the target and left as they were, *C*.
  public var control: BeforeAfter
  /// The places matched to the buffer, used by WDD only; zero where there are none.
  public var bufferControl: BeforeAfter

  /// No offence anywhere.
  public static let zero = QuadrantCounts(target: .zero, buffer: .zero, control: .zero)

  /// 1 everywhere, the weights of equal periods and areas.
  public static let one = QuadrantCounts(
    target: BeforeAfter(before: 1, after: 1), buffer: BeforeAfter(before: 1, after: 1),
    control: BeforeAfter(before: 1, after: 1), bufferControl: BeforeAfter(before: 1, after: 1))

  /// Creates the counts of a comparison.
  public init(
    target: BeforeAfter, buffer: BeforeAfter, control: BeforeAfter, bufferControl: BeforeAfter = .zero
  ) {
    self.target = target
    self.buffer = buffer
    self.control = control
    self.bufferControl = bufferControl
  }

  /// Returns the counts with each put through the same function.
  func map(_ transform: (KeyPath<QuadrantCounts, Double>) -> Double) -> QuadrantCounts {
    QuadrantCounts(
      target: BeforeAfter(before: transform(\.target.before), after: transform(\.target.after)),
      buffer: BeforeAfter(before: transform(\.buffer.before), after: transform(\.buffer.after)),
      control: BeforeAfter(before: transform(\.control.before), after: transform(\.control.after)),
      bufferControl: BeforeAfter(
        before: transform(\.bufferControl.before), after: transform(\.bufferControl.after)))
  }
}
