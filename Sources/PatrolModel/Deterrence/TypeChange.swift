// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// A share of the displaced offences of one type that are committed as another type instead.
///
/// The shares of a type add up to at most 1; the rest of its displaced offences keep their type. An offence that
/// changes keeps its identity, and from then on it is an offence of the new type: whether it is deterred at its
/// destination, reported or discovered, and what follows from it.
///
/// Off unless a scenario gives shares; all shares are assumptions.
public struct TypeChange: Hashable, Sendable {
  /// The id of the type that patrol deterred.
  public var from: String
  /// The id of the type that it becomes.
  public var to: String
  /// In `0...1`.
  public var share: Double

  public init(from: String, to: String, share: Double) {
    self.from = from
    self.to = to
    self.share = share
  }
}

/// What a displaced offence of each type becomes.
struct TypeChangeTable: Sendable {
  /// Cumulative shares with the type that each stands for, by type, in the order of the scenario.
  private let changes: [[(upTo: Double, type: Int32)]]

  /// - Precondition: Every change names types that there are.
  init(_ list: [TypeChange], types: [CrimeType]) {
    changes = types.map { type in
      var sum = 0.0
      return list.filter { $0.from == type.id }.map { change in
        guard let index = types.firstIndex(where: { $0.id == change.to }) else {
          preconditionFailure("There is no type \(change.to)")
        }
        sum += change.share
        return (sum, Int32(index))
      }
    }
  }

  /// Whether a type ever changes.
  func isChanged(_ type: Int32) -> Bool { !changes[Int(type)].isEmpty }

  /// Returns the type that a displaced offence of a type has from now on.
  ///
  /// - Parameter choice: u₁₀, in `0..<1`.
  func type(after type: Int32, choice: Double) -> Int32 {
    for change in changes[Int(type)] where choice < change.upTo { return change.type }
    return type
  }
}
