// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@testable import Files

@Suite("A folder that is written as a whole")
struct FolderDraftTests {
  private func put(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  private func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  private func replace(_ target: String, _ text: String, system: any SystemCalls = Disk()) throws {
    let draft = try FolderDraft(for: target, system: system)
    defer { draft.discard() }
    try draft.write(Array(text.utf8), to: "a.csv")
    try draft.write(Array(text.utf8), to: "charts/b.json")
    try draft.write(Array(JSONEncoder().encode(["files": draft.list()])), to: "manifest.json")
    try draft.publish(replacing: ListedFiles(folder: target))
  }

  @Test("is never replaced while it holds a file, folder or link that its manifest does not list")
  func strangers() throws {
    for stranger in ["thesis.docx", ".ssh/id", "charts/mine.json", "charts/deep/er", "empty/", "link"] {
      try withTemporaryFolder { root in
        let target = root + "/results"
        try replace(target, "old")
        let path = target + "/" + stranger
        if stranger == "link" {
          try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "a.csv")
        } else {
          let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
          try FileManager.default.createDirectory(
            atPath: stranger.hasSuffix("/") ? path : folder, withIntermediateDirectories: true)
          if !stranger.hasSuffix("/") { try put("precious", path) }
        }
        let error = #expect(throws: WriteProblem.self) { try replace(target, "new") }
        let name = String(
          stranger.split(separator: "/").prefix(stranger.hasPrefix("charts") ? 2 : 1).joined(separator: "/"))
        #expect(error == .holdsOthers(path: target, names: [name], count: 1))
        #expect(text(target + "/a.csv") == "old")
        #expect(FileKind(at: path) != .none)
        #expect(try FolderContent.names(in: root) == ["results"])
      }
    }
  }

  @Test("is not written through a link, in the place of a file, or of a listed file that is a link now")
  func links() throws {
    try withTemporaryFolder { root in
      try FileManager.default.createDirectory(atPath: root + "/real", withIntermediateDirectories: false)
      try FileManager.default.createSymbolicLink(atPath: root + "/link", withDestinationPath: "real")
      #expect(throws: WriteProblem.isLink(path: root + "/link")) { try replace(root + "/link", "x") }
      try put("precious", root + "/file")
      #expect(throws: WriteProblem.inTheWay(path: root + "/file", kind: "a file")) {
        try replace(root + "/file", "x")
      }
      #expect(throws: WriteProblem.noName) { _ = try FolderDraft(for: "") }
      try replace(root + "/results", "old")
      try FileManager.default.removeItem(atPath: root + "/results/a.csv")
      try FileManager.default.createSymbolicLink(
        atPath: root + "/results/a.csv", withDestinationPath: root + "/file")
      #expect(throws: WriteProblem.holdsOthers(path: root + "/results", names: ["a.csv"], count: 1)) {
        try replace(root + "/results", "new")
      }
      #expect(text(root + "/file") == "precious" && (try? FolderContent.names(in: root + "/real")) == [])
    }
  }

  @Test(
    "is not replaced while a file of it was changed, unless that is asked for; what was removed is no loss")
  func changed() throws {
    try withTemporaryFolder { root in
      let target = root + "/results"
      try replace(target, "old")
      try put("mine", target + "/a.csv")
      try put("mine too", target + "/charts/b.json")
      #expect(
        throws: WriteProblem.holdsChanged(path: target, names: ["a.csv", "charts/b.json"], count: 2)
      ) { try replace(target, "new") }
      #expect(text(target + "/a.csv") == "mine")
      let listed = try #require(ListedFiles(folder: target))
      #expect(throws: Never.self) { try listed.only(["manifest.json"]).checkUnchanged(target) }
      #expect(throws: Never.self) { try listed.evenIfChanged.check(target) }
      try put("old", target + "/a.csv")
      try FileManager.default.removeItem(atPath: target + "/charts/b.json")
      try replace(target, "new")
      #expect(text(target + "/a.csv") == "new")
    }
  }

  @Test("the checksum of a file is zlib's CRC-32 of all its bytes")
  func checksums() throws {
    // The check value of the CRC catalogue.
    #expect(FileChecksum.of(Array("123456789".utf8)) == "cbf43926")
    #expect(FileChecksum.of([]) == "00000000")
    try withTemporaryFolder { root in
      let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try Data(bytes).write(to: URL(fileURLWithPath: root + "/long"))
      #expect(try FileChecksum.of(file: root + "/long") == FileChecksum.of(bytes))
    }
  }

  @Test("a file is replaced only where that is asked for, and stays as open to others as it was")
  func single() throws {
    try withTemporaryFolder { root in
      let path = root + "/a.yaml"
      try WholeFile.write(Array("old".utf8), to: path, replacing: false)
      #expect(throws: WriteProblem.inTheWay(path: path, kind: "a file")) {
        try WholeFile.write(Array("new".utf8), to: path, replacing: false)
      }
      #expect(text(path) == "old")
      chmod(path, 0o600)
      try WholeFile.write(Array("new".utf8), to: path)
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
      #expect(text(path) == "new")
      #expect(try FolderContent.names(in: root) == ["a.yaml"])
    }
  }

  @Test("a file whose name is not UTF-8 is somebody's too")
  func latinName() throws {
    try withTemporaryFolder { root in
      let target = root + "/results"
      try replace(target, "old")
      let name = Array((target + "/Gr").utf8CString.dropLast()) + [CChar(bitPattern: 0xF6), 0x74, 0]
      let file = open(name, O_CREAT | O_WRONLY, 0o644)
      try #require(file >= 0)
      close(file)
      #expect(throws: WriteProblem.self) { try replace(target, "new") }
      #expect(text(target + "/a.csv") == "old" && access(name, F_OK) == 0)
    }
  }

  @Test("a manifest that lists what is not inside lists nothing")
  func manifests() throws {
    for name in ["../thesis", "/etc/passwd", "a/../../b", "", "a//b", ".", "a/./b"] {
      try withTemporaryFolder { root in
        let document = try JSONSerialization.data(withJSONObject: ["files": ["manifest.json": "", name: ""]])
        try document.write(to: URL(fileURLWithPath: root + "/manifest.json"))
        #expect(ListedFiles(folder: root) == nil)
      }
    }
  }

  @Test("keeps what another process puts there at the last moment")
  func lastMoment() throws {
    for lacksExchange in [false, true] {
      try withTemporaryFolder { root in
        let target = root + "/results"
        try replace(target, "old")
        let draft = try FolderDraft(
          for: target, system: Meddler(root: root, target: target, lacksExchange: lacksExchange))
        try draft.write(Array("new".utf8), to: "a.csv")
        try draft.publish(replacing: ListedFiles(folder: target))
        #expect(text(target + "/a.csv") == "new" && text(target + "/late.txt") == "precious")
        #expect(try FolderContent.names(in: root) == ["results"])
      }
    }
  }

  @Test("is as open to others as the one that it replaces")
  func mode() throws {
    try withTemporaryFolder { root in
      let target = root + "/results"
      try replace(target, "old")
      chmod(target, 0o2775)
      try replace(target, "new")
      var status = stat()
      #expect(lstat(target, &status) == 0 && status.st_mode & 0o7777 == 0o2775)
    }
  }

  @Test(
    "every single call that fails gives its reason, and leaves what was there",
    arguments: [(isNew: false, lacksExchange: false, calls: 15), (false, true, 18), (true, false, 15)])
  func everyCall(isNew: Bool, lacksExchange: Bool, calls: Int) throws {
    try withTemporaryFolder { root in
      let counting = FaultyDisk(root: root, plan: .none, seed: 0, lacksExchange: lacksExchange)
      if !isNew { try replace(root + "/count", "old") }
      try replace(root + "/count", "new", system: counting)
      var failed = 0
      for call in 0..<counting.callCount {
        let target = "\(root)/results-\(call)"
        if !isNew { try replace(target, "old") }
        let disk = FaultyDisk(
          root: root, plan: .failure(call: call, code: ENOSPC, lasts: false), seed: 0,
          lacksExchange: lacksExchange)
        do {
          try replace(target, "new", system: disk)
          #expect(text(target + "/a.csv") == "new" && text(target + "/charts/b.json") == "new")
        } catch let problem as WriteProblem {
          failed += 1
          #expect(problem.description.hasSuffix("can't be written: No space left on device"))
          let old: String? = isNew ? nil : "old"
          #expect(text(target + "/a.csv") == old && text(target + "/charts/b.json") == old, "call \(call)")
        }
        #expect(try FolderContent.names(in: root).filter { $0.contains("draft") } == [], "call \(call)")
      }
      // Two folders made and synced, three files created, written and synced, the names exchanged or given, the folder above synced.
      #expect(failed == calls)
    }
  }

  @Test("drafts of dead processes of this machine go, those of living ones and of other machines stay")
  func abandoned() throws {
    try withTemporaryFolder { root in
      let own = DraftName(for: "results").text
      let parts = own.split(separator: "-").map(String.init)
      func name(host: String? = nil, process: String? = nil, start: String? = nil) -> String {
        let count = parts.count
        var changed = parts
        if let host { changed[1..<(count - 4)] = [host] }
        if let process { changed[changed.count - 3] = process }
        if let start { changed[changed.count - 2] = start }
        return changed.joined(separator: "-")
      }
      let gone = name(process: "999999999")
      let reused = name(process: "1", start: "999999999999")
      let elsewhere = name(host: "another", process: "999999999")
      let living = own
      let similar = ".results.draft-1234"
      for draft in [gone, reused, elsewhere, living, similar] {
        try FileManager.default.createDirectory(
          atPath: "\(root)/\(draft)/charts", withIntermediateDirectories: true)
        try put("x", "\(root)/\(draft)/charts/a")
      }
      try replace(root + "/results", "new")
      #expect(Set(try FolderContent.names(in: root)) == [elsewhere, living, similar, "results"])
    }
  }

  @Test(
    "of an old folder that a dead process has left, what its manifest lists goes and the rest is seen again")
  func abandonedOldFolder() throws {
    try withTemporaryFolder { root in
      let parts = DraftName(for: "results").text.split(separator: "-").map(String.init)
      let dead = (parts.dropLast(3) + ["999999999"] + parts.suffix(2)).joined(separator: "-")
      try replace(root + "/old", "old")
      try FileManager.default.moveItem(atPath: root + "/old", toPath: "\(root)/\(dead)")
      try put("precious", "\(root)/\(dead)/late.txt")
      try replace(root + "/results", "new")
      #expect(try FolderContent.names(in: root) == ["results", "results-kept-1"])
      #expect(try FolderContent.names(in: root + "/results-kept-1") == ["late.txt"])
    }
  }
}

/// Puts a file into a folder just when it is about to be replaced.
private struct Meddler: SystemCalls {
  let disk: FaultyDisk
  let target: String

  init(root: String, target: String, lacksExchange: Bool) {
    disk = FaultyDisk(root: root, plan: .none, seed: 0, lacksExchange: lacksExchange)
    self.target = target
  }

  private func meddle() {
    _ = FileManager.default.createFile(atPath: target + "/late.txt", contents: Data("precious".utf8))
  }

  func exchange(_ path: String, with other: String) throws(SystemFailure) {
    meddle()
    try disk.exchange(path, with: other)
  }

  func create(_ path: String) throws(SystemFailure) -> Int32 { try disk.create(path) }
  func openToGrow(_ path: String) throws(SystemFailure) -> Int32 { try disk.openToGrow(path) }
  func openToSync(_ path: String) throws(SystemFailure) -> Int32 { try disk.openToSync(path) }
  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int) throws(SystemFailure) -> Int {
    try disk.write(bytes, to: file, at: offset)
  }
  func truncate(_ file: Int32, to length: Int) throws(SystemFailure) { try disk.truncate(file, to: length) }
  func sync(_ file: Int32) throws(SystemFailure) { try disk.sync(file) }
  func close(_ file: Int32) { disk.close(file) }
  func makeFolder(_ path: String) throws(SystemFailure) { try disk.makeFolder(path) }
  func syncFolder(_ path: String) throws(SystemFailure) { try disk.syncFolder(path) }
  func rename(_ path: String, to other: String) throws(SystemFailure) { try disk.rename(path, to: other) }
  func renameExclusively(_ path: String, to other: String) throws(SystemFailure) {
    try disk.renameExclusively(path, to: other)
  }
  func remove(_ path: String) throws(SystemFailure) { try disk.remove(path) }
  func removeFolder(_ path: String) throws(SystemFailure) { try disk.removeFolder(path) }
  var steadySeconds: Double { disk.steadySeconds }
  var now: Date { disk.now }
}
