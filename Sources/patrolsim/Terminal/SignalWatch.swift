// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch
import Experiments
import Foundation
import PatrolStrategies
import Synchronization

/// Turns Ctrl-C and SIGTERM into a request to stop; the second of them ends the process at once.
final class SignalWatch: Sendable {
  private let interruption: Interruption
  /// The exit code of the first signal; 0 before it.
  private let code = Atomic<Int32>(0)

  /// The exit code that the process owes to a signal: 130, 143, or `nil` where there was none.
  var exitCode: Int32? {
    let code = self.code.load(ordering: .relaxed)
    return code == 0 ? nil : code
  }

  /// Whether the first signal ends the process at once too, where there is nothing to finish.
  private let endsAtOnce: Bool

  init(_ interruption: Interruption, endsAtOnce: Bool = false) {
    self.interruption = interruption
    self.endsAtOnce = endsAtOnce
  }

  /// Starts to watch, until the process ends.
  func start() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        received(number)
        // Keeps the source alive as long as its handler.
        withExtendedLifetime(source) {}
      }
      source.resume()
    }
  }

  private func received(_ number: Int32) {
    let (isFirst, first) = code.compareExchange(
      expected: 0, desired: 128 + number, ordering: .relaxed)
    guard isFirst, !endsAtOnce else {
      RunningPrograms.shared.endAll()
      _exit(isFirst ? 128 + number : first)
    }
    interruption.request()
    printToError("")
    printToError("Finishing what is in flight; once more ends at once.")
  }
}
