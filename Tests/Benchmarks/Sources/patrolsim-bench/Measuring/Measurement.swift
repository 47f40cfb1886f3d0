// SPDX-License-Identifier: GPL-3.0-or-later

/// Figures of one thing over rounds.
struct Figures: Codable, Hashable {
  let rounds: [Double]
  let median: Double
  let minimum: Double
  let maximum: Double

  /// - Parameter rounds: One figure for each round; at least one.
  init(_ rounds: [Double]) {
    precondition(!rounds.isEmpty, "There is a round")
    let sorted = rounds.sorted()
    self.rounds = rounds
    median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    minimum = sorted[0]
    maximum = sorted[sorted.count - 1]
  }
}

/// What a ratio has to keep.
struct Bar: Codable, Hashable {
  enum Kind: String, Codable { case atMost, atLeast, below }

  let kind: Kind
  let value: Double

  static func atMost(_ value: Double) -> Bar { Bar(kind: .atMost, value: value) }
  static func atLeast(_ value: Double) -> Bar { Bar(kind: .atLeast, value: value) }
  static func below(_ value: Double) -> Bar { Bar(kind: .below, value: value) }

  func isMet(by ratio: Double) -> Bool {
    switch kind {
    case .atMost: ratio <= value
    case .atLeast: ratio >= value
    case .below: ratio < value
    }
  }
}

/// One line of the table.
struct Measurement: Codable, Hashable {
  let name: String
  let unit: String
  let figures: Figures
  /// What it is set against: `C, heap`.
  private(set) var referenceName: String?
  private(set) var reference: Figures?
  /// The median over rounds of figure over reference.
  private(set) var ratio: Double?
  private(set) var bar: Bar?
  private(set) var isMet: Bool?

  init(_ name: String, unit: String, _ rounds: [Double]) {
    self.name = name
    self.unit = unit
    figures = Figures(rounds)
  }

  /// Creates a measurement that is set against another, round by round.
  ///
  /// - Parameter isSpeedUp: Whether the ratio says how many times faster it is, not slower.
  init(
    _ name: String, unit: String, _ rounds: [Double], against referenceName: String, _ reference: [Double],
    bar: Bar? = nil, isSpeedUp: Bool = false
  ) {
    self.init(name, unit: unit, rounds)
    let ratio = Figures(zip(rounds, reference).map { isSpeedUp ? $1 / $0 : $0 / $1 }).median
    self.referenceName = referenceName
    self.reference = Figures(reference)
    self.ratio = ratio
    self.bar = bar
    isMet = bar?.isMet(by: ratio)
  }
}
