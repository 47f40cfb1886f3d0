// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import PatrolModel
import Processes

/// A program and the lines that go to and from it: one line out, one line back.
///
/// The program is started by the first message, and ended when the connection is dropped or at the first fault.
final class ProgramConnection {
  /// The longest line that is read, in bytes.
  static let longestLine = 1 << 20
  /// How much of the program's standard error is kept, in bytes.
  private static let keptErrors = 4_096
  /// How long a program may take to end by itself once its input is closed, in seconds.
  private static let patience = 1.0

  private let program: ProgramCommand
  private var child: ChildProcess?
  /// What was read and belongs to no line yet that was taken.
  private var received: [UInt8] = []
  /// How many bytes of it are known to hold no end of line.
  private var searched = 0
  private var errorTail: [UInt8] = []
  private var isOutputOpen = true
  private var areErrorsOpen = true
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)

  init(_ program: ProgramCommand) {
    self.program = program
  }

  deinit { close() }

  /// Whether the program runs.
  var isOpen: Bool { child != nil }

  /// Starts the program.
  func start() throws(ExternalFailure.Fault) {
    if let folder = program.folder {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
        throw .notStarted(reason: "there is no folder \(folder)")
      }
    }
    do throws(SpawnError) {
      child = try ChildProcess(program.words, folder: program.folder)
      (isOutputOpen, areErrorsOpen) = (true, true)
      received.removeAll(keepingCapacity: true)
      searched = 0
      errorTail.removeAll()
    } catch {
      throw .notStarted(reason: error.reason(word: program.words[0]))
    }
  }

  /// Sends a line and returns the line that comes back, without its end.
  ///
  /// - Parameters:
  ///   - line: With its end of line.
  ///   - seconds: How long all of it may take.
  /// - Throws: What went wrong; the connection is of no more use then. `stopped` where the work in hand is to stop: the program
  ///   did nothing wrong.
  func exchange(_ line: [UInt8], withinSeconds seconds: Double) throws(ExternalFailure.Fault) -> [UInt8] {
    guard let child else { preconditionFailure("The program was not started") }
    let deadline = Deadline(seconds)
    guard deadline.left != .stopped else { throw .stopped }
    ProgramRegistry.shared.reapOrphans()
    try refuseUnaskedLine(of: child)
    try send(line, to: child, deadline)
    while true {
      if let line = takeLine() { return line }
      guard received.count <= ProgramConnection.longestLine else {
        throw .endless(
          bytes: received.count, start: ProgramText.excerpt(received.prefix(ProgramText.excerptLength)))
      }
      guard isOutputOpen else { throw fault(ofEnded: child, deadline) }
      try wait(for: child, writing: false, deadline)
    }
  }

  /// Ends the program: it sees the end of its input, and is ended by force unless it ends by itself soon.
  func close() {
    guard let child else { return }
    self.child = nil
    child.closeInput()
    let deadline = Deadline(ProgramConnection.patience)
    while !child.hasEnded, let left = deadline.millisecondsLeft {
      var ends = polled(child, writing: false)
      // Where both are closed already there is nothing to wait for but time.
      if ends.allSatisfy({ $0.fd < 0 }) {
        poll(nil, 0, min(left, 2))
      } else {
        poll(&ends, nfds_t(ends.count), min(left, 20))
      }
      read(ends, of: child)
      received.removeAll(keepingCapacity: true)
    }
    _ = child.end()
  }

  /// Ends the program at once.
  func abandon() {
    _ = child?.end()
    child = nil
  }

  /// The last lines of its standard error.
  func lastErrors() -> [String] {
    if let child { drainErrors(of: child) }
    let lines = String(decoding: errorTail, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.suffix(10).map { printable(String($0)) }
  }
}

// What passes through the pipes.
extension ProgramConnection {
  private func refuseUnaskedLine(of child: ChildProcess) throws(ExternalFailure.Fault) {
    var ends = polled(child, writing: false)
    if poll(&ends, nfds_t(ends.count), 0) > 0 { read(ends, of: child) }
    guard !received.isEmpty else { return }
    throw .unasked(line: ProgramText.excerpt(received.prefix { $0 != UInt8(ascii: "\n") }))
  }

  private func takeLine() -> [UInt8]? {
    guard let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = received.count
      return nil
    }
    var line = Array(received[..<end])
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    received.removeSubrange(...end)
    searched = 0
    return line
  }

  private func send(
    _ line: [UInt8], to child: ChildProcess, _ deadline: Deadline
  ) throws(ExternalFailure.Fault) {
    var sent = 0
    while sent < line.count {
      let count = child.write(line[sent...])
      if count >= 0 {
        sent += count
      } else if count == -Int(EAGAIN) {
        guard received.count <= ProgramConnection.longestLine else {
          throw .endless(
            bytes: received.count, start: ProgramText.excerpt(received.prefix(ProgramText.excerptLength)))
        }
        try wait(for: child, writing: true, deadline)
      } else if count != -Int(EINTR) {
        // It reads no more: it ended, or closed its input.
        throw fault(ofEnded: child, deadline)
      }
    }
  }

  /// Waits until something can be read, or written where that is asked, and reads what there is.
  private func wait(
    for child: ChildProcess, writing: Bool, _ deadline: Deadline
  ) throws(ExternalFailure.Fault) {
    switch deadline.left {
    case .over: throw .silent(seconds: deadline.seconds)
    case .stopped: throw .stopped
    case .time(let milliseconds):
      var ends = polled(child, writing: writing)
      if poll(&ends, nfds_t(ends.count), milliseconds) > 0 { return read(ends, of: child) }
      // What it started may hold its pipes open after its end.
      if child.hasEnded { throw fault(ofEnded: child, deadline) }
    }
  }

  private func polled(_ child: ChildProcess, writing: Bool) -> [pollfd] {
    [
      pollfd(fd: isOutputOpen ? child.output : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: areErrorsOpen ? child.errors : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: writing ? child.input : -1, events: Int16(POLLOUT), revents: 0),
    ]
  }

  private func read(_ ends: [pollfd], of child: ChildProcess) {
    if ends[0].revents != 0 { isOutputOpen = readChunk(child.output) { received.append(contentsOf: $0) } }
    if ends[1].revents != 0 { drainErrors(of: child) }
  }

  private func drainErrors(of child: ChildProcess) {
    guard areErrorsOpen else { return }
    areErrorsOpen = readChunk(child.errors) {
      errorTail.append(contentsOf: $0)
      errorTail.removeFirst(max(0, errorTail.count - ProgramConnection.keptErrors))
    }
  }

  /// Reads what there is, up to a chunk.
  ///
  /// - Returns: Whether more may come.
  private func readChunk(_ descriptor: Int32, _ take: (ArraySlice<UInt8>) -> Void) -> Bool {
    let count = Foundation.read(descriptor, &chunk, chunk.count)
    if count > 0 { take(chunk[..<count]) }
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
  }

  /// Returns how a program ended that doesn't read or write any more.
  private func fault(ofEnded child: ChildProcess, _ deadline: Deadline) -> ExternalFailure.Fault {
    let deadline = Deadline(min(ProgramConnection.patience, deadline.seconds))
    while !child.hasEnded, deadline.millisecondsLeft != nil { poll(nil, 0, 2) }
    drainErrors(of: child)
    // Its descriptors are closed now, and their numbers may become another's.
    self.child = nil
    switch child.end() {
    case .exited(let status): return .exited(status: status)
    case .signalled(let signal): return .signalled(signal: signal)
    case nil: return .closedOutput
    }
  }
}
