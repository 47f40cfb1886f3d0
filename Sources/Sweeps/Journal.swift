// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Questions

/// The file to which a process adds every replication as soon as it is finished.
///
/// It only ever grows by whole lines and is brought to the disk as it does, so that a kill or a power cut costs what was not
/// written yet and nothing else; a line that was torn is cut off at the next start. Others may read it meanwhile. One process
/// at a time has it, which a lock of the file system sees to.
final class Journal {
  let path: String
  private let system: any SystemCalls
  private let descriptor: Int32
  /// The length of what is whole.
  private var length: Int
  private var lastSync: Double
  private var syncCost = 0.0
  private var isSynced = true
  /// Why the file could not be brought to the disk. The system takes what it could not write for written then, so that a later
  /// success would say nothing of it.
  private var lostSync: ResultsError?

  /// Opens a journal, or begins it.
  ///
  /// - Throws: ``BatchError`` where it is another study's or another process is at work on it; `ResultsError` where it can't
  ///   be written.
  init(path: String, header: JournalHeader, system: any SystemCalls = Disk()) throws {
    (self.path, self.system) = (path, system)
    lastSync = system.steadySeconds
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if FileKind(at: path) == .link { throw ResultsError.isLink(path: path) }
    descriptor = try Journal.reporting(path) { () throws(SystemFailure) in try system.openToGrow(path) }
    length = 0
    // From here on everything is set, so that `deinit` closes the file whatever is thrown.
    try lock()
    // Read only now that nobody else writes.
    let content = try JournalIndex(path: path)
    if let found = content.header {
      try found.check(against: header, path: path)
      length = content.length
      try cut()
    } else {
      try checkTornStart(of: try JournalLine.study(header).bytes())
      try cut()
      try append(.study(header))
      try sync()
    }
    // Its name too, of which nothing is known: the process that began it may have ended before.
    try Journal.reporting(folder) { () throws(SystemFailure) in try system.syncFolder(folder) }
  }

  deinit { system.close(descriptor) }

  /// Takes the lock; one that is held for a moment only, by a look at it or by a process that is ending, is waited for.
  private func lock() throws {
    for _ in 0..<20 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK else {
        throw ResultsError.cannotWrite(path: path, reason: String(cString: strerror(errno)))
      }
      usleep(50_000)
    }
    throw BatchError.busy(path: path)
  }

  /// Refuses a file that is not the start of a first line, which a kill may have torn.
  private func checkTornStart(of first: [UInt8]) throws(BatchError) {
    var start = [UInt8](repeating: 0, count: first.count + 1)
    let count = start.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count >= 0, first.starts(with: start.prefix(count)) else { throw .notJournal(path: path) }
  }

  /// Cuts off what is not whole.
  private func cut() throws(ResultsError) {
    try Journal.reporting(path) { () throws(SystemFailure) in try system.truncate(descriptor, to: length) }
  }

  /// Adds a line. It is brought to the disk at once, unless that would take more than a tenth of the time.
  func append(_ line: JournalLine) throws {
    if let lostSync { throw lostSync }
    let bytes = try line.bytes()
    var end = length
    do {
      try Journal.reporting(path) { () throws(SystemFailure) in
        try system.write(bytes, to: descriptor, at: &end)
      }
    } catch {
      // What is half there is cut off; should that fail too, the next start does it.
      try? cut()
      throw error
    }
    length = end
    isSynced = false
    if system.steadySeconds - lastSync >= syncCost * 9 { try sync() }
  }

  /// Brings what was added to the disk.
  func sync() throws {
    if let lostSync { throw lostSync }
    guard !isSynced else { return }
    let start = system.steadySeconds
    do throws(ResultsError) {
      try Journal.reporting(path) { () throws(SystemFailure) in try system.sync(descriptor) }
    } catch {
      lostSync = error
      throw error
    }
    lastSync = system.steadySeconds
    syncCost = lastSync - start
    isSynced = true
  }

  private static func reporting<Value>(
    _ path: String, _ body: () throws(SystemFailure) -> Value
  ) throws(ResultsError) -> Value {
    do throws(SystemFailure) { return try body() } catch {
      throw .cannotWrite(path: path, reason: error.description)
    }
  }
}

extension JournalHeader {
  /// Refuses a layout that is newer than this program, or older.
  func checkFormat(path: String) throws(BatchError) {
    let known = JournalHeader.format
    guard format <= known else { throw .newerFormat(path: path, format: format, known: known) }
    guard format == known else { throw .olderFormat(path: path, format: format, known: known) }
  }

  /// Refuses a journal that doesn't belong to a study.
  func check(against study: JournalHeader, path: String) throws(BatchError) {
    try checkFormat(path: path)
    guard digest == study.digest else { throw .otherStudy(path: path) }
    guard patrolsim == study.patrolsim else { throw .otherVersion(path: path, version: patrolsim) }
  }
}
