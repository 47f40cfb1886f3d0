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
  /// Where exactly, in metres east and north of the centre of its place; `nil` for a point of its place
  /// that is drawn when it is asked for, see ``OffencePositions/position(of:)``.
  public var position: SIMD2<Float>?

  /// Whether another offence started it.
  public var isNearRepeat: Bool { id & OffenceIdentity.nearRepeat != 0 }

  public init(
    id: UInt64, timeInSeconds: Double, place: Int32, type: Int32, series: Int32 = -1,
    position: SIMD2<Float>? = nil
  ) {
    self.id = id
    self.timeInSeconds = timeInSeconds
    self.place = place
    self.type = type
    self.series = series
    self.position = position
  }
}

/// How identities are made.
///
/// Each is a random word of 63 bits from the stream that the offence was drawn from, that of its place, type and block of weeks, of its
/// series or of its parent; a near repeat has the top bit set besides. So no other offence moves it. Among *n* offences of a
/// replication two share an identity with a probability of *n*² / 2⁶⁴, for ten million 5 · 10⁻⁶; these would share their
/// chances, and nothing else.
enum OffenceIdentity {
  static let nearRepeat: UInt64 = 1 << 63

  /// The identity of a background or series offence.
  static func make(_ word: UInt64) -> UInt64 { word & ~nearRepeat }

  /// The identity of a near repeat.
  static func ofNearRepeat(_ word: UInt64) -> UInt64 { word | nearRepeat }
}
