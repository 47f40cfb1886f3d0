// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import Foundation
import PatrolModel

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
    let types = scenario.crime.types
    var lines = [
      "Target".padded(34) + "Borough".padded(22) + "Kind".padded(22)
        + "Offences/year  Harm days/year  Control"
    ]
    let places = scenario.crime.places
    for place in places where place.role == .target {
      let offences = place.ratesPerYear.reduce(0, +)
      let harm = zip(place.ratesPerYear, types).reduce(0) { $0 + $1.0 * $1.1.harmInDays }
      let control = places.first { $0.role == .control && $0.target == place.id }?.name ?? "none"
      lines.append(
        place.name.padded(34) + place.borough.padded(22) + place.kind.rawValue.padded(22)
          + String(format: "%13.0f %15.0f  ", offences, harm) + control)
    }
    return lines
  }

  private var typeLines: [String] {
    var lines = ["Type".padded(30) + "Overdispersion v (s.e.)   Month profile, January to December"]
    for (index, type) in scenario.crime.types.enumerated() {
      let error = fit.overdispersionErrors[index]
      let profile = scenario.crime.monthProfiles.first { $0.name == type.monthProfile }
      let months =
        profile.map { $0.multipliers.map { String(format: "%.2f", $0) }.joined(separator: " ") } ?? ""
      lines.append(
        type.name.padded(30) + String(format: "%6.3f ", type.overdispersion)
          + (error > 0 ? String(format: "(%.3f)", error) : "(assumed)").padded(19) + months
      )
    }
    return lines
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

extension String {
  /// The text in a column of a width, cut if it is longer.
  fileprivate func padded(_ width: Int) -> String {
    let text = printable(self)
    return text.count >= width
      ? text.prefix(width - 2) + "… " : text + String(repeating: " ", count: width - text.count)
  }
}
