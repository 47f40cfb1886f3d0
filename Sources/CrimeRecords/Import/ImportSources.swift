// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines that say where the numbers of a scenario come from.
enum ImportSources {
  /// Returns a line for each source, with its licence.
  static func lines(options: ImportOptions, report: CleaningReport, aids: ImportAids) -> [String] {
    let months = describe(report.months.compactMap { RecordMonth($0) })
    var lines = [
      """
      Recorded crime: \(report.layouts.keys.sorted().joined(separator: " and ")) files, \(months), \
      \(report.kept) of \(report.rowsRead) rows; contains public sector information licensed under the Open \
      Government Licence v3.0
      """,
      "Harm: Cambridge Crime Harm Index 2026, Sherman, Neyroud and Neyroud, Policing 10 (2016), 171–183",
      "Share recorded: British Crime Survey 2009/10",
    ]
    if aids.levels != nil {
      lines.append("Level and season: MPS borough level crime, London Datastore, Open Government Licence")
    }
    if let times = aids.times {
      let files = options.times.compactMap { $0.split(separator: "/").last }.joined(separator: ", ")
      lines.append(
        "Hours of the week: \(files) (\(times.layouts.sorted().joined(separator: ", "))), under the terms of their publishers"
      )
    } else {
      lines.append("Hours of the week: assumption")
    }
    if options.stations != nil {
      lines.append("Stations: \(options.stations?.split(separator: "/").last ?? "")")
    }
    if options.wards != nil || options.boundary != nil {
      lines.append(
        "Boundaries: contain National Statistics and Ordnance Survey data © Crown copyright and database right, OGL v3.0"
      )
    }
    return lines
  }

  /// Returns the comment at the top of the file, without the recipe.
  static func header(report: CleaningReport) -> [String] {
    [
      "Made by `patrolsim import`. Rates are offences that happen, not those recorded: recorded counts over",
      "the recorded share of their type, shrunk towards the other places; errors are posterior standard deviations.",
      "\(report.kept) of \(report.rowsRead) rows kept; area: \(report.areaRule).",
    ]
  }
}
