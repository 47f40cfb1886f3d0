// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import OutputAnalysis
import PatrolModel
import Tables

/// What became of places over the campaign.
enum PlaceTable {
  /// A strategy at a place, over replications.
  struct Row {
    let strategy: String
    let place: Place
    let tallies: PlaceTallies
    /// What was averted, with intervals that are found once for all columns and files.
    let crimeAverted: Estimate
    let harmAverted: Estimate

    init(_ strategy: String, _ place: Place, _ tallies: PlaceTallies) {
      (self.strategy, self.place, self.tallies) = (strategy, place, tallies)
      crimeAverted = Estimate(ConfidenceInterval(of: tallies.crimeAverted))
      harmAverted = Estimate(ConfidenceInterval(of: tallies.harmAverted))
    }
  }

  static let table = Table<Row>(
    "places", "One strategy and place a row, over the campaign; means over replications.",
    key: ["strategy", "place"],
    [.strategy { $0.strategy }, .place { $0.place.id }] + described.map { column in column.of(\.place) }
      + PlaceFigures.all.map { figure in
        Column(figure.name, figure.meaning + ", mean", unit: figure.unit, decimals: 3) {
          $0.tallies.mean(figure.path)
        }
      }
      + Column.estimate("crime_averted", "Averted crime, mean", unit: "offences", decimals: 3) {
        $0.crimeAverted
      }
      + Column.estimate("harm_averted", "Averted harm, mean", unit: "days", decimals: 3) { $0.harmAverted })

  /// What a place is.
  private static let described: [Column<Place>] = [
    Column("name", "Its name", mayBeBlank: true) { $0.name },
    Column(
      "role", "target, buffer, control or background", choices: PlaceRole.allCases.map(\.rawValue)
    ) { $0.role.rawValue },
    Column("kind", "The kind of street life") { $0.kind.rawValue },
    Column("ward", "Its ward", mayBeBlank: true) { $0.ward },
    Column("borough", "Its borough", mayBeBlank: true) { $0.borough },
    Column("corridor", "Its corridor, if any") { $0.corridor },
    Column(
      "target", "The target of its ring, or that it is matched to, if any", reference: .otherPlace
    ) { $0.target },
    Column("longitude", "Of its centre, WGS 84", unit: "degrees", in: .within(-180...180)) {
      $0.centre.longitude
    },
    Column("latitude", "Of its centre, WGS 84", unit: "degrees", in: .within(-90...90)) {
      $0.centre.latitude
    },
  ]

  /// The places of the scenario, as the database has them.
  static let places = Table<Place>(
    "place", "The places of the scenario.", key: [],
    [Column("key", "Its id in the scenario and in tables of results") { $0.id }] + described)

  /// A replication under a strategy at a place, as the database has it.
  struct Outcome {
    let replication: Int
    let strategy: String
    let place: String
    let figures: PlaceFigures
  }

  static let outcomes = Table<Outcome>(
    "place_outcome", "One replication, strategy and place a row; columns as in places.csv.",
    key: ["replication", "strategy", "place"],
    [.replication { $0.replication }, .strategy { $0.strategy }, .place { $0.place }]
      + PlaceFigures.all.map { figure in
        Column(figure.name, figure.meaning, unit: figure.unit) { $0.figures[keyPath: figure.path] }
      })

  static func rows(_ result: ExperimentResult, of experiment: Experiment) -> [Row] {
    zip(experiment.labels, result.places).flatMap { label, tallies in
      zip(experiment.scenario.crime.places, tallies).map { Row(label, $0, $1) }
    }
  }

  /// Returns `places.geojson`: a point for every strategy and place, with the columns of `places.csv` as its properties.
  static func features(_ rows: [Row]) throws -> [UInt8] {
    let features = rows.map { row in
      var properties = table.object(row)
      properties["radius_m"] = JSONCell(.exact(row.place.radiusInMetres))
      return FeatureCollection.Feature(
        longitude: row.place.centre.longitude, latitude: row.place.centre.latitude, properties: properties)
    }
    return try JSONText.line(FeatureCollection(features))
  }
}
