// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The files that a folder of results holds, as its manifest lists them: what may be replaced or removed, and nothing else.
///
/// A file that no longer holds what was written to it is somebody's work and stays too.
package struct ListedFiles: Hashable {
  /// What a manifest has under `files`: paths below the folder, `charts/weeks.vl.json`, with the checksum of what was written;
  /// without one where a file may hold anything, as the manifest itself.
  package typealias Document = [String: String?]

  /// Their paths below the folder; none leads out of it.
  package let names: Set<String>
  private let checksums: [String: String]

  /// The file that lists them.
  package static let manifest = "manifest.json"
  /// The most bytes that are read of it.
  package static let longestManifest = 1 << 20

  /// - Parameter names: Files that may hold anything.
  package init(_ names: some Sequence<String>) { (self.names, checksums) = (Set(names), [:]) }

  /// Reads the list of a folder.
  ///
  /// - Returns: `nil` where there is no manifest, or one that lists nothing or what it can't: a name that leads out of the folder.
  package init?(folder: String) {
    struct Manifest: Decodable { let files: Document? }
    guard
      let bytes = try? RegularFile.bytes(
        of: folder + "/" + ListedFiles.manifest, limit: ListedFiles.longestManifest),
      let files = (try? JSONDecoder().decode(Manifest.self, from: Data(bytes)))?.files, !files.isEmpty,
      files.keys.allSatisfy(ListedFiles.isInside)
    else { return nil }
    (names, checksums) = (Set(files.keys), files.compactMapValues { $0 })
  }

  private init(_ names: Set<String>, _ checksums: [String: String]) {
    (self.names, self.checksums) = (names, checksums)
  }

  /// The same files, whatever they hold now.
  package var evenIfChanged: ListedFiles { ListedFiles(names, [:]) }

  /// Those of the files that have one of some names.
  package func only(_ some: Set<String>) -> ListedFiles {
    ListedFiles(names.intersection(some), checksums.filter { some.contains($0.key) })
  }

  /// Whether a name stays within the folder.
  package static func isInside(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return !name.contains("\0") && parts.count <= 4
      && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// The folders in which they are, the deepest first.
  var folders: [String] {
    let all = names.flatMap { name -> [String] in
      let parts = name.split(separator: "/").dropLast()
      return parts.indices.map { parts[...$0].joined(separator: "/") }
    }
    return Set(all).sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  /// Returns what a folder holds that is not listed, links and empty folders included.
  ///
  /// - Throws: ``WriteProblem`` where it can't be looked into.
  package func others(in folder: String) throws(WriteProblem) -> [String] {
    let folders = Set(folders)
    var (others, pending) = ([String](), [""])
    while let prefix = pending.popLast() {
      let path = prefix.isEmpty ? folder : "\(folder)/\(prefix)"
      let entries: [String]
      do throws(SystemFailure) { entries = try FolderContent.names(in: path) } catch {
        throw WriteProblem(path, error)
      }
      for entry in entries {
        let name = prefix.isEmpty ? entry : "\(prefix)/\(entry)"
        switch FileKind(at: "\(folder)/\(name)") {
        case .file where names.contains(name): continue
        case .folder where folders.contains(name): pending.append(name)
        // A name that is not UTF-8 can't be looked up as it is shown here; it is somebody's.
        case .none where !name.unicodeScalars.contains("\u{FFFD}"): continue
        default: others.append(name)
        }
      }
    }
    return others.sorted()
  }

  /// Returns the listed files that no longer hold what was written to them.
  ///
  /// - Complexity: Reads them all.
  package func changed(in folder: String) throws(WriteProblem) -> [String] {
    var changed: [String] = []
    for (name, checksum) in checksums.sorted(by: { $0.key < $1.key }) {
      do throws(FileProblem) {
        if try FileChecksum.of(file: "\(folder)/\(name)") != checksum { changed.append(name) }
      } catch {
        guard case .missing = error else {
          throw .cannotWrite(path: "\(folder)/\(name)", reason: error.reason)
        }
      }
    }
    return changed
  }

  /// Refuses a folder that holds what is not listed, or a file that was changed.
  package func check(_ folder: String) throws(WriteProblem) {
    let others = try others(in: folder)
    guard others.isEmpty else {
      throw .holdsOthers(path: folder, names: Array(others.prefix(5)), count: others.count)
    }
    try checkUnchanged(folder)
  }

  /// Refuses a folder in which a listed file was changed.
  package func checkUnchanged(_ folder: String) throws(WriteProblem) {
    let changed = try changed(in: folder)
    guard changed.isEmpty else {
      throw .holdsChanged(path: folder, names: Array(changed.prefix(5)), count: changed.count)
    }
  }
}
