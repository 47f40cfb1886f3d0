// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Which offenders of each series have been arrested, and when, under one strategy.
///
/// An arrest removes one offender: offences of his that are due from then on die with the series. When all of a
/// series' offenders are arrested, the series has ended. Memory is used again by the next replication.
struct SeriesOffenders {
  /// Where the offenders of each series begin in ``arrests``; one more than there are series.
  private var first: [Int32] = [0]
  /// When each offender was arrested, in seconds since the start of the run; infinity where he is at large.
  private var arrests: [Double] = []
  /// The earliest of these by series, so that a series without any costs one look.
  private var earliest: [Double] = []

  /// Sets every offender of a replication's series free.
  mutating func reset(series: [CrimeSeries], kinds: [SeriesKind]) {
    first.removeAll(keepingCapacity: true)
    first.append(0)
    var count = 0
    for one in series {
      count += kinds[Int(one.kind)].offenders
      first.append(Int32(count))
    }
    arrests.removeAll(keepingCapacity: true)
    arrests.append(contentsOf: repeatElement(.infinity, count: count))
    earliest.removeAll(keepingCapacity: true)
    earliest.append(contentsOf: repeatElement(.infinity, count: series.count))
  }

  /// How many offenders a series has, arrested or not.
  func count(ofSeries series: Int) -> Int { Int(first[series + 1] - first[series]) }

  /// Whether any offender of a series was arrested by a moment.
  @inline(__always)
  func hasArrest(inSeries series: Int, bySecond time: Double) -> Bool { earliest[series] <= time }

  /// Whether an offender, in `0..<count(ofSeries:)`, was arrested by a moment.
  func isArrested(_ offender: Int, ofSeries series: Int, bySecond time: Double) -> Bool {
    precondition(offender >= 0 && offender < count(ofSeries: series))
    return arrests[Int(first[series]) + offender] <= time
  }

  /// How many offenders of a series are at large at a moment.
  func atLarge(ofSeries series: Int, bySecond time: Double) -> Int {
    (Int(first[series])..<Int(first[series + 1])).count { arrests[$0] > time }
  }

  /// Arrests an offender; a second arrest changes nothing.
  mutating func arrest(_ offender: Int, ofSeries series: Int, atSecond time: Double) {
    precondition(offender >= 0 && offender < count(ofSeries: series))
    let index = Int(first[series]) + offender
    arrests[index] = min(arrests[index], time)
    earliest[series] = min(earliest[series], time)
  }
}
