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
  /// Where exactly, in metres east and north of the centre of all places; `nil` for a point of its place
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
/// A background or series offence has its number in the stream of its block of four weeks; a near repeat a
/// random word from its parent's stream, with the top bit set.
enum OffenceIdentity {
  static let nearRepeat: UInt64 = 1 << 63

  /// - Parameters:
  ///   - block: In `0..<2³¹`.
  ///   - number: In `0..<2³²`.
  static func make(block: Int, number: Int) -> UInt64 {
    UInt64(block) << 32 | UInt64(number)
  }
}
