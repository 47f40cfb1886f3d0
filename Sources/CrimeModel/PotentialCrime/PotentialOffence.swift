// SPDX-License-Identifier: GPL-3.0-or-later

/// An offence that happens unless patrol, or the end of what caused it, keeps it from happening.
public struct PotentialOffence: Hashable, Sendable, BitwiseCopyable {
  /// Its identity under every strategy: the same offence has the same random numbers.
  public var id: UInt64
  /// When, in seconds since the start of the run.
  public var timeInSeconds: Double
  /// Where: index of the place.
  public var place: Int32
  /// Index of the type.
  public var type: Int32
  /// The series it belongs to, by its index in the replication; -1 for none.
  public var series: Int32
  /// Where exactly, in metres east and north of the centre of all places.
  public var east: Float
  public var north: Float

  public init(
    id: UInt64, timeInSeconds: Double, place: Int32, type: Int32, series: Int32 = -1, east: Float,
    north: Float
  ) {
    self.id = id
    self.timeInSeconds = timeInSeconds
    self.place = place
    self.type = type
    self.series = series
    self.east = east
    self.north = north
  }
}

/// How identities are made: the sort of offence in the top two bits, then where it comes from.
///
/// A background offence is numbered within its block of four weeks, place and type; a series offence
/// within its series, block and type; a near repeat takes a random word from its parent's stream.
enum OffenceIdentity {
  static let series: UInt64 = 1 << 62
  static let nearRepeat: UInt64 = 1 << 63

  /// - Parameters:
  ///   - block: In `0..<2¹²`.
  ///   - source: The cell or the series and type; in `0..<2³⁰`.
  ///   - number: In `0..<2²⁰`.
  static func make(block: Int, source: Int, number: Int) -> UInt64 {
    UInt64(block) << 50 | UInt64(source) << 20 | UInt64(number)
  }
}
