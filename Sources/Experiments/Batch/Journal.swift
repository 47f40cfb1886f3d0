// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The file to which a process adds every replication as soon as it is finished.
///
/// It only ever grows by whole lines and is brought to the disk as it does, so that a kill or a power cut costs what was not
/// written yet and nothing else; a line that was torn is cut off at the next start. Others may read it meanwhile. One process
/// at a time has it, which a lock of the file system sees to.
final class Journal {
  let path: String
  private let descriptor: Int32
  /// The length of what is whole.
  private var length: off_t
  private let clock = ContinuousClock()
  private var lastSync: ContinuousClock.Instant
  private var syncCost = Duration.zero
  private var isSynced = true

  /// Opens a journal, or begins it.
  ///
  /// - Throws: ``BatchError`` where it is another study's or another process is at work on it; ``ResultsError`` where it can't
  ///   be written.
  init(path: String, header: JournalHeader) throws {
    self.path = path
    lastSync = clock.now
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Journal.error(path) }
    length = 0
    do {
      try lock()
      // Read only now that nobody else writes.
      let content = try JournalIndex(path: path)
      if let found = content.header {
        try found.check(against: header, path: path)
        length = off_t(content.length)
        guard ftruncate(descriptor, length) == 0 else { throw Journal.error(path) }
      } else {
        try checkTornStart(of: try JournalLine.study(header).bytes())
        guard ftruncate(descriptor, 0) == 0 else { throw Journal.error(path) }
        try append(.study(header))
        try sync()
        Journal.syncFolder(of: path)
      }
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Takes the lock; one that is held for a moment only, by a look at it or by a process that is ending, is waited for.
  private func lock() throws {
    for _ in 0..<20 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK else { throw Journal.error(path) }
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

  /// Adds a line. It is brought to the disk at once, unless that would take more than a tenth of the time.
  func append(_ line: JournalLine) throws {
    let bytes = try line.bytes()
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress, $0.count, length + off_t(written))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = Journal.error(path)
        // What is half there is cut off; should that fail too, the next start does it.
        ftruncate(descriptor, length)
        throw error
      }
      written += count
    }
    length += off_t(bytes.count)
    isSynced = false
    if clock.now - lastSync >= syncCost * 9 { try sync() }
  }

  /// Brings what was added to the disk.
  func sync() throws {
    guard !isSynced else { return }
    let start = clock.now
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw Journal.error(path) }
    lastSync = clock.now
    syncCost = lastSync - start
    isSynced = true
  }

  /// Brings the name of a new file to the disk, where the file system has that to do.
  private static func syncFolder(of path: String) {
    let folder = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private static func error(_ path: String) -> ResultsError {
    .cannotWrite(path: path, reason: String(cString: strerror(errno)))
  }
}

extension JournalHeader {
  /// Refuses a journal that doesn't belong to a study.
  func check(against study: JournalHeader, path: String) throws(BatchError) {
    guard format <= JournalHeader.format else { throw .newerFormat(path: path, format: format) }
    guard digest == study.digest else { throw .otherStudy(path: path) }
    guard patrolsim == study.patrolsim else { throw .otherVersion(path: path, version: patrolsim) }
  }
}
