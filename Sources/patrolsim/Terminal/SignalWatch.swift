// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Processes
import Questions
import StrategyPrograms
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

  /// Whether the process is about to end at once.
  private static let isEnding = Atomic<Bool>(false)

  /// Waits for the end of a process that is about to end at once: that its programs were ended for it is no failure to tell of.
  static func waitIfEnding() {
    while isEnding.load(ordering: .sequentiallyConsistent) { sleep(1) }
  }

  /// Starts to watch, until the process ends.
  ///
  /// Signals are held back on this thread, and so on all that are started from now on, and taken by one of their own. Where that can't
  /// be started signals do what they do by themselves: they end the process.
  func start() {
    RunningPrograms.shared.adoptOrphans()
    let watched = SignalWatch.signals
    var before = sigset_t()
    withUnsafePointer(to: watched) { _ = pthread_sigmask(SIG_BLOCK, $0, &before) }
    let shortage = ThreadStarter.system.start(1, needsRoom: false) { [self] in
      var watched = watched
      while true {
        var number: Int32 = 0
        if sigwait(&watched, &number) == 0 { received(number) }
      }
    }
    guard let shortage else { return }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    printToError("Ctrl-C and SIGTERM will stop this at once, without results: \(shortage.limit).")
  }

  /// The signals that ask for an end; the end of a terminal is none where `nohup` had this process ignore it.
  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = signal(number, SIG_DFL)
      if number == SIGHUP, isIgnored(before) {
        signal(number, SIG_IGN)
      } else {
        sigaddset(&signals, number)
      }
    }
    return signals
  }

  private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private func received(_ number: Int32) {
    let (isFirst, first) = code.compareExchange(
      expected: 0, desired: 128 + number, ordering: .relaxed)
    guard isFirst, !endsAtOnce else {
      SignalWatch.isEnding.store(true, ordering: .sequentiallyConsistent)
      RunningPrograms.shared.endAll()
      _exit(isFirst ? 128 + number : first)
    }
    interruption.request()
    printToError("")
    printToError("Finishing the running replications. Press Ctrl-C again to stop at once.")
  }
}
