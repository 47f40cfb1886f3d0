// SPDX-License-Identifier: GPL-3.0-or-later

/// A queue with servers that can be run on and on, by the kernel or by hand in C.
public protocol Station: AnyObject {
  /// Runs on to a moment.
  ///
  /// - Parameter end: The end, in mean service times; not before that of the run before.
  /// - Returns: The customers counted since the run before.
  func run(until end: Double) -> StationTally
}

/// Customers counted, and the sum of their times.
public struct StationTally: Hashable, Sendable {
  public var count = 0
  /// In mean service times.
  public var sum = 0.0

  /// The mean time; 0 without customers.
  public var mean: Double { count > 0 ? sum / Double(count) : 0 }
}

/// What a station is: arrivals per mean service time, and servers.
public struct StationLoad: Hashable, Sendable {
  public var arrivalRate: Double
  public var serverCount = 1

  public init(utilisation: Double, serverCount: Int = 1) {
    arrivalRate = utilisation * Double(serverCount)
    self.serverCount = serverCount
  }

  /// How many times of a service so many customers take to arrive, on average.
  public func duration(customers: Double) -> Double { customers / arrivalRate }
}
