// SPDX-License-Identifier: GPL-3.0-or-later

/// A number of the model and how a scenario file writes it; reader and writer share the table.
struct Parameter<Root>: Sendable {
  /// Its key: `fast_decay`.
  let key: String
  /// Where the model keeps it.
  let property: WritableKeyPath<Root, Double> & Sendable
  /// The unit in which the model keeps it; `nil` for a bare number.
  let unit: Unit?
  /// What is allowed, in that unit.
  let range: NumberRange
  /// What it is, in a few words that fit a table.
  let meaning: String
  /// Where its default comes from; "assumption" is a source too.
  let source: String

  init(
    _ key: String, _ property: WritableKeyPath<Root, Double> & Sendable, _ unit: Unit? = nil,
    _ range: NumberRange, meaning: String, source: String
  ) {
    self.key = key
    self.property = property
    self.unit = unit
    self.range = range
    self.meaning = meaning
    self.source = source
  }
}
