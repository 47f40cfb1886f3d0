// SPDX-License-Identifier: GPL-3.0-or-later

import CZlib
import Foundation
import PatrolTesting
import Testing

@testable import CrimeRecords

@Suite("The CSV reader")
struct CSVReaderTests {
  @Test("fields may hold commas, doubled quotes and line ends", arguments: [1, 3, 7, 1_000])
  func quotedFields(pieceSize: Int) throws {
    let text = "a,b,c\n\"x, y\",\"she said \"\"no\"\"\",\"two\nlines\"\n,\"\",z\n"
    let expected = [["a", "b", "c"], ["x, y", "she said \"no\"", "two\nlines"], ["", "", "z"]]
    #expect(try records(Array(text.utf8), pieceSize: pieceSize) == expected)
  }

  @Test("lines end with LF, CRLF or CR, the last with none", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    let text = ["a,b", "1,2", "", "3,4"].joined(separator: end)
    for pieceSize in [1, 2, 100] {
      #expect(try records(Array(text.utf8), pieceSize: pieceSize) == [["a", "b"], ["1", "2"], ["3", "4"]])
    }
  }

  @Test("a byte-order mark is not part of the first name")
  func byteOrderMark() throws {
    #expect(try records([0xEF, 0xBB, 0xBF] + Array("a,b\n1,2\n".utf8)).first == ["a", "b"])
  }

  @Test("bytes that are no UTF-8 are read as Windows-1252")
  func windows1252() throws {
    let bytes = Array("a,b\ncaf".utf8) + [0xE9, 0x2C, 0x80] + Array("\n".utf8)
    #expect(try records(bytes).last == ["café", "€"])
  }

  @Test("a row with too few or too many fields is handed on with what it has")
  func raggedRows() throws {
    #expect(try records(Array("a,b\n1\n1,2,3\n4,5\n".utf8)).map(\.count) == [2, 1, 3, 2])
  }

  @Test("a file that ends inside a row is an error with its row", arguments: ["1,2\n3", "1,2\n\"3,4\n5"])
  func cutInMidRow(text: String) {
    #expect(
      throws: ImportProblem.cutInMidRow(
        file: "test.csv", row: 3, fieldCount: text.contains("\"") ? 0 : 1, expected: 2)
    ) {
      try records(Array("a,b\n\(text)".utf8))
    }
  }

  @Test("an empty file is an error")
  func emptyFile() {
    #expect(throws: ImportProblem.emptyFile(file: "test.csv")) { try records([]) }
  }

  @Test("coordinates are read to the millionth of a degree")
  func millionths() {
    func read(_ text: String) -> Int32? { Array(text.utf8).withUnsafeBufferPointer(\.millionths) }
    #expect(read("-0.119224") == -119_224)
    #expect(read("51.5") == 51_500_000)
    #expect(read("51.50000049") == 51_500_000)
    #expect(read("51.50000051") == 51_500_001)
    #expect(read("7") == 7_000_000)
    for wrong in ["", "-", ".", "1e5", "1.2.3", "abc", "4000", " 1"] { #expect(read(wrong) == nil) }
  }

  @Test("gzip of several members is read to its end, and a cut one is an error")
  func gzip() throws {
    let folder = try ScratchFolder()
    let packed = try #require(
      Data(
        base64Encoded:
          "H4sIAAAAAAACA0vUSeIy1DHiAgB7B5cKCAAAAB+LCAAAAAAAAgMz1jHhAgA+LXKpBAAAAA=="))
    let whole = CSVReaderTests.fields(try folder.write(packed, to: "whole.csv.gz"))
    #expect(whole == .success([["a", "b"], ["1", "2"], ["3", "4"]]))
    let path = try folder.write(packed.dropLast(9), to: "cut.csv.gz")
    guard case .failure(.damagedGzip(file: path, _)) = CSVReaderTests.fields(path) else {
      Issue.record("a cut gzip file was read")
      return
    }
  }

  private static func fields(_ path: String) -> Result<[[String]], ImportProblem> {
    do throws(ImportProblem) {
      let reader = try CSVReader(file: path)
      var found = [try reader.readHeader()]
      while let record = try reader.next() { found.append((0..<record.count).map(record.text)) }
      return .success(found)
    } catch {
      return .failure(error)
    }
  }

  @Test("mutated files are read or refused, the same in every size of piece")
  func mutations() throws {
    let seed = Array((streetFile([row(id: "ab"), row(location: "\"A, \"\"B\"\"\"")]) + "\"x\ny\",\r\n").utf8)
    var random = SplitMix64(state: 1)
    let specials = Array("\",\r\n".utf8) + [0, 0xEF, 0x80, 0xFF]
    Rounds.run(2_000) { watch in
      var bytes = seed
      for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = specials.randomElement(using: &random) ?? 0
        case 2: bytes.insert(specials.randomElement(using: &random) ?? 0, at: place)
        default: bytes.removeLast(bytes.count - place)
        }
      }
      watch.begin("reading \(bytes)")
      let whole = outcome(bytes, pieceSize: .max)
      #expect(whole == outcome(bytes, pieceSize: 1))
      #expect(whole == outcome(bytes, pieceSize: Int.random(in: 2...40, using: &random)))
    }
  }

  private func outcome(_ bytes: [UInt8], pieceSize: Int) -> [[String]]? {
    try? records(bytes, pieceSize: pieceSize)
  }

  /// Gzip data of some bytes over and over.
  private static func packed(_ bytes: [UInt8], times: Int) throws -> Data {
    let folder = try ScratchFolder()
    let path = folder.path + "/packed.gz"
    let file = try #require(gzopen(path, "wb9"))
    for _ in 0..<times { gzwrite(file, bytes, UInt32(bytes.count)) }
    gzclose(file)
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  @Test("gzip that unpacks to hundreds of times its size is refused, for records and for outlines")
  func gzipBomb() throws {
    let folder = try ScratchFolder()
    let lines = [UInt8](repeating: UInt8(ascii: "\n"), count: 1 << 20)
    // 64 MiB may unpack from anything.
    let few = try folder.write(try CSVReaderTests.packed(lines, times: 63), to: "few.csv.gz")
    #expect(CSVReaderTests.fields(few) == .failure(.emptyFile(file: few)))
    let many = try folder.write(try CSVReaderTests.packed(lines, times: 66), to: "many.csv.gz")
    let problem = ImportProblem.unpacksTooFar(file: many, limit: 200)
    #expect(CSVReaderTests.fields(many) == .failure(problem))
    #expect(throws: problem) { try Boundary(file: many) }
    #expect("\(problem)".contains("unpack to more than 200 times their size"))
  }

  @Test("a file that is held as a whole is at most so long")
  func wholeFileBound() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Data(count: ReadingLimit.wholeFile + 1), to: "zeros.geojson")
    #expect(throws: ImportProblem.tooLarge(file: path, limitInBytes: ReadingLimit.wholeFile)) {
      try Boundary(file: path)
    }
  }

  @Test("a row has at most a thousand fields", arguments: [1, .max])
  func fieldBound(pieceSize: Int) throws {
    let row = String(repeating: ",", count: 999)
    #expect(try records(Array("\(row)\n".utf8), pieceSize: pieceSize).map(\.count) == [1_000])
    let problem = ImportProblem.tooManyFields(file: "test.csv", row: 2, limit: 1_000)
    #expect(throws: problem) { try records(Array("a,b\n\(row),\n".utf8), pieceSize: pieceSize) }
    #expect("\(problem)" == "test.csv: row 2: the row has more than 1000 fields, the most that are read")
  }

  @Test("a row is at most a mebibyte long, and a quotation mark that is never closed makes it longer")
  func recordBound() throws {
    func outcome(_ length: Int) throws -> Int {
      try records(Array("a\n\"".utf8) + [UInt8](repeating: 120, count: length) + Array("\"\n".utf8)).count
    }
    #expect(try outcome(ReadingLimit.record - 3) == 2)
    #expect(throws: ImportProblem.recordTooLong(file: "test.csv", row: 2, limitInBytes: 1 << 20)) {
      try outcome(ReadingLimit.record)
    }
  }

  @Test("a pipe is not waited for, alone or in a folder, and says that only regular files are read")
  func pipe() throws {
    let folder = try ScratchFolder()
    #expect(mkfifo(folder.path + "/pipe.csv", 0o600) == 0)
    for path in [folder.path, folder.path + "/pipe.csv"] {
      let problem = #expect(throws: ImportFailure.self) {
        try CrimeImport(ImportOptions(paths: [path])).run()
      }
      #expect(
        problem?.description.contains("pipe.csv: can't be read: it is a pipe, and only regular files") == true
      )
    }
  }

  @Test("memory stays at the size of the buffer however long the file is")
  func boundedMemory() throws {
    /// The same row over and over.
    final class Endless: ByteSource {
      var left: Int
      let piece = Array((String(repeating: row(id: "0123456789abcdef") + "\n", count: 400)).utf8)
      init(rows: Int) { left = rows / 400 }
      func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard left > 0, buffer.count >= piece.count else { return 0 }
        left -= 1
        buffer.copyBytes(from: piece)
        return piece.count
      }
    }
    let reader = CSVReader(file: "long.csv", source: Endless(rows: 200_000), bufferSize: 1 << 20)
    _ = try reader.readHeader()
    while try reader.next() != nil {}
    #expect(reader.row == 200_000)
    #expect(reader.bufferSizeInBytes == 1 << 20)
  }
}
