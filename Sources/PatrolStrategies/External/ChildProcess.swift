// SPDX-License-Identifier: GPL-3.0-or-later

import CChildProcess
import Foundation

/// A program that runs beside this one, with pipes to its standard input, output and error.
///
/// It is the leader of a process group of its own: what a terminal sends to the foreground doesn't reach it, and what it starts ends
/// with it. Its signals are as a shell would have set them. Its descriptors are these three alone, so that it sees
/// the end of its input when this process ends, however that comes about.
///
/// It is started by `posix_spawn`. `Foundation.Process` has no way to say what a write to a closed pipe does,
/// and delivers the end on a queue of its own; packages for subprocesses are asynchronous throughout, and a replication
/// awaits nothing.
final class ChildProcess {
  let id: pid_t
  /// Where its input is written to; -1 once it is closed.
  private(set) var input: Int32
  let output: Int32
  let errors: Int32
  private var isOver = false

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - words: The program, looked up as a shell would, and its arguments.
  ///   - folder: The folder that it runs in.
  /// - Throws: The reason why it didn't start, as `errno` has it.
  init(_ words: [String], folder: String?) throws(SpawnError) {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    var child = child_process()
    let code = start_child_process(arguments, folder, &child)
    guard code == 0 else { throw SpawnError(code: code) }
    (id, input, output, errors) = (child.id, child.input, child.output, child.errors)
    RunningPrograms.shared.add(id)
  }

  deinit { _ = end() }

  /// Lets it see the end of its input.
  func closeInput() {
    guard input >= 0 else { return }
    close(input)
    input = -1
  }

  /// Whether it has ended; its status is still to be had.
  var hasEnded: Bool {
    var information = siginfo_t()
    let code = waitid(P_PID, id_t(id), &information, WEXITED | WNOHANG | WNOWAIT)
    return code != 0 || information.si_signo != 0
  }

  /// Ends it and whatever it has started, so that nothing of it is left.
  ///
  /// - Returns: How it had ended by itself; `nil` where it had not.
  func end() -> ExitStatus? {
    guard !isOver else { return nil }
    isOver = true
    closeInput()
    let hadEnded = hasEnded
    // As long as its status isn't taken, no other group can have its number.
    kill(-id, SIGKILL)
    RunningPrograms.shared.remove(id)
    var status: Int32 = 0
    var code = waitpid(id, &status, 0)
    while code < 0, errno == EINTR { code = waitpid(id, &status, 0) }
    close(output)
    close(errors)
    return hadEnded && code == id ? ExitStatus(status) : nil
  }
}

/// How a process ended.
enum ExitStatus: Hashable, Sendable {
  case exited(Int32)
  case signalled(Int32)

  /// - Parameter status: As `waitpid` gives it.
  init(_ status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .exited(status >> 8 & 0xff) : .signalled(signal)
  }
}

/// Why a program could not be started.
struct SpawnError: Error, Hashable, Sendable {
  let code: Int32
}
