// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation

/// The CSV files under the paths that the user named.
struct RecordFiles {
  struct File: Hashable {
    var path: String
    /// What publishes a file each month: its name without month and extract.
    var family: String
    /// The month in the name of the file, if it has one.
    var month: RecordMonth?
    /// When it was published; `nil` where its name has no month.
    var published: Publication?

    /// Whether it replaces another file of the same month.
    func isLater(than other: File) -> Bool {
      guard let published, let before = other.published, published != before else { return path > other.path }
      return published > before
    }
  }

  /// When a file was published, as well as its path tells: a later month than its own, else the time of change.
  struct Publication: Hashable, Comparable {
    var month: RecordMonth
    /// Seconds since 1970; a file system may hold any number.
    var changed: Int

    static func < (a: Publication, b: Publication) -> Bool { (a.month, a.changed) < (b.month, b.changed) }
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
      do throws(ImportProblem) {
        let inside = try csvFiles(inFolder: path)
        if inside.isEmpty { problems.append(.noFiles(folder: path)) }
        found.formUnion(inside)
      } catch {
        problems.append(error)
      }
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
      if file.isLater(than: other) {
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
      return File(path: path, family: stem, month: nil, published: nil)
    }
    let rest = stem.dropFirst(8)
    let family =
      rest.firstRange(of: "-street").map { String(rest[..<$0.lowerBound]) + "-street" } ?? String(rest)
    let suffix = String(rest.dropFirst(family.count))
    let laterMonths = (parts.dropLast() + [suffix]).flatMap(months).filter { $0 > month }
    let published = Publication(month: laterMonths.max() ?? month, changed: secondOfChange(path))
    return File(path: path, family: family, month: month, published: published)
  }

  /// Returns the second, since 1970, at which a file was changed last; that of no file is before all others.
  private static func secondOfChange(_ path: String) -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { return .min }
    #if os(Linux)
      return status.st_mtim.tv_sec
    #else
      return status.st_mtimespec.tv_sec
    #endif
  }

  /// Returns every `YYYY-MM` in a name.
  private static func months(in name: String) -> [RecordMonth] {
    let characters = Array(name)
    guard characters.count >= 7 else { return [] }
    return (0...(characters.count - 7)).compactMap { RecordMonth(String(characters[$0..<$0 + 7])) }
  }
}

/// Returns the paths of all `*.csv` and `*.csv.gz` files in a folder, at any depth, sorted.
///
/// - Throws: ``ImportProblem/unreadableFile(file:reason:)`` where the folder or one in it can't be read, or holds too much.
func csvFiles(inFolder folder: String) throws(ImportProblem) -> [String] {
  do throws(FileProblem) {
    return try FolderWalk.files(in: folder) { name in
      let lower = name.lowercased()
      return lower.hasSuffix(".csv") || lower.hasSuffix(".csv.gz")
    }
  } catch {
    throw ImportProblem(error)
  }
}
