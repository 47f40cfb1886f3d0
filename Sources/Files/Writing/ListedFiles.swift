// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The files that a folder of results holds, as its manifest lists them: what may be replaced or removed, and nothing else.
package struct ListedFiles: Hashable {
  /// Their paths below the folder, `charts/weeks.vl.json`; none leads out of it.
  package let names: Set<String>

  /// The file that lists them.
  package static let manifest = "manifest.json"
  /// The most bytes that are read of it.
  package static let longestManifest = 1 << 20

  package init(_ names: some Sequence<String>) { self.names = Set(names) }

  /// Reads the list of a folder.
  ///
  /// - Returns: `nil` where there is no manifest, or one that lists nothing or what it can't: a name that leads out of the folder.
  package init?(folder: String) {
    struct Document: Decodable { let files: [String]? }
    guard
      let bytes = try? RegularFile.bytes(
        of: folder + "/" + ListedFiles.manifest, limit: ListedFiles.longestManifest),
      let files = (try? JSONDecoder().decode(Document.self, from: Data(bytes)))?.files, !files.isEmpty,
      files.allSatisfy(ListedFiles.isInside)
    else { return nil }
    names = Set(files)
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

  /// Refuses a folder that holds what is not listed.
  package func check(_ folder: String) throws(WriteProblem) {
    let others = try others(in: folder)
    guard others.isEmpty else {
      throw .holdsOthers(path: folder, names: Array(others.prefix(5)), count: others.count)
    }
  }
}
