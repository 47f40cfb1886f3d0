// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation

/// A program that was run to its end, and what it left.
package struct FinishedProgram {
  package let status: ExitStatus
  /// What it wrote to its standard output.
  package let output: [UInt8]
  /// The last lines that it wrote to its standard error, made printable.
  package let lastErrors: [String]

  /// How much of its standard error is kept, in bytes.
  fileprivate static let keptErrors = 16_384
  /// The most that it may write to its standard output, in bytes; it is ended beyond that.
  fileprivate static let mostOutput = 64 << 20

  /// Runs a program to its end, however long that takes, and ends what it leaves behind.
  ///
  /// - Parameters:
  ///   - words: The program, looked up as a shell would, and its arguments.
  ///   - input: What it reads from its standard input, which ends then.
  /// - Throws: Why it could not be started.
  package init(_ words: [String], input: [UInt8] = []) throws(SpawnError) {
    let child = try ChildProcess(words, folder: nil)
    var pipes = ProgramPipes(child, input: input)
    while pipes.areOpen, !pipes.isTooMuch { pipes.move() }
    while !child.hasEnded, !pipes.isTooMuch { poll(nil, 0, 5) }
    // What it ended with is known, so nothing else can come of ending it.
    status = child.end() ?? .signalled(SIGKILL)
    output = pipes.output
    lastErrors =
      String(decoding: pipes.errors, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(10)
      .map { printable($0) }
      + (pipes.isTooMuch ? ["it wrote more than \(FinishedProgram.mostOutput >> 20) MiB and was ended"] : [])
  }
}

/// What passes through the pipes of a program that is waited for.
private struct ProgramPipes {
  private let child: ChildProcess
  private var input: ArraySlice<UInt8>
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  private var isOutputOpen = true
  private var areErrorsOpen = true
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)

  init(_ child: ChildProcess, input: [UInt8]) {
    (self.child, self.input) = (child, input[...])
    if input.isEmpty { child.closeInput() }
  }

  /// Whether it has written more than anybody reads.
  var isTooMuch: Bool { output.count > FinishedProgram.mostOutput }

  /// Whether more may come of it: what its children hold open after its end doesn't count.
  var areOpen: Bool { (isOutputOpen || areErrorsOpen) && !(child.hasEnded && isQuiet) }

  /// Whether there is nothing to read at the moment.
  private var isQuiet: Bool {
    var ends = polled
    return poll(&ends, nfds_t(ends.count), 0) == 0
  }

  private var polled: [pollfd] {
    [
      pollfd(fd: isOutputOpen ? child.output : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: areErrorsOpen ? child.errors : -1, events: Int16(POLLIN), revents: 0),
    ]
  }

  /// Waits a moment for something to read or to be read, and moves it.
  mutating func move() {
    var ends = polled + [pollfd(fd: child.input, events: Int16(POLLOUT), revents: 0)]
    guard poll(&ends, nfds_t(ends.count), 100) > 0 else { return }
    if ends[0].revents != 0 { isOutputOpen = read(child.output, into: \.output) }
    if ends[1].revents != 0 {
      areErrorsOpen = read(child.errors, into: \.errors)
      errors.removeFirst(max(0, errors.count - FinishedProgram.keptErrors))
    }
    guard ends[2].revents != 0 else { return }
    let count = child.write(input)
    if count >= 0 { input = input.dropFirst(count) }
    if input.isEmpty || (count < 0 && count != -Int(EAGAIN) && count != -Int(EINTR)) { child.closeInput() }
  }

  private mutating func read(_ descriptor: Int32, into bytes: WritableKeyPath<ProgramPipes, [UInt8]>) -> Bool
  {
    let count = Foundation.read(descriptor, &chunk, chunk.count)
    if count > 0 { self[keyPath: bytes] += chunk[..<count] }
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
  }
}
