// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The CSV files under the paths that the user named.
struct RecordFiles {
  struct File: Hashable {
    var path: String
    /// What publishes a file each month: its name without month and extract.
    var family: String
    /// The month in the name of the file, if it has one.
    var month: RecordMonth?
    /// When it was published, as well as its path tells: a later month, else the time of change.
    var published: String
  }

  /// The files to read, by path.
  var files: [File] = []
  /// Files of a month and family of which a later publication is at hand, with that one.
  var superseded: [(old: String, kept: String)] = []

  /// Finds all CSV files at any depth; of a month published twice only the latest stays.
  ///
  /// - Throws: ``ImportFailure`` with ``ImportProblem/noSuchPath(path:)`` and
  ///   ``ImportProblem/noFiles(folder:)``.
  init(paths: [String]) throws(ImportFailure) {
    var found: Set<String> = []
    var problems: [ImportProblem] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        problems.append(.noSuchPath(path: path))
        continue
      }
      guard isFolder.boolValue else {
        found.insert(path)
        continue
      }
      let inside = csvFiles(inFolder: path)
      if inside.isEmpty { problems.append(.noFiles(folder: path)) }
      found.formUnion(inside)
    }
    guard problems.isEmpty else { throw ImportFailure(problems) }
    keepLatest(found.sorted().map(RecordFiles.file))
  }

  private mutating func keepLatest(_ all: [File]) {
    var latest: [String: Int] = [:]
    for file in all {
      guard let month = file.month else {
        files.append(file)
        continue
      }
      let key = "\(month) \(file.family)"
      guard let index = latest[key] else {
        latest[key] = files.count
        files.append(file)
        continue
      }
      let other = files[index]
      if (other.published, other.path) < (file.published, file.path) {
        superseded.append((other.path, file.path))
        files[index] = file
      } else {
        superseded.append((file.path, other.path))
      }
    }
    files.sort { $0.path < $1.path }
  }

  /// Reads what the path of a file tells: `2020-11-city-of-london-street.extract-2021-11.csv`.
  private static func file(path: String) -> File {
    let parts = path.split(separator: "/").map(String.init)
    var stem = parts.last ?? path
    for ending in [".gz", ".csv"] where stem.lowercased().hasSuffix(ending) { stem.removeLast(ending.count) }
    guard let month = RecordMonth(stem.prefix(7)), stem.dropFirst(7).hasPrefix("-") else {
      return File(path: path, family: stem, month: nil, published: "")
    }
    let rest = stem.dropFirst(8)
    let family =
      rest.firstRange(of: "-street").map { String(rest[..<$0.lowerBound]) + "-street" } ?? String(rest)
    let suffix = String(rest.dropFirst(family.count))
    let laterMonths = (parts.dropLast() + [suffix]).flatMap(months).filter { $0 > month }
    let changed =
      (try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date) ?? .distantPast
    let time = String(Int(changed.timeIntervalSince1970) + 1_000_000_000_000)
    let published = (laterMonths.max()?.description ?? "\(month)") + " " + time
    return File(path: path, family: family, month: month, published: published)
  }

  /// Returns every `YYYY-MM` in a name.
  private static func months(in name: String) -> [RecordMonth] {
    let characters = Array(name)
    guard characters.count >= 7 else { return [] }
    return (0...(characters.count - 7)).compactMap { RecordMonth(String(characters[$0..<$0 + 7])) }
  }
}

/// Returns the paths of all `*.csv` and `*.csv.gz` files in a folder, at any depth, sorted.
func csvFiles(inFolder folder: String) -> [String] {
  guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
  let root = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  return walk.compactMap { $0 as? String }
    .filter { name in
      let lower = name.lowercased()
      let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
      return !isHidden && (lower.hasSuffix(".csv") || lower.hasSuffix(".csv.gz"))
    }
    .map { "\(root)/\($0)" }
    .sorted()
}
