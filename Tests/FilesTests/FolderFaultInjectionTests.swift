// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@testable import Files

/// A folder of results is replaced while the disk fails and the machine crashes.
@Suite("FaultInjectionTests: a folder of results")
struct FolderFaultInjectionTests {
  @Test("holds all of the old files or all of the new, whatever fails at whatever call")
  func oldOrNew() throws {
    try FaultTrials.run("a folder is replaced", least: 1_500) { seed, root in
      var trial = Trial(seed: seed, root: root)
      try trial.run()
    }
  }

  private struct Trial {
    let seed: UInt64
    let root: String
    var random: SplitMix64
    let old: [String: [UInt8]]
    let new: [String: [UInt8]]
    let lacksExchange: Bool
    var target: String { root + "/results" }

    init(seed: UInt64, root: String) {
      (self.seed, self.root) = (seed, root)
      var random = SplitMix64(state: seed)
      func files(_ names: [String]) -> [String: [UInt8]] {
        var files = [String: [UInt8]]()
        for name in names {
          files[name] = (0..<Int(random.next() % 2_000)).map { _ in UInt8.random(in: 0...255, using: &random)
          }
        }
        let list = names.sorted().map { "\"\($0)\":\"\(FileChecksum.of(files[$0] ?? []))\"" }
        let manifest = "{\"files\":{\(list.joined(separator: ",")),\"manifest.json\":null}}"
        files["manifest.json"] = Array(manifest.utf8)
        return files
      }
      old = random.next() % 4 == 0 ? [:] : files(["a.csv", "b.csv", "charts/x.json", "charts/y.json"])
      new = files(["a.csv", "c.csv", "charts/y.json", "days/1.csv"])
      lacksExchange = random.next() % 3 == 0
      self.random = random
    }

    mutating func run() throws {
      if !old.isEmpty { try write(old, soundDisk) }
      let disk = FaultyDisk(
        root: root, plan: FaultTrials.plan(&random, calls: 45), seed: seed,
        writesShort: random.next() % 2 == 0, lacksExchange: lacksExchange)
      var isPublished = false
      do {
        FolderDraft.restore(target, system: disk)
        try write(new, disk)
        isPublished = true
      } catch {}
      if disk.hasCrashed, random.next() % 2 == 0 { disk.restart() }
      if !disk.hasCrashed { checkNoLitter(disk) }
      FolderDraft.restore(target)
      let found = Self.content(of: target)
      #expect(
        found == new || (!isPublished && found == old), "seed \(seed): neither the old files nor the new")
      // Whatever happened, the next start goes on.
      try write(new, soundDisk)
      #expect(Self.content(of: target) == new, "seed \(seed)")
    }

    /// A disk without faults, which needn't wait for a real one.
    private var soundDisk: FaultyDisk {
      FaultyDisk(root: root, plan: .none, seed: seed, lacksExchange: lacksExchange)
    }

    private func write(_ files: [String: [UInt8]], _ disk: any SystemCalls) throws {
      let draft = try FolderDraft(for: target, system: disk)
      defer { draft.discard() }
      for name in files.keys.sorted() { try draft.write(files[name] ?? [], to: name) }
      try draft.publish(replacing: ListedFiles(folder: target))
    }

    /// Where nothing failed, nothing is left behind but what stands where it should.
    private func checkNoLitter(_ disk: FaultyDisk) {
      guard !disk.hasFailed else { return }
      let names = (try? FolderContent.names(in: root)) ?? []
      #expect(names == ["results"], "seed \(seed)")
    }

    static func content(of folder: String) -> [String: [UInt8]] {
      var files: [String: [UInt8]] = [:]
      for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
        if !isFolder.boolValue {
          files[name] = Array(FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data())
        }
      }
      return files
    }
  }
}
