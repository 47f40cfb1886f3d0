// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Reads comma-separated records one at a time in bounded memory.
///
/// Quoted fields may hold commas, doubled quotes and line ends; lines end with LF, CRLF or CR; a
/// byte-order mark is skipped and blank lines are passed over. A record is a view of the buffer and
/// holds until the next one is read. Memory is one piece of 1 MiB, which is also the longest record.
///
/// Source: RFC 4180.
final class CSVReader {
  /// The name of the file, for messages.
  let file: String
  /// The number of the record last read; the header is 1.
  private(set) var row = 0
  /// How many fields a whole record has; set from the header by ``readHeader()``.
  var expectedFieldCount = 0

  private let source: any ByteSource
  private var buffer: UnsafeMutableRawBufferPointer
  private var fields: UnsafeMutablePointer<CSVRecord.Field>
  private var fieldCapacity = 64
  private var start = 0
  private var end = 0
  private var sourceIsAtEnd = false
  /// Bytes read so far.
  private var byteCount = 0

  /// Reads from a source of bytes.
  init(file: String, source: any ByteSource, bufferSize: Int = 1 << 20) {
    self.file = file
    self.source = source
    buffer = .allocate(byteCount: max(16, bufferSize), alignment: 16)
    fields = .allocate(capacity: fieldCapacity)
  }

  /// Opens a file, plain or gzip.
  convenience init(file: String) throws(ImportProblem) {
    self.init(file: file, source: try byteSource(ofFile: file))
  }

  deinit {
    buffer.deallocate()
    fields.deallocate()
  }

  /// Reads the header and takes from it how many fields a record must have.
  ///
  /// - Returns: The names of the columns, without spaces at their ends.
  /// - Throws: ``ImportProblem/emptyFile(file:)`` and what ``next()`` throws.
  func readHeader() throws(ImportProblem) -> [String] {
    try refill()
    if end >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { start = 3 }
    guard let header = try next() else { throw .emptyFile(file: file) }
    expectedFieldCount = header.count
    return (0..<header.count).map { header.text($0).trimmingCharacters(in: .whitespaces) }
  }

  /// Reads the next record.
  ///
  /// - Returns: The record, valid until the next call; `nil` at the end.
  /// - Throws: ``ImportProblem/cutInMidRow(file:row:fieldCount:expected:)`` where the file ends inside
  ///   a record, the problem of a limit of ``ReadingLimit``, and what the source throws.
  func next() throws(ImportProblem) -> CSVRecord? {
    while true {
      switch scan() {
      case .record(let count, let next, let hadLineEnd, let isMalformed):
        let first = fields[0]
        start = next
        if count == 1, first.end == first.start, !first.isQuoted { continue }  // A blank line.
        row += 1
        guard hadLineEnd || count >= expectedFieldCount else {
          throw .cutInMidRow(file: file, row: row, fieldCount: count, expected: expectedFieldCount)
        }
        return CSVRecord(
          bytes: UnsafePointer(base), fields: UnsafePointer(fields), count: count, isMalformed: isMalformed)
      case .needsMore: try refill()
      case .nothing: return nil
      case .tooManyFields: throw .tooManyFields(file: file, row: row + 1, limit: ReadingLimit.fields)
      case .openQuote(let count):
        throw .cutInMidRow(file: file, row: row + 1, fieldCount: count, expected: expectedFieldCount)
      }
    }
  }

  /// The memory held for bytes.
  var bufferSizeInBytes: Int { buffer.count }

  private var base: UnsafeMutablePointer<UInt8> {
    // The buffer holds at least 16 bytes, so it has an address.
    buffer.bindMemory(to: UInt8.self).baseAddress.unsafelyUnwrapped
  }

  /// Moves the unread bytes to the front and reads on behind them.
  private func refill() throws(ImportProblem) {
    if start > 0 {
      memmove(base, base + start, end - start)
      end -= start
      start = 0
    }
    if end == buffer.count {
      guard buffer.count < ReadingLimit.record else {
        throw .recordTooLong(file: file, row: row + 1, limitInBytes: ReadingLimit.record)
      }
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: min(2 * buffer.count, ReadingLimit.record), alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[0..<end]))
      buffer.deallocate()
      buffer = larger
    }
    let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
    end += count
    if count == 0 { sourceIsAtEnd = true }
    byteCount += count
    guard byteCount <= ReadingLimit.records else {
      throw .tooLarge(file: file, limitInBytes: ReadingLimit.records)
    }
  }

  private enum Scan {
    case record(fields: Int, next: Int, hadLineEnd: Bool, isMalformed: Bool)
    case needsMore
    case nothing
    case openQuote(fields: Int)
    case tooManyFields
  }

  /// Finds the fields of the record that begins at `start`, if all of it is in the buffer.
  private func scan() -> Scan {
    guard start < end else { return sourceIsAtEnd ? .nothing : .needsMore }
    let bytes = base
    let end = end
    let isWhole = sourceIsAtEnd
    var position = start
    var count = 0
    var isMalformed = false
    while true {
      var field = CSVRecord.Field(start: position, end: position)
      if position < end, bytes[position] == UInt8(ascii: "\"") {
        guard closeQuote(from: &position, into: &field, bytes: bytes, end: end) else {
          return isWhole ? .openQuote(fields: count) : .needsMore
        }
        if position == end, !isWhole { return .needsMore }  // The quote may be the first of two.
      }
      let unquotedStart = position
      while position < end {
        let byte = bytes[position]
        if byte <= 44, byte == 44 || byte == 10 || byte == 13 { break }
        position += 1
      }
      if field.isQuoted {
        isMalformed = isMalformed || position > unquotedStart
      } else {
        field.end = position
      }
      if count == fieldCapacity, !growFields() { return .tooManyFields }
      fields[count] = field
      count += 1
      guard position < end else {
        return isWhole
          ? .record(fields: count, next: end, hadLineEnd: false, isMalformed: isMalformed) : .needsMore
      }
      let delimiter = bytes[position]
      position += 1
      if delimiter == 44 { continue }
      if delimiter == 13 {
        if position == end, !isWhole { return .needsMore }
        if position < end, bytes[position] == 10 { position += 1 }
      }
      return .record(fields: count, next: position, hadLineEnd: true, isMalformed: isMalformed)
    }
  }

  /// Steps over a quoted field.
  ///
  /// - Returns: Whether its closing quote is in the buffer.
  private func closeQuote(
    from position: inout Int, into field: inout CSVRecord.Field, bytes: UnsafeMutablePointer<UInt8>, end: Int
  ) -> Bool {
    position += 1
    field.start = position
    field.isQuoted = true
    while position < end {
      guard let quote = memchr(bytes + position, 34, end - position) else { return false }
      position = quote.assumingMemoryBound(to: UInt8.self) - UnsafeMutablePointer(bytes)
      if position + 1 < end, bytes[position + 1] == 34 {
        field.hasDoubledQuotes = true
        position += 2
        continue
      }
      field.end = position
      position += 1
      return true
    }
    return false
  }

  /// Makes room for more fields.
  ///
  /// - Returns: Whether there may be more.
  private func growFields() -> Bool {
    guard fieldCapacity < ReadingLimit.fields else { return false }
    let capacity = min(2 * fieldCapacity, ReadingLimit.fields)
    let larger = UnsafeMutablePointer<CSVRecord.Field>.allocate(capacity: capacity)
    larger.update(from: fields, count: fieldCapacity)
    fields.deallocate()
    fields = larger
    fieldCapacity = capacity
    return true
  }
}
