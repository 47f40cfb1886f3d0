// SPDX-License-Identifier: GPL-3.0-or-later

/// How the hours of a block count for each cell: ∫ *H·M·C* from its first hour on, and the way back from that to the moment.
///
/// A Poisson process of constant rate on this clock is one of rate *H·M·C* on the wall. The way back goes by a guide table, so that
/// it takes the same few steps however many hours there are.
///
/// Source: Chen and Asau, "On generating random variates from an empirical distribution", *AIIE Transactions* 6(2), 1974, 163–166
/// (guide table).
struct BlockClock: Sendable {
  /// Moments of offences lie on a grid of this many seconds, about a microsecond: so whole seconds are added to them without rounding,
  /// and a history that starts earlier moves every offence by the same.
  static let grid = 0x1p-20

  private let stride: Int
  private var hourCount = 0
  /// ∫ *H·M·C* up to each hour and to the end of the last, by cell.
  private var sums: [Double]
  /// The hour in which each of equal parts of the integral begins, by cell.
  private var guide: [Int32]
  /// Parts per unit of the integral, by cell; 0 where nothing ever happens.
  private var partsPerUnit: [Double]

  init(cellCount: Int, longest: Int) {
    stride = longest + 1
    sums = [Double](repeating: 0, count: cellCount * (longest + 1))
    guide = [Int32](repeating: 0, count: cellCount * (longest + 1))
    partsPerUnit = [Double](repeating: 0, count: cellCount)
  }

  /// Enters a block.
  mutating func enter(block: Int, model: PotentialCrimeModel) {
    let hours = model.blocks.hours(ofBlock: block)
    hourCount = hours.count
    for cell in partsPerUnit.indices {
      let first = cell * stride
      var sum = 0.0
      for hour in hours {
        sums[first + hour - hours.lowerBound] = sum
        sum += model.multiplier(ofCell: cell, blockHour: hour)
      }
      sums[first + hourCount] = sum
      partsPerUnit[cell] = sum > 0 ? Double(hourCount) / sum : 0
      if sum > 0 { makeGuide(cell) }
    }
  }

  private mutating func makeGuide(_ cell: Int) {
    let first = cell * stride
    var hour = 0
    for part in 0..<hourCount {
      let level = Double(part) / partsPerUnit[cell]
      while hour < hourCount - 1, sums[first + hour + 1] <= level { hour += 1 }
      guide[first + part] = Int32(hour)
    }
  }

  /// The length of the block, in seconds.
  var endInSeconds: Double { Double(hourCount) * 3_600 }

  /// The integral over the block.
  func total(_ cell: Int) -> Double { sums[cell * stride + hourCount] }

  /// Returns the integral up to a moment, in seconds from the start of the block; before it 0, after it the total.
  func level(_ cell: Int, atSecond second: Double) -> Double {
    guard second > 0 else { return 0 }
    guard second < endInSeconds else { return total(cell) }
    let index = cell * stride + Int(second / 3_600)
    let share = second / 3_600 - (second / 3_600).rounded(.down)
    return sums[index] + share * (sums[index + 1] - sums[index])
  }

  /// Returns the moment up to which the integral comes to a level in `0..<total(cell)`, in seconds from the start of the block.
  @inline(__always)
  func second(_ cell: Int, atLevel level: Double) -> Double {
    let first = cell * stride
    var hour = Int(guide[first + min(hourCount - 1, Int(level * partsPerUnit[cell]))])
    // The quotient may have been rounded up into the next part.
    while hour > 0, sums[first + hour] > level { hour -= 1 }
    while hour < hourCount - 1, sums[first + hour + 1] <= level { hour += 1 }
    let rate = sums[first + hour + 1] - sums[first + hour]
    let share = rate > 0 ? min(1, (level - sums[first + hour]) / rate) : 1
    return ((Double(hour) + share) * 3_600).onTimeGrid
  }
}

extension Double {
  /// The moment at or before this one, in seconds, of the grid on which offences happen.
  package var onTimeGrid: Double { (self / BlockClock.grid).rounded(.down) * BlockClock.grid }
}
