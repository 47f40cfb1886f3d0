// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import Tables

/// The tables of a fit record.
enum EvidenceTables {
  static func all(_ record: EvidenceRecord) -> AnswerTables {
    AnswerTables(
      FilledTable(trials, record.trials),
      [
        FilledTable(parameters, record.parameters), FilledTable(dose, record.dose),
        FilledTable(notUsed, record.notUsed), FilledTable(draws, record.draws.enumerated().map { ($0, $1) }),
      ])
  }

  private static let trials = Table<EvidenceRecord.Trial>(
    "trials", "One fitted trial a row.", key: ["trial"], trialColumns)

  private static var trialColumns: [Column<EvidenceRecord.Trial>] {
    let names: [Column<EvidenceRecord.Trial>] = [
      Column("trial", "The trial") { $0.name },
      Column("outcome", "The outcome that is fitted") { $0.outcome },
      Column("design", "Whether places are compared with places, or days with days") {
        $0.comparesPlaces ? "places" : "days"
      },
      Column("observed", "The change that was observed", unit: "%") { $0.observed },
      Column(
        "error_lower", "The smallest standard error of the log rate ratio that agrees with what is published"
      ) { $0.errorLower },
      Column("error_upper", "The largest; the same where it is known") { $0.errorUpper },
      Column("error_source", "The origin of the error") { $0.errorSource },
    ]
    let fitted: [Column<EvidenceRecord.Trial>] = interval(
      "fitted", "The change with the trial's own effect", unit: "%"
    ) { $0.fitted }
    let predicted: [Column<EvidenceRecord.Trial>] = interval(
      "predicted", "The change that a new trial of the same dose would find, chance included", unit: "%"
    ) { $0.predicted }
    let pValue = Column<EvidenceRecord.Trial>(
      "p_value", "The two-sided posterior predictive p value of the observed change"
    ) { $0.pValue }
    let leftOut: [Column<EvidenceRecord.Trial>] = interval(
      "left_out", "The same prediction from the other trials alone", unit: "%"
    ) { $0.leftOut }
    return names + fitted + predicted + [pValue] + leftOut
  }

  private static let parameters = Table<EvidenceRecord.Parameter>(
    "parameters", "One parameter a row.", key: ["parameter"], parameterColumns)

  private static var parameterColumns: [Column<EvidenceRecord.Parameter>] {
    let names: [Column<EvidenceRecord.Parameter>] = [
      Column("parameter", "The key in a scenario") { $0.name },
      Column("symbol", "The symbol in the model") { $0.symbol },
      Column("unit", "The unit; empty for a share") { $0.unit },
    ]
    let prior: [Column<EvidenceRecord.Parameter>] = interval(
      "prior", "What was thought plausible of the mean before any trial", unit: ""
    ) { $0.prior }
    let mean: [Column<EvidenceRecord.Parameter>] = interval("mean", "The mean over trials", unit: "") {
      $0.mean
    }
    let prediction: [Column<EvidenceRecord.Parameter>] = interval(
      "prediction", "A new operation", unit: ""
    ) { $0.prediction }
    let learnt = Column<EvidenceRecord.Parameter>(
      "learnt", "The share of the prior variance of the mean that trials have removed"
    ) { $0.learnt }
    return names + prior + mean + prediction + [learnt]
  }

  private static let dose = Table<EvidenceRecord.Dose>(
    "dose", "One dose a row: visits of 15 minutes, evenly spaced.", key: ["visits_per_day"],
    [Column("visits_per_day", "Visits a day") { $0.visitsPerDay }]
      + interval("averted", "The share of crime averted at the place, for a new operation", unit: "%") {
        $0.averted
      }
      + interval("elasticity", "The change of crime in % for 1% more visits", unit: "") { $0.elasticity })

  private static let notUsed = Table<EvidenceRecord.NotUsed>(
    "not_used", "One trial that is not fitted a row.", key: ["trial"],
    [Column("trial", "The trial") { $0.trial }, Column("reason", "Why it is not fitted") { $0.reason }])

  private static let draws = Table<(Int, [Double])>(
    "draws", "One draw for a new operation a row, sorted by strength.", key: ["draw"],
    [Column("draw", "The number of the draw, from 1") { $0.0 + 1 }]
      + EvidenceRecord.parameterNames.enumerated().map { index, name in
        Column(name, "The value of `deterrence.\(name)`") { $0.1[index] }
      })

  private static func interval<Row>(
    _ name: String, _ meaning: String, unit: String,
    _ value: @escaping @Sendable (Row) -> EvidenceRecord.Interval?
  ) -> [Column<Row>] {
    [
      Column("\(name)_median", "\(meaning): median", unit: unit) { value($0)?.median },
      Column("\(name)_lower", "Lower end of its range of 95%", unit: unit) { value($0)?.lower },
      Column("\(name)_upper", "Upper end", unit: unit) { value($0)?.upper },
    ]
  }
}
