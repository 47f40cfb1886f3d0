// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Many trials of the same thing, each with faults of its own, drawn from a seed.
package enum FaultTrials {
  /// Runs trials: as many as are asked for, or for as many seconds as `PATROLSIM_SOAK_SECONDS` asks.
  ///
  /// `PATROLSIM_FAULT_SEED` runs the one trial with that seed, so that a failure can be repeated.
  ///
  /// - Parameters:
  ///   - name: What is tried, for the line that is printed at the end of a soak.
  ///   - least: How many there are at least.
  ///   - trial: Runs a trial, given its seed, in a folder of its own that is empty.
  package static func run(
    _ name: String, least: Int, _ trial: (_ seed: UInt64, _ folder: String) throws -> Void
  ) throws {
    let named = ProcessInfo.processInfo.environment["PATROLSIM_FAULT_SEED"]
    if let seed = named.flatMap({ UInt64($0) }) { return try withTemporaryFolder { try trial(seed, $0) } }
    var seed: UInt64 = 0
    let count = try Rounds.run(least, atLeast: least) { watch in
      watch.begin("\(name), seed \(seed)")
      try withTemporaryFolder { try trial(seed, $0) }
      seed += 1
    }
    if Rounds.soakSeconds != nil { print("\(count) trials with faults: \(name)") }
  }

  /// Draws what goes wrong: nothing, a call that fails for a common reason, or a crash.
  ///
  /// - Parameter calls: About how many calls there are.
  package static func plan(_ random: inout SplitMix64, calls: Int) -> FaultyDisk.Plan {
    let call = Int.random(in: 0..<max(1, calls), using: &random)
    switch random.next() % 10 {
    case 0: return .none
    case 1...5: return .crash(call: call)
    default:
      let codes = [ENOSPC, EIO, EDQUOT, EMFILE, EROFS, EACCES, EFBIG]
      let code = codes[Int(random.next() % UInt64(codes.count))]
      return .failure(call: call, code: code, lasts: random.next() % 3 == 0)
    }
  }
}
