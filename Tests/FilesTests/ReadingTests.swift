// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@testable import Files

@Suite("Reading what lies on a disk")
struct ReadingTests {
  private func problem(_ path: String, limit: Int = 100) -> String? {
    do throws(FileProblem) {
      _ = try RegularFile.bytes(of: path, limit: limit)
      return nil
    } catch { return error.reason }
  }

  @Test("only regular files are read, and nothing waits for the other end of a pipe")
  func kinds() throws {
    try withTemporaryFolder { folder in
      #expect(mkfifo(folder + "/pipe", 0o600) == 0)
      let rule = "and only regular files are read"
      let advice = "; save what it gives to a file first"
      #expect(problem(folder) == "it is a folder, \(rule)")
      #expect(problem(folder + "/pipe") == "it is a pipe, \(rule)\(advice)")
      #expect(problem("/dev/zero") == "it is a device, \(rule)\(advice)")
      #expect(problem(folder + "/none") == "there is no such file")
    }
  }

  @Test("a file is read up to its bound, and a larger one is refused")
  func bound() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/file"
      try Data(repeating: 7, count: 100).write(to: URL(fileURLWithPath: path))
      #expect(try RegularFile.bytes(of: path, limit: 100) == [UInt8](repeating: 7, count: 100))
      #expect(problem(path, limit: 99) == "it is larger than 0 MiB, the most that is read")
      #expect(try RegularFile(path).begins(with: [7, 7]))
      #expect(try !RegularFile(path).begins(with: [7, 8]))
    }
  }

  @Test("a file that claims to be empty and isn't is read up to its bound")
  func falseSize() {
    // A file of the kernel's has no size, whatever it holds.
    guard FileManager.default.fileExists(atPath: "/proc/self/maps") else { return }
    #expect(problem("/proc/self/maps", limit: 100) == "it is larger than 0 MiB, the most that is read")
  }

  private func find(_ folder: String) -> Result<[String], FileProblem> {
    Result { () throws(FileProblem) in try FolderWalk.files(in: folder) { $0.hasSuffix(".csv") } }
  }

  @Test("a folder is searched at any depth, without what is hidden, and links to folders are not followed")
  func walk() throws {
    try withTemporaryFolder { folder in
      let manager = FileManager.default
      for name in ["b/c", ".hidden", "a.csv"] {
        try manager.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
      }
      for name in [
        "one.csv", "b/two.csv", "b/c/three.csv", "a.csv/four.csv", ".hidden/no.csv", ".no.csv", "no.txt",
      ] {
        try Data().write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
      try manager.createSymbolicLink(atPath: folder + "/b/loop", withDestinationPath: folder)
      try manager.createSymbolicLink(atPath: folder + "/linked.csv", withDestinationPath: folder + "/one.csv")
      let names = ["a.csv/four.csv", "b/c/three.csv", "b/two.csv", "linked.csv", "one.csv"]
      #expect(find(folder) == .success(names.map { "\(folder)/\($0)" }))
      #expect(find(folder + "/") == find(folder))
      #expect(
        find(folder + "/no.txt") == .failure(.cannotRead(path: folder + "/no.txt", reason: "it is a file"))
      )
    }
  }

  @Test("a folder that is nested too deeply is refused")
  func depth() throws {
    try withTemporaryFolder { folder in
      let deep = folder + String(repeating: "/d", count: FolderWalk.depthLimit)
      try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
      #expect(find(folder) == .success([]))
      try FileManager.default.createDirectory(atPath: deep + "/e", withIntermediateDirectories: true)
      #expect(find(folder) == .failure(.tooDeep(path: deep + "/e", limit: FolderWalk.depthLimit)))
    }
  }

  @Test("a refusal of the system names the limit that was reached")
  func limits() {
    #expect(systemReason(EMFILE).hasPrefix("Too many open files; this process may have "))
    #expect(systemReason(ENOSPC) == "No space left on device")
  }
}
