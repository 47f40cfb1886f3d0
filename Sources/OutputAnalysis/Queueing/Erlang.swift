// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns the probability that a call for service is lost when none can wait: the Erlang B formula.
///
/// *B*(0) = 1 and *B*(*k*) = *a B*(*k* − 1) / (*k* + *a B*(*k* − 1)). It holds for any service law of that mean.
///
/// - Parameters:
///   - unitCount: Units on duty, *c*; at least 0.
///   - offeredLoad: Arrival rate times mean service time, *a*, in erlangs; at least 0.
/// - Returns: A probability, in `0...1`.
/// - Complexity: O(*c*).
///
/// Source: Kleinrock, *Queueing Systems*, vol. 1, Wiley, 1975, §3.6.
public func erlangB(unitCount: Int, offeredLoad: Double) -> Double {
  precondition(unitCount >= 0, "There cannot be fewer than no units")
  precondition(offeredLoad >= 0 && offeredLoad.isFinite, "An offered load is not negative")
  return (0..<unitCount).reduce(1.0) { lost, below in
    offeredLoad * lost / (Double(below + 1) + offeredLoad * lost)
  }
}

/// Returns the probability that a call for service must wait for a unit: the Erlang C formula.
///
/// *B* / (1 − (*a* / *c*)(1 − *B*)), with *B* from Erlang B, for Poisson calls, exponential service and an
/// unlimited queue.
///
/// - Parameters:
///   - unitCount: Units on duty, *c*; at least 1.
///   - offeredLoad: Arrival rate times mean service time, *a*, in erlangs; in `0..<c`.
/// - Returns: A probability, in `0...1`.
/// - Complexity: O(*c*).
///
/// Source: Kleinrock, *Queueing Systems*, vol. 1, Wiley, 1975, §3.5.
public func erlangC(unitCount: Int, offeredLoad: Double) -> Double {
  precondition(unitCount > 0, "There must be a unit")
  precondition((0..<Double(unitCount)).contains(offeredLoad), "The queue must be stable")
  let lost = erlangB(unitCount: unitCount, offeredLoad: offeredLoad)
  return lost / (1 - offeredLoad / Double(unitCount) * (1 - lost))
}

/// Returns the mean wait for a unit, over all calls for service, in mean service times.
///
/// *C* / (*c* − *a*), with *C* from Erlang C; calls that find a unit free wait 0.
///
/// - Parameters:
///   - unitCount: Units on duty, *c*; at least 1.
///   - offeredLoad: Arrival rate times mean service time, *a*, in erlangs; in `0..<c`.
///
/// Source: Kleinrock, *Queueing Systems*, vol. 1, Wiley, 1975, §3.5.
public func erlangCMeanWait(unitCount: Int, offeredLoad: Double) -> Double {
  erlangC(unitCount: unitCount, offeredLoad: offeredLoad) / (Double(unitCount) - offeredLoad)
}
