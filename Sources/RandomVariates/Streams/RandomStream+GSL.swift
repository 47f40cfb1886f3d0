// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

extension RandomStream {
  /// Runs functions of the GNU Scientific Library on this stream, and moves it on by the words they use.
  ///
  /// `gsl_rng_get` yields what ``next()`` would, and `gsl_rng_uniform` what ``uniform()`` would, so that every
  /// distribution of the library is at hand:
  ///
  /// ```swift
  /// let share = stream.withGSLGenerator { gsl_ran_beta($0, 2, 5) }
  /// ```
  ///
  /// Many of those functions reject candidates and use a varying number of words. The library's error handler,
  /// which would end the process, is switched off: check the codes that it returns.
  ///
  /// - Parameter body: What to run; the pointer must not leave it.
  /// - Returns: What `body` returns.
  /// - Complexity: O(1) besides `body`: nothing is allocated.
  public mutating func withGSLGenerator<Result, Failure: Error>(
    _ body: (UnsafeMutablePointer<gsl_rng>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeMutablePointer(to: &self) { stream throws(Failure) -> Result in
      var generator = gsl_rng(type: PhiloxForGSL.type, state: stream)
      return try body(&generator)
    }
  }
}

/// Philox4x64-10 as the GNU Scientific Library wants a generator described.
private enum PhiloxForGSL {
  /// The description, which lives as long as the process and is never written again.
  nonisolated(unsafe) static let type: UnsafePointer<gsl_rng_type> = {
    _ = gsl_set_error_handler_off()
    let name: StaticString = "philox4x64-10"
    let type = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
    type.initialize(
      to: gsl_rng_type(
        name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self),
        max: .max, min: 0, size: MemoryLayout<RandomStream>.stride,
        set: { state, seed in
          // Reached only by code that reseeds by hand: `gsl_rng_set` knows no more of an identity.
          state?.assumingMemoryBound(to: RandomStream.self).pointee =
            RandomStream(seed: UInt64(seed), replication: 0, name: "gsl_rng_set")
        },
        get: { state in
          guard let state else { return 0 }
          return UInt(state.assumingMemoryBound(to: RandomStream.self).pointee.next())
        },
        get_double: { state in
          guard let state else { return 0 }
          return state.assumingMemoryBound(to: RandomStream.self).pointee.uniform()
        }))
    return UnsafePointer(type)
  }()
}
