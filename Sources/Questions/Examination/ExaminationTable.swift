// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// Claims examined, one claim, setting and method a row.
enum ExaminationTable {
  /// What a method shows, or the truth, of a claim in a setting.
  struct Row {
    let claim: ClaimResult
    let setting: ClaimSetting
    /// `nil` for the truth.
    let method: MethodOfClaim?
  }

  static let table = Table<Row>(
    "claims", "One claim, setting and method a row.", key: ["claim", "setting", "method"], columns)

  private static var columns: [Column<Row>] {
    let claims: [Column<Row>] = [
      Column("claim", "The crime reported to have fallen") { $0.claim.what },
      Column("kind", "The kind of its targets; empty for any") { $0.claim.kind },
      Column("corridor", "Their corridor; empty for any") { $0.claim.corridor },
      Column(
        "types", "The ids of the types that count, with spaces between; empty for all", mayBeBlank: true
      ) { $0.claim.counts.joined(separator: " ") },
      Column("reported_fall", "The fall reported", unit: "%") { $0.claim.fallPercent },
      Column("setting", "The preset in force; \"no patrol\" for the same weeks without any") {
        $0.setting.preset?.rawValue ?? "no patrol"
      },
      Column("replications", "Campaigns simulated") { $0.setting.replications },
      Column("targets", "Targets of the claim, mean over campaigns without patrol") {
        $0.claim.targets.value
      },
      Column(
        "method", "The method; \"truth\" for crime averted against the same replication without patrol"
      ) { $0.method?.method.rawValue ?? "truth" },
    ]
    let falls = Column<Row>.estimate("fall", "The fall, mean over campaigns", unit: "%", error: true) {
      $0.method?.fall ?? $0.setting.truth
    }
    let ranges: [Column<Row>] = [
      Column("range_lowest", "The lower end of the range of 95% of campaigns", unit: "%") {
        $0.method?.lowest
      },
      Column("range_highest", "The upper end", unit: "%") { $0.method?.highest },
    ]
    let shares = Column<Row>.share(
      "as_large", "The share of campaigns that show a fall at least as large as reported"
    ) { $0.method?.asLarge }
    return claims + falls + ranges + shares + [
      Column(
        "undefined_share", "The share of campaigns in which the method has no result", unit: "share",
        in: .share
      ) {
        $0.method?.undefinedShare
      }
    ]
  }

  static func rows(_ examination: Examination) -> [Row] {
    examination.claims.flatMap { claim in
      (claim.presets + [claim.chance]).flatMap { setting in
        (setting.preset == nil ? [] : [Row(claim: claim, setting: setting, method: nil)])
          + setting.methods.map { Row(claim: claim, setting: setting, method: $0) }
      }
    }
  }
}
