// SPDX-License-Identifier: GPL-3.0-or-later

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
    var random = TestRandom(state: 1)
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
