// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// What a disk holds for certain, and what was asked of it since.
///
/// Files and folders are numbered, as a file system does it; a name leads to a number. Bytes are certain once their file is
/// synced, names once the folder that holds them is.
struct DiskModel: Sendable {
  private enum Write: Sendable {
    case bytes([UInt8], offset: Int)
    case length(Int)
  }

  /// A change of names, which happens as a whole.
  private struct Change: Sendable {
    /// What each name leads to afterwards; `nil` for nothing.
    var names: [Name: Int?]
  }

  private struct Name: Hashable, Sendable {
    let folder: Int
    let text: String
  }

  private struct File: Sendable {
    var certain: [UInt8] = []
    var pending: [Write] = []
    /// Whether a library wrote it, so that its bytes are known only when it is synced.
    var isLibrarys = false
  }

  private var files: [Int: File] = [:]
  private var folders: Set<Int> = [0]
  private var certain: [Name: Int] = [:]
  private var changes: [Change] = []
  /// What every name leads to now.
  private var live: [Name: Int] = [:]
  private var next = 1
  private var root = ""

  /// Takes what lies in a folder for certain.
  mutating func load(_ root: String) {
    self.root = root
    load(root, as: 0)
    live = certain
  }

  private mutating func load(_ path: String, as folder: Int) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
      let number = next
      next += 1
      certain[Name(folder: folder, text: name)] = number
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
      if isFolder.boolValue {
        folders.insert(number)
        load("\(path)/\(name)", as: number)
      } else {
        files[number] = File(
          certain: Array(FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data()))
      }
    }
  }

  // MARK: What is asked

  mutating func create(_ path: String) {
    guard let name = name(path), live[name] == nil else { return }
    files[next] = File()
    change([name: next])
    next += 1
  }

  mutating func createForLibrary(_ path: String) {
    create(path)
    if let number = number(path) { files[number]?.isLibrarys = true }
  }

  mutating func makeFolder(_ path: String) {
    guard let name = name(path) else { return }
    folders.insert(next)
    change([name: next])
    next += 1
  }

  mutating func write(_ bytes: [UInt8], to path: String, at offset: Int) {
    guard let number = number(path) else { return }
    files[number]?.pending.append(.bytes(bytes, offset: offset))
  }

  mutating func truncate(_ path: String, to length: Int) {
    guard let number = number(path) else { return }
    files[number]?.pending.append(.length(length))
  }

  mutating func sync(_ path: String) {
    guard let number = number(path), var file = files[number] else { return }
    if file.isLibrarys {
      file.certain = Array(FileManager.default.contents(atPath: path) ?? Data())
    } else {
      for write in file.pending { DiskModel.apply(write, to: &file.certain) }
    }
    file.pending = []
    files[number] = file
  }

  mutating func syncFolder(_ path: String) {
    guard let folder = path == root ? 0 : number(path) else { return }
    // A change of names in two folders is certain when either is: it happened as a whole.
    var left: [Change] = []
    for change in changes {
      if change.names.keys.contains(where: { $0.folder == folder }) {
        apply(change)
      } else {
        left.append(change)
      }
    }
    changes = left
  }

  mutating func rename(_ path: String, to other: String) {
    guard let from = name(path), let to = name(other), let number = live[from] else { return }
    change([from: nil, to: number])
  }

  mutating func exchange(_ path: String, with other: String) {
    guard let first = name(path), let second = name(other), let a = live[first], let b = live[second] else {
      return
    }
    change([first: b, second: a])
  }

  mutating func remove(_ path: String) {
    guard let name = name(path), live[name] != nil else { return }
    change([name: nil])
  }

  private mutating func change(_ names: [Name: Int?]) {
    for (name, number) in names { live[name] = number }
    changes.append(Change(names: names))
  }

  private mutating func apply(_ change: Change) {
    for (name, number) in change.names { certain[name] = number }
  }

  private func number(_ path: String) -> Int? { name(path).flatMap { live[$0] } }

  /// Returns the last part of a path and the folder that it is in; `nil` where it lies outside.
  private func name(_ path: String) -> Name? {
    guard path.hasPrefix(root + "/") else { return nil }
    let parts = path.dropFirst(root.count + 1).split(separator: "/").map(String.init)
    var folder = 0
    for part in parts.dropLast() {
      guard let next = live[Name(folder: folder, text: part)] else { return nil }
      folder = next
    }
    return parts.last.map { Name(folder: folder, text: $0) }
  }

  // MARK: A loss of power

  /// Returns what may be left: all that is certain, and some of the rest.
  func afterCrash(_ random: inout SplitMix64) -> DiskModel {
    var left = self
    left.keepNames(changes, &random)
    for number in files.keys.sorted() {
      guard var file = files[number] else { continue }
      // A library's bytes may be there in part; what it had written is not known here.
      if file.isLibrarys, file.certain.isEmpty { file.certain = [UInt8](repeating: 0, count: 100) }
      for write in file.pending {
        switch (write, random.next() % 4) {
        case (_, 0): continue
        case (.bytes(let bytes, let offset), 1) where !bytes.isEmpty:
          let torn = Array(bytes.prefix(Int(random.next() % UInt64(bytes.count))))
          DiskModel.apply(.bytes(torn, offset: offset), to: &file.certain)
        default: DiskModel.apply(write, to: &file.certain)
        }
      }
      file.pending = []
      left.files[number] = file
    }
    left.changes = []
    return left
  }

  /// Keeps changes of names up to some moment, as a journal of the file system does, or any of them that still make sense.
  private mutating func keepNames(_ changes: [Change], _ random: inout SplitMix64) {
    if random.next() % 2 == 0 {
      let count = Int(random.next() % UInt64(changes.count + 1))
      for change in changes.prefix(count) { apply(change) }
    } else {
      for change in changes where random.next() % 2 == 0 && makesSense(change) { apply(change) }
    }
  }

  /// Whether what a change moves is where it was, so that nothing has two names.
  private func makesSense(_ change: Change) -> Bool {
    let added = change.names.values.compactMap { $0 }
    let freed = change.names.keys.compactMap { certain[$0] }
    return added.allSatisfy { number in freed.contains(number) || !certain.values.contains(number) }
      && change.names.allSatisfy { name, number in number != nil || certain[name] != nil }
  }

  private static func apply(_ write: Write, to bytes: inout [UInt8]) {
    switch write {
    case .length(let length):
      bytes = Array(bytes.prefix(length)) + [UInt8](repeating: 0, count: max(0, length - bytes.count))
    case .bytes(let new, let offset):
      let end = offset + new.count
      if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
      bytes.replaceSubrange(offset..<end, with: new)
    }
  }

  /// Puts what is certain into a folder, in place of all that is in it.
  func store(in root: String) {
    let manager = FileManager.default
    for name in (try? manager.contentsOfDirectory(atPath: root)) ?? [] {
      try? manager.removeItem(atPath: "\(root)/\(name)")
    }
    store(folder: 0, at: root)
  }

  private func store(folder: Int, at path: String) {
    for (name, number) in certain.filter({ $0.key.folder == folder }).sorted(by: { $0.key.text < $1.key.text }
    ) {
      let path = "\(path)/\(name.text)"
      if folders.contains(number) {
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        store(folder: number, at: path)
      } else if let file = files[number] {
        _ = FileManager.default.createFile(atPath: path, contents: Data(file.certain))
      }
    }
  }
}
