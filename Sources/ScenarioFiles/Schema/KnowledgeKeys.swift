// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension Key where Root == Knowledge {
  /// The keys under `knowledge`.
  static let knowledge: [Key] = [
    Key(
      "report_delay_median", \.reportDelayMedianInMinutes, .quantity(.minutes, .positive(upTo: 525_600)),
      "median of the lognormal delay until units and analysts see an offence"),
    Key(
      "report_delay_variation", \.reportDelayVariation, .number(.from(0, to: 100)),
      "coefficient of variation of that delay"),
  ]
}
