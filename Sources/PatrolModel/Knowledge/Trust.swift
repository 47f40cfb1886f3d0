// SPDX-License-Identifier: GPL-3.0-or-later

/// How far the people of a ward trust the police, and what changes it.
///
/// Trust *T* is a number in `0...1` for each ward. It starts at its mean T₀, contacts with the police move it, and what
/// they moved it by halves every so many weeks. It scales reporting: an offence becomes known with probability
/// min(1, ρ·*T*/T₀), and tips come *T*/T₀ times as often.
///
/// All magnitudes are assumptions; the evidence gives the sign only.
public struct Trust: Hashable, Sendable {
  /// T₀, the mean to which trust returns; greater than 0 and at most 1.
  public var mean = 0.6
  /// What a search without a find takes from the trust of its ward, in `0...1`.
  public var fruitlessSearchLoss = 0.002
  /// What a just contact adds to it, in `0...1`: a search with a find, or a talk with an officer who is known there.
  public var justContactGain = 0.001
  /// What a unit adds to it that is at a call for service within the time aimed at, in `0...1`.
  public var promptResponseGain = 0.0001
  /// How long it takes until half of a change is gone, in weeks; greater than 0.
  public var halfLifeInWeeks = 26.0

  public init() {}
}
