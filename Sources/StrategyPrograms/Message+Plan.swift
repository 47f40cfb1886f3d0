// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

// What is written of the plan, once for each replication.
extension JSONLine {
  mutating func write(_ plan: OperationPlan, _ view: OperationView, _ names: PlanNames) {
    list("places") { line in
      for (index, place) in plan.places.enumerated() {
        line.object { line in
          line.pair("id", quoted: names.places[index].quoted)
          line.pair("kind", place.kind.rawValue)
          line.pair("ward", place.ward)
          line.write(place.centre)
          line.pair("target", place.isTarget)
        }
      }
    }
    list("types") { line in
      for (index, type) in plan.types.enumerated() {
        line.object { line in
          line.pair("id", quoted: names.types[index].quoted)
          line.pair("harm_days", type.harmInDays)
        }
      }
    }
    list("wards") { line in for ward in plan.wards { line.value(quoted: JSONLine.quoted(ward)) } }
    write(teams: plan, names)
    write(units: plan, view, names)
    write(shifts: plan.operation)
    list("tactics") { line in for tactic in plan.tactics { line.object { $0.write(tactic) } } }
    object("operation") { $0.write(plan.operation) }
    pair("campaign_start_second", plan.campaignStartInSeconds)
    write(travel: plan)
  }

  private mutating func write(teams plan: OperationPlan, _ names: PlanNames) {
    list("teams") { line in
      for team in plan.teamPlaces.indices {
        line.object { line in
          line.pair("id", quoted: names.teams[team].quoted)
          line.write(plan.teamBases[team])
          line.list("places") { line in
            for place in plan.teamPlaces[team] { line.value(quoted: names.places[place].quoted) }
          }
        }
      }
    }
  }

  private mutating func write(units plan: OperationPlan, _ view: OperationView, _ names: PlanNames) {
    list("units") { line in
      for (index, unit) in plan.operation.units.enumerated() {
        line.object { line in
          line.pair("id", quoted: names.units[index].quoted)
          line.pair("team", unit.team)
          line.pair("shift", unit.shift)
          line.pair("mode", unit.mode.rawValue)
          line.pair("officers", unit.officers)
          line.pair("ringfenced", unit.isRingfenced)
          line.pair("abstraction", unit.abstraction)
          line.pair("tactic", quoted: names.tactics[plan.unitTactics[index]].quoted)
          line.list("tactics") { line in
            for tactic in plan.tactics.indices where plan.canUse(tactic: tactic, unit: index) {
              line.value(quoted: names.tactics[tactic].quoted)
            }
          }
          line.list("places") { line in
            for place in view.places(of: index) { line.value(quoted: names.places[place].quoted) }
          }
        }
      }
    }
  }

  private mutating func write(shifts operation: Operation) {
    list("shifts") { line in
      for shift in operation.shifts {
        line.object { line in
          line.pair("id", shift.id)
          line.pair("start_minute", shift.startMinute)
          line.pair("length_minutes", shift.lengthInMinutes)
          line.list("days") { line in for day in shift.days { line.value(day) } }
          line.pair("handover_minutes", shift.handoverInMinutes)
        }
      }
    }
  }

  private mutating func write(_ tactic: Tactic) {
    pair("id", tactic.id)
    pair("effect", tactic.effect)
    pair("discovery_factor", tactic.discoveryFactor)
    pair("search_factor", tactic.searchFactor)
    pair("arrest_factor", tactic.arrestFactor)
    pair("trust_per_hour", tactic.trustPerHour)
    if let mode = tactic.mode { pair("mode", mode.rawValue) }
  }

  private mutating func write(_ operation: Operation) {
    pair("visit_minutes", operation.visitInMinutes)
    pair("gap_hours", operation.gapInHours)
    pair("break_minutes", operation.breakInMinutes)
    pair("arrest_processing_hours", operation.arrestProcessingInHours)
    pair("shift_flexibility_minutes", operation.shiftFlexibilityInMinutes)
    object("speeds") { line in
      line.pair("foot_km_per_hour", operation.speeds.footInKilometresPerHour)
      line.pair("cycle_km_per_hour", operation.speeds.cycleInKilometresPerHour)
      line.pair("car_km_per_hour", operation.speeds.carInKilometresPerHour)
      line.pair("detour", operation.speeds.detour)
    }
    if let timetable = operation.timetable { object("timetable") { $0.write(timetable) } }
  }

  private mutating func write(_ timetable: Timetable) {
    for (key, dose) in [("on", timetable.on), ("off", timetable.off)] as [(StaticString, Timetable.Dose)] {
      object(key) { line in
        line.pair("visits_per_day", dose.visitsPerDay)
        line.pair("visit_minutes", dose.visitInMinutes)
      }
    }
    list("days") { line in for day in timetable.days { line.value(day) } }
    pair("start_minute", timetable.startMinute)
    pair("length_minutes", timetable.lengthInMinutes)
    switch timetable.rotation {
    case .always: pair("rotation", "always")
    case .drawnOnce(let places):
      pair("rotation", "drawn-once")
      pair("places_on", places)
    case .drawnDaily(let places):
      pair("rotation", "drawn-daily")
      pair("places_on", places)
    case .cycle(let onDays, let offDays):
      pair("rotation", "cycle")
      pair("on_days", onDays)
      pair("off_days", offDays)
    }
  }

  /// Writes the times between the base and the places of each team, for each way in which its units get about.
  private mutating func write(travel plan: OperationPlan) {
    list("travel") { line in
      for team in plan.teamPlaces.indices {
        let modes = Set(
          plan.unitTeams.indices.filter { plan.unitTeams[$0] == team }.map { plan.operation.units[$0].mode })
        for mode in TravelMode.allCases where modes.contains(mode) {
          let points = [Whereabouts.base(team: team)] + plan.teamPlaces[team].map { .place($0) }
          line.object { line in
            line.pair("team", plan.operation.teams[team].id)
            line.pair("mode", mode.rawValue)
            line.list("seconds") { line in
              for start in points {
                line.list { line in
                  for goal in plan.teamPlaces[team] {
                    line.value(plan.travelInSeconds(from: start, to: goal, by: mode))
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
