// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

extension OffenceProcess {
  /// Whether the offender who would commit an offence of a series had been arrested by then.
  @inline(__always)
  func diedWithSeries(_ offence: PotentialOffence) -> Bool {
    let time = offence.timeInSeconds
    guard offence.series >= 0, offenders.hasArrest(inSeries: Int(offence.series), bySecond: time) else {
      return false
    }
    return offenders.isArrested(offender(of: offence), ofSeries: Int(offence.series), bySecond: time)
  }

  /// Returns which offender of its series commits an offence, counted from 0.
  ///
  /// - Precondition: It belongs to a series.
  func offender(of offence: PotentialOffence) -> Int {
    CrimeSeries.offender(
      of: offence, among: offenders.count(ofSeries: Int(offence.series)), seed: seed, replication: replication
    )
  }

  /// Arrests whoever commits an offence; nothing follows for crime where it belongs to no series.
  mutating func arrestOffender(of offence: PotentialOffence, atSecond time: Double) {
    guard offence.series >= 0 else { return }
    arrestOffender(offender(of: offence), ofSeries: Int(offence.series), atSecond: time)
  }

  /// Arrests an offender of a series: his offences that are due from now on die with it.
  mutating func arrestOffender(_ offender: Int, ofSeries series: Int, atSecond time: Double) {
    offenders.arrest(offender, ofSeries: series, atSecond: time)
    let atLarge = Double(offenders.atLarge(ofSeries: series, bySecond: time))
    truth.arrested(ofSeries: series, atLargeShare: atLarge / Double(offenders.count(ofSeries: series)))
  }

  /// Whether all offenders of a series had been arrested by a moment.
  func isOver(series: Int, bySecond time: Double) -> Bool {
    offenders.atLarge(ofSeries: series, bySecond: time) == 0
  }
}
