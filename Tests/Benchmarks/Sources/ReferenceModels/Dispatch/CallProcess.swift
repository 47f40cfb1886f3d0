// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// Times of a Poisson process whose rate is constant within each hour of the week, by exact inversion.
///
/// An exponential number of mean 1 is the expected number of calls up to the next one; it is used up hour by hour.
///
/// Source: Çinlar, *Introduction to Stochastic Processes*, Prentice-Hall, 1975, §4.7.
struct CallProcess {
  let rates: [Double]
  var stream: RandomStream
  private var time = 0.0
  private var hour = 0
  private var endOfHour = 1.0
  private var rate: Double

  /// - Parameters:
  ///   - rates: Calls an hour, by hour of the week; all greater than 0.
  ///   - stream: One of its own.
  init(rates: [Double], stream: RandomStream) {
    self.rates = rates
    self.stream = stream
    rate = rates[0]
  }

  /// Returns the time of the next call, in hours from the start of the week.
  mutating func next() -> Double {
    var left = stream.exponential(mean: 1)
    while left >= (endOfHour - time) * rate {
      left -= (endOfHour - time) * rate
      time = endOfHour
      endOfHour += 1
      hour = hour == rates.count - 1 ? 0 : hour + 1
      rate = rates[hour]
    }
    time += left / rate
    return time
  }
}
