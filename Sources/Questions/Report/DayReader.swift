// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Reads a day out of an event log.
struct DayReader {
  let scenario: Scenario
  let log: EventLog
  /// In seconds since the start of the run.
  let day: Range<Double>

  func read(_ outcome: ReplicationOutcome) -> StrategyDay {
    let units = scenario.operation.units
    var tracks: [UnitTrack] = []
    var notes: [RedirectionNote] = []
    for (index, unit) in units.enumerated() {
      var tracer = UnitTracer(unit: unit, scenario: scenario)
      for event in outcome.events where event.unit == index && event.timeInSeconds < day.upperBound {
        let isToday = event.timeInSeconds >= day.lowerBound
        if isToday, event.kind == .redirected, let place = event.place {
          let here = tracer.position(atSecond: event.timeInSeconds) ?? tracer.base
          notes.append(
            RedirectionNote(
              minute: minute(event.timeInSeconds), unit: unit.id, place: place,
              reason: log.reason(event.reason), longitude: degrees(here.longitude),
              latitude: degrees(here.latitude)))
        }
        if isToday { tracer.beginKeeping(atSecond: day.lowerBound) }
        tracer.take(event)
      }
      tracer.beginKeeping(atSecond: day.lowerBound)
      let points = tracer.kept.map { point in
        TrackPoint(
          minute: minute(point.second), longitude: degrees(point.position.longitude),
          latitude: degrees(point.position.latitude), activity: point.activity, place: point.place)
      }
      if points.contains(where: { $0.activity != .offDuty }) {
        tracks.append(UnitTrack(unit: unit.id, points: points))
      }
    }
    return StrategyDay(
      strategy: outcome.strategy, tracks: tracks,
      redirections: notes.sorted { ($0.minute, $0.unit) < ($1.minute, $1.unit) },
      offences: offences(outcome.events))
  }

  private func offences(_ events: [LoggedEvent]) -> [Double] {
    events.filter { $0.kind == .offenceHappened && day.contains($0.timeInSeconds) }.flatMap { event in
      [minute(event.timeInSeconds), Double(event.place ?? 0), Double(event.type ?? 0)]
    }
  }

  /// Minutes from midnight, to a tenth.
  private func minute(_ second: Double) -> Double { ((second - day.lowerBound) / 6).rounded() / 10 }

  /// Degrees to a metre.
  private func degrees(_ value: Double) -> Double { (value * 100_000).rounded() / 100_000 }
}
