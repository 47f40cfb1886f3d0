// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts how the visits that a force delivered were repeated: on time, late or not at all.
struct DeliveryCount {
  /// What is no lateness, in seconds.
  static let slackInSeconds = 60.0

  private let visits: [[PlannedVisit]]
  private let campaignEnd: Double
  /// The next visit of each unit.
  private var next: [Int]

  init(_ visits: [[PlannedVisit]], campaignEnd: Double) {
    self.visits = visits
    self.campaignEnd = campaignEnd
    next = visits.map { _ in 0 }
  }

  /// A unit has arrived somewhere.
  mutating func arrive(_ unit: Int, at place: Int, second time: Double, _ dosage: inout [Dosage]) {
    pass(unit, until: time, &dosage)
    guard next[unit] < visits[unit].count, visits[unit][next[unit]].place == place else { return }
    if time > visits[unit][next[unit]].arrivesInSeconds + DeliveryCount.slackInSeconds {
      dosage[period(of: visits[unit][next[unit]])].visitsLate += 1
    }
    next[unit] += 1
  }

  /// What is left when the run ends was missed.
  mutating func end(_ dosage: inout [Dosage]) {
    for unit in visits.indices { pass(unit, until: .infinity, &dosage) }
  }

  private mutating func pass(_ unit: Int, until time: Double, _ dosage: inout [Dosage]) {
    while next[unit] < visits[unit].count, visits[unit][next[unit]].leavesInSeconds <= time {
      dosage[period(of: visits[unit][next[unit]])].visitsMissed += 1
      next[unit] += 1
    }
  }

  private func period(of visit: PlannedVisit) -> Int { visit.arrivesInSeconds < campaignEnd ? 0 : 1 }
}
