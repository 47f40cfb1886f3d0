// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolTesting
import Testing

/// Visits one place, and is redirected to another whenever an offence becomes known.
private struct Redirecting: DeploymentStrategy {
  let home: Int
  let away: Int
  var reason = TaskingReason.stated("because")
  /// Whether the second unit is at the other place all the time.
  var isGuarded = false

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    isGuarded && unit == 1 ? .visit(place: away, minutes: 240) : .visit(place: home, minutes: 15)
  }

  mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection]
  ) {
    guard case .visiting(home, _) = view.units[0].activity else { return }
    orders.append(Redirection(unit: 0, place: away, minutes: 15, reason: reason))
  }
}

@Suite("Redirections")
struct RedirectionTests {
  /// The small town with a rate of crime at its two targets, and what a strategy delivered in its campaign.
  private func dosage(
    _ strategy: Redirecting, rates: (Double, Double), preset: DeterrencePreset = .parallelTrials,
    unitCount: Int = 1
  ) -> Dosage {
    var scenario = SmallTown.scenario(deterrence: Deterrence(preset: preset))
    for type in scenario.crime.types.indices {
      scenario.crime.places[0].ratesPerYear[type] = rates.0
      scenario.crime.places[2].ratesPerYear[type] = rates.1
    }
    scenario.operation.units = (0..<unitCount).map { PatrolUnit(id: "u\($0)", team: "town", shift: "day") }
    return ReplicationRunner(
      scenario: scenario, seed: 5, strategies: [LabelledStrategy(label: "redirecting", strategy: strategy)]
    ).run(replication: 1).outcomes[0].dosage
  }

  @Test("one from a place without crime to one with much pays; the other way round it doesn't")
  func paid() {
    let gain = dosage(Redirecting(home: 0, away: 2), rates: (0, 500))
    #expect(gain.redirections > 50)
    let paid = gain.redirectionsPaidByCause.reduce(0, +)
    // Those whose visit a shift's end or another order cut off prevent nothing.
    #expect(paid > gain.redirections * 3 / 4, "\(paid) of \(gain.redirections)")
    let loss = dosage(Redirecting(home: 2, away: 0), rates: (0, 500))
    #expect(loss.redirections > 50)
    #expect(loss.redirectionsPaidByCause.reduce(0, +) == 0)
  }

  @Test("one to a place where another unit is already doesn't pay")
  func besideAnother() {
    let crowded = dosage(Redirecting(home: 0, away: 2, isGuarded: true), rates: (0, 500), unitCount: 2)
    #expect(crowded.redirections > 50)
    let paid = crowded.redirectionsPaidByCause.reduce(0, +)
    // But while the other has its break, or is on its way there.
    #expect(paid * 5 < crowded.redirections, "\(paid) of \(crowded.redirections)")
  }

  @Test("none pays where patrol deters nothing")
  func noEffect() {
    let idle = dosage(Redirecting(home: 0, away: 2), rates: (0, 500), preset: .null)
    #expect(idle.redirections > 50)
    #expect(idle.redirectionsPaidByCause.reduce(0, +) == 0)
  }

  @Test(
    "each is counted under its cause",
    arguments: [
      (TaskingReason.liveIncident(type: 0), RedirectionCause.liveIncident), (.tip(type: 0), .tip),
      (.gap(unit: 0), .gap), (.cleared(unit: 0), .clearedUnit), (.stated("so"), .other),
    ])
  func causes(reason: TaskingReason, cause: RedirectionCause) {
    let dosage = dosage(Redirecting(home: 0, away: 2, reason: reason), rates: (100, 100))
    #expect(dosage.redirections > 0)
    #expect(dosage.redirectionsByCause[cause.rawValue] == dosage.redirections)
    for index in RedirectionCause.allCases.indices {
      #expect(dosage.redirectionsPaidByCause[index] <= dosage.redirectionsByCause[index])
    }
  }
}
