// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Pages of 2 MiB, of which far fewer fit all pending events than of 4 KiB, so that their addresses stay at hand.
@usableFromInline
enum HugePages {
  @inlinable static var size: Int { 2 << 20 }

  /// Asks for huge pages; where the system has none, nothing happens.
  @usableFromInline
  static func advise(_ start: UnsafeMutableRawPointer, byteCount: Int) {
    #if canImport(Glibc) || canImport(Musl)
      // 14 is MADV_HUGEPAGE.
      _ = madvise(start, byteCount, 14)
    #endif
  }
}
