// SPDX-License-Identifier: GPL-3.0-or-later

import CProcesses
import Foundation

/// A program that runs beside this one, with pipes to its standard input, output and error.
///
/// It is the leader of a process group of its own: what a terminal sends to the foreground doesn't reach it, and what it starts ends
/// with it, as ``ProgramRegistry`` says. Its signals are as a shell would have set them. Its descriptors are these three alone, so that it sees
/// the end of its input when this process ends, however that comes about.
///
/// It is started by `posix_spawn`. `Foundation.Process` has no way to say what a write to a closed pipe does,
/// and delivers the end on a thread of its own, for which it waits for ever where there can be none; packages for subprocesses are
/// asynchronous throughout, and a replication awaits nothing.
package final class ChildProcess {
  package let id: pid_t
  /// Where its input is written to; -1 once it is closed.
  package private(set) var input: Int32
  package let output: Int32
  package let errors: Int32
  private let registry: ProgramRegistry
  private var isOver = false

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - words: The program, looked up as a shell would, and its arguments.
  ///   - folder: The folder that it runs in.
  /// - Throws: The reason why it didn't start, as `errno` has it.
  package convenience init(_ words: [String], folder: String?) throws(SpawnError) {
    try self.init(words, folder: folder, registry: .shared)
  }

  init(_ words: [String], folder: String?, registry: ProgramRegistry) throws(SpawnError) {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    let inherited = ProcessInfo.processInfo.environment[ProgramMark.variable]
    let child = try registry.start { mark throws(SpawnError) in
      var child = child_process()
      let code = start_child_process(arguments, folder, mark.assignment(after: inherited), &child)
      guard code == 0 else { throw SpawnError(code: code) }
      return (child.id, child)
    }
    (id, input, output, errors) = (child.id, child.input, child.output, child.errors)
    self.registry = registry
  }

  deinit { _ = end() }

  /// Writes to its input, as much as it takes without waiting.
  ///
  /// - Returns: How many bytes were written, or the error as `errno` has it, negative.
  package func write(_ bytes: some Collection<UInt8>) -> Int {
    let count = bytes.withContiguousStorageIfAvailable {
      write_without_signal(input, $0.baseAddress, $0.count)
    }
    return count ?? Array(bytes).withUnsafeBytes { write_without_signal(input, $0.baseAddress, $0.count) }
  }

  /// Lets it see the end of its input.
  package func closeInput() {
    guard input >= 0 else { return }
    close(input)
    input = -1
  }

  /// Whether it has ended; its status is still to be had.
  package var hasEnded: Bool {
    var information = siginfo_t()
    let code = waitid(P_PID, id_t(id), &information, WEXITED | WNOHANG | WNOWAIT)
    return code != 0 || information.si_signo != 0
  }

  /// Ends it and whatever it has started, so that nothing of it is left.
  ///
  /// - Returns: How it had ended by itself; `nil` where it had not.
  package func end() -> ExitStatus? {
    guard !isOver else { return nil }
    isOver = true
    // Looked at first: one that ends because its input does has not ended by itself.
    let hadEnded = hasEnded
    closeInput()
    let status = registry.end(id)
    close(output)
    close(errors)
    return hadEnded ? status.map(ExitStatus.init) : nil
  }
}

/// How a process ended.
package enum ExitStatus: Hashable, Sendable {
  case exited(Int32)
  case signalled(Int32)

  /// - Parameter status: As `waitpid` gives it.
  init(_ status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .exited(status >> 8 & 0xff) : .signalled(signal)
  }

  /// The same in words: `exit status 3`.
  package var words: String {
    switch self {
    case .exited(let status): "exit status \(status)"
    case .signalled(let signal): "signal \(signal)"
    }
  }
}

/// Why a program could not be started.
package struct SpawnError: Error, Hashable, Sendable {
  package let code: Int32

  /// The reason in words that follow a colon.
  ///
  /// - Parameter word: The program, as it was named.
  package func reason(word: String) -> String {
    switch code {
    case ENOENT: "there is no program \(word)"
    case EACCES: "\(word) can't be executed; is it marked as executable?"
    case ENOEXEC: "\(word) is not a program that this system can run"
    case ECANCELED: "this process is about to end"
    default: String(cString: strerror(code))
    }
  }
}
