// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Synchronization

/// Tells a hang from a wait.
///
/// Its patience measures nothing: it is so long that a busy machine doesn't reach it, and what ends because of it has failed.
public enum Watchdog {
  /// How long something may last before it counts as a hang, in seconds; far beyond what anything here takes.
  public static let patience = 600.0

  /// Waits until something is so.
  ///
  /// - Parameters:
  ///   - what: What is waited for, as in "waited in vain until the file is there".
  ///   - isSo: Looks whether it is; called again and again.
  /// - Throws: ``WaitedInVain`` if it never is, and what `isSo` throws.
  public static func wait(until what: String, _ isSo: () throws -> Bool) throws {
    let end = ContinuousClock.now + .seconds(patience)
    while try !isSo() {
      guard ContinuousClock.now < end else { throw WaitedInVain(what: what) }
      Thread.sleep(forTimeInterval: 0.002)
    }
  }

  /// Does something that must come to its end.
  ///
  /// - Parameters:
  ///   - what: What it is, as in "hangs: a program that never answers".
  ///   - end: Ends it from another thread; nothing where it can't be ended but with this process.
  ///   - work: The work.
  /// - Throws: ``Hang`` where it had to be ended, and what `work` throws.
  public static func guarding<Value>(
    _ what: String, end: (@Sendable () -> Void)? = nil, _ work: () throws -> Value
  ) throws -> Value {
    let watch = Watch(what, end: end)
    defer { watch.stop() }
    let result = Result { try work() }
    guard !watch.hasFired else { throw Hang(what: what) }
    return try result.get()
  }

  /// Does something again and again, each time of which must come to its end; else this process is ended.
  ///
  /// - Parameter body: The work; what it does at the moment it tells the watch.
  public static func guarding<Value>(each body: (Watch) throws -> Value) rethrows -> Value {
    let watch = Watch("the start", end: nil)
    defer { watch.stop() }
    return try body(watch)
  }

  /// Something that did not come about.
  public struct WaitedInVain: Error, CustomStringConvertible {
    let what: String

    public init(what: String) { self.what = what }

    public var description: String { "waited in vain until \(what), for \(Watchdog.patience) s" }
  }

  /// Something that did not come to its end.
  public struct Hang: Error, CustomStringConvertible {
    let what: String
    public var description: String {
      "hangs, and was ended by the watchdog after \(Watchdog.patience) s: \(what)"
    }
  }

  /// Looks at times, from a thread of its own, whether what is being done has been done for too long.
  public final class Watch: Sendable {
    private struct State {
      var what: String
      var end = ContinuousClock.now + .seconds(Watchdog.patience)
      var isOver = false
      var hasFired = false
    }

    private let state: Mutex<State>
    private let endWork: (@Sendable () -> Void)?

    fileprivate init(_ what: String, end: (@Sendable () -> Void)?) {
      state = Mutex(State(what: what))
      endWork = end
      let thread = Thread { [self] in
        while look() { Thread.sleep(forTimeInterval: 1) }
      }
      thread.name = "watchdog"
      thread.start()
    }

    /// Says what is done from now on; the watch begins anew.
    public func begin(_ what: @autoclosure () -> String) {
      let words = what()
      state.withLock { $0 = State(what: words) }
    }

    fileprivate var hasFired: Bool { state.withLock(\.hasFired) }

    fileprivate func stop() { state.withLock { $0.isOver = true } }

    /// Ends what lasts too long.
    ///
    /// - Returns: Whether to look again.
    private func look() -> Bool {
      let late: String? = state.withLock { state in
        guard !state.isOver, ContinuousClock.now >= state.end else { return nil }
        state.hasFired = true
        state.isOver = true
        return state.what
      }
      if let late {
        FileHandle.standardError.write(Data("\(Hang(what: late))\n".utf8))
        guard let endWork else { abort() }
        endWork()
      }
      return state.withLock { !$0.isOver }
    }
  }
}
