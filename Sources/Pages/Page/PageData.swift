// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Files
import PatrolModel
import Questions

/// What the script of a report draws the map and the charts of hours from.
enum PageData {
  /// - Parameter background: Streets and boundaries as GeoJSON; `nil` for none.
  static func value(_ source: ReportSource, background: JSONValue?) -> JSONValue {
    let (scenario, data) = (source.scenario, source.data)
    return [
      "best": JSONValue.string(data.best ?? data.comparison.strategies[0].strategy),
      "colours": Chart.colourScale(data),
      "campaignStart": .string(scenario.phases.campaignStart.description),
      "campaignWeeks": .number(Double(scenario.phases.campaignWeeks)),
      "strategies": .array(data.comparison.strategies.map { .string($0.strategy) }),
      "places": places(scenario, data), "bases": bases(scenario), "wards": wards(scenario, data),
      "figures": .array(data.places.strategies.map(figures)), "hours": hours(data),
      "hourPlaces": .array(data.hours.places.map { name(scenario, $0) }),
      "day": day(source), "background": background ?? .null,
    ]
  }

  private static func name(_ scenario: Scenario, _ place: Int) -> JSONValue {
    .string(oneLine(scenario.crime.places[place].name))
  }

  private static func places(_ scenario: Scenario, _ data: ReportData) -> JSONValue {
    let cells = PlaceCells.cells(of: data.places.indices.map { scenario.crime.places[$0] })
    return .array(
      zip(data.places.indices, cells).map { index, cell in
        let place = scenario.crime.places[index]
        let points = place.microPlaces.map { point -> JSONValue in
          [
            "name": .string(oneLine(point.name)), "kind": .string(point.kind.rawValue),
            "at": at(point.coordinate),
          ]
        }
        return [
          "index": .number(Double(index)), "name": name(scenario, index),
          "role": .string(place.role.rawValue),
          "ward": .string(oneLine(place.ward)), "borough": .string(oneLine(place.borough)),
          "at": at(place.centre), "radius": .number(DecimalText.rounded(place.radiusInMetres, decimals: 0)),
          "points": .array(points), "cell": .array(cell.map(at)),
        ]
      })
  }

  private static func at(_ point: Coordinate) -> JSONValue {
    .numbers([point.latitude, point.longitude], decimals: 5)
  }

  private static func bases(_ scenario: Scenario) -> JSONValue {
    .array(scenario.operation.teams.map { ["team": .string(oneLine($0.id)), "at": at($0.base)] })
  }

  /// The wards that have a place on the map, with the positions of these in the list of places.
  private static func wards(_ scenario: Scenario, _ data: ReportData) -> JSONValue {
    let index = WardIndex(scenario.crime.places)
    var members = index.wards.map { _ in [Int]() }
    for (position, place) in data.places.indices.enumerated() {
      members[index.wardOfPlace[place]].append(position)
    }
    return .array(
      index.wards.indices.filter { !members[$0].isEmpty && !index.wards[$0].name.isEmpty }.map { ward in
        [
          "name": .string(oneLine(index.wards[ward].name)),
          "borough": .string(oneLine(index.wards[ward].borough)),
          "places": .array(members[ward].map { .number(Double($0)) }),
        ]
      })
  }

  private static func figures(_ figures: PlaceMeans.Figures) -> JSONValue {
    func averted(_ estimates: [Estimate]) -> JSONValue {
      .array(estimates.map { .numbers([$0.value ?? 0, $0.lower ?? 0, $0.upper ?? 0], decimals: 2) })
    }
    return [
      "crime": .numbers(figures.crime, decimals: 2), "harm": .numbers(figures.harm, decimals: 1),
      "crimeAverted": averted(figures.crimeAverted), "harmAverted": averted(figures.harmAverted),
      "landedHere": .numbers(figures.landedHere, decimals: 2),
      "visits": .numbers(figures.visits, decimals: 1),
      "presentHours": .numbers(figures.presentHours, decimals: 1),
      "weeklyCrime": .array(figures.weeklyCrime.map { .numbers($0, decimals: 2) }),
      "weeklyHarm": .array(figures.weeklyHarm.map { .numbers($0, decimals: 1) }),
    ]
  }

  private static func hours(_ data: ReportData) -> JSONValue {
    .array(
      data.hours.strategies.map { row in
        [
          "crime": .array(row.crime.map { .numbers($0, decimals: 2) }),
          "presence": .array(row.presence.map { .numbers($0, decimals: 1) }),
        ]
      })
  }

  private static func day(_ source: ReportSource) -> JSONValue {
    guard let day = source.data.day else { return .null }
    let position = Dictionary(
      source.data.places.indices.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    func known(_ place: Int?) -> JSONValue { JSONValue(place.flatMap { position[$0] }.map(Double.init)) }
    let activities = TrackActivity.allCases
    let strategies = day.strategies.map { row -> JSONValue in
      let tracks = row.tracks.map { track -> JSONValue in
        let points = track.points.map { point -> JSONValue in
          [
            .number(point.minute), .number(point.latitude), .number(point.longitude),
            .number(Double(activities.firstIndex(of: point.activity) ?? 0)), known(point.place),
          ]
        }
        return ["unit": .string(oneLine(track.unit)), "points": .array(points)]
      }
      let redirections = row.redirections.map { note -> JSONValue in
        [
          "minute": .number(note.minute), "unit": .string(oneLine(note.unit)), "place": known(note.place),
          "to": name(source.scenario, note.place), "reason": .string(oneLine(note.reason)),
          "at": .numbers([note.latitude, note.longitude], decimals: 5),
        ]
      }
      let offences = stride(from: 0, to: row.offences.count, by: 3).map { index -> JSONValue in
        [
          .number(row.offences[index]), known(Int(row.offences[index + 1])), .number(row.offences[index + 2]),
        ]
      }
      return [
        "tracks": .array(tracks), "redirections": .array(redirections), "offences": .array(offences),
      ]
    }
    return [
      "date": .string(day.date), "minutes": .number(day.minutes), "strategies": .array(strategies),
      // Of their own, since strategies that ask a program are not among them.
      "names": .array(day.strategies.map { .string($0.strategy) }),
      "activities": .array(activities.map { .string($0.rawValue) }),
      "types": .array(source.scenario.crime.types.map { .string(oneLine($0.name)) }),
    ]
  }
}
