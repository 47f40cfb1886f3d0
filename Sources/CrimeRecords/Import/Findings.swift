// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import Foundation
import PatrolModel
import Tables

/// Tells what an import found and fitted, and by which rules.
struct Findings {
  let scenario: Scenario
  let fit: AreaFit
  let plan: RolePlan
  let clusterCount: Int
  let aids: ImportAids

  /// The whole text.
  var text: String {
    (placeLines + [""] + targetLines + [""] + typeLines + [""] + noteLines).map { printable($0) }
      .joined(separator: "\n") + "\n"
  }

  private var placeLines: [String] {
    let places = scenario.crime.places
    let counts = PlaceRole.allCases.map { role in
      "\(places.filter { $0.role == role }.count) \(role.rawValue)"
    }
    var lines = ["Places: \(clusterCount) found; in the scenario \(counts.joined(separator: ", "))"]
    if !plan.targetsByCorridor.isEmpty {
      let shares = plan.targetsByCorridor.map { "\($0.corridor) \($0.count)" }
      lines.append(
        "Targets by corridor, in proportion to harm and at least 5 each: " + shares.joined(separator: ", "))
    }
    return lines
  }

  private var targetLines: [String] {
    let (places, types) = (scenario.crime.places, scenario.crime.types)
    var table = TextTable(
      header: [["Target", "Borough", "Kind", "Control", "Actual offences/year", "Harm days/year"]], leading: 4
    )
    for place in places where place.role == .target {
      let offences = place.ratesPerYear.reduce(0, +)
      let harm = zip(place.ratesPerYear, types).reduce(0) { $0 + $1.0 * $1.1.harmInDays }
      let control = places.first { $0.role == .control && $0.target == place.id }?.name ?? "none"
      table.add([
        place.name, place.borough, place.kind.rawValue, control, DecimalText.fixed(offences, decimals: 0),
        DecimalText.fixed(harm, decimals: 0),
      ])
    }
    return table.lines()
  }

  private var typeLines: [String] {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    var table = TextTable(header: [["Type", "Overdispersion v", "s.e."] + months])
    for (index, type) in scenario.crime.types.enumerated() {
      let error = fit.overdispersionErrors[index]
      let profile = scenario.crime.monthProfiles.first { $0.name == type.monthProfile }
      let multipliers = profile.map { $0.multipliers.map { DecimalText.fixed($0, decimals: 2) } }
      table.add(
        [
          type.name, DecimalText.fixed(type.overdispersion, decimals: 3),
          error > 0 ? DecimalText.fixed(error, decimals: 3) : "assumed",
        ] + (multipliers ?? months.map { _ in "–" }))
    }
    return table.lines()
  }

  private var noteLines: [String] {
    var lines = fit.notes.map { "Note: \($0)" }
    if let times = aids.times {
      lines.append("Hours of the week: \(times.used) of \(times.rows) timed incidents")
      let own = scenario.crime.types.filter { $0.hourProfile == $0.id }.map(\.name)
      lines.append("Fitted hours: " + own.joined(separator: ", ") + "; assumed hours for the others")
    } else {
      lines.append("Hours of the week: assumed, since no --times file was given")
    }
    lines += ["Kinds of places, the first rule that holds:"] + PlaceKindRule.rules.map { "  \($0)" }
    return lines
  }
}
