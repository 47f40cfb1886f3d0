// SPDX-License-Identifier: GPL-3.0-or-later

/// The purpose that a random stream serves, such as `"call arrivals"`.
///
/// Two purposes must have two names: streams of one name, entity and part in the same replication are the
/// same numbers. The name is hashed once, so keep it in a `static let` where a stream is made in a loop. See ``of(_:)`` for a purpose that
/// is one for each of several things.
///
/// Source of the hash: Fowler, Noll and Vo, FNV-1a, 64 bits (RFC 9923, §2).
@frozen
public struct StreamName: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The hash of the name: the word of the Philox counter that tells purposes apart.
  public let code: UInt64

  /// Creates the name of a purpose.
  ///
  /// - Parameter name: Any text, compared byte for byte in UTF-8.
  /// - Complexity: O(*n*) in the length of the text.
  @inlinable
  public init(_ name: StaticString) {
    code = name.withUTF8Buffer { bytes in
      bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
  }

  @inlinable
  public init(stringLiteral name: StaticString) {
    self.init(name)
  }

  /// Creates the name with a hash.
  init(code: UInt64) {
    self.code = code
  }
}
