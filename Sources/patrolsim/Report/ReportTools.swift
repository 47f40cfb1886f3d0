// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Pages
import Questions

/// The programs of others that draw charts and maps, where `bash setup.sh` has put them.
///
/// They run, and go into pages that allow them to: so nothing is taken that a stranger could have written, and nothing is looked for
/// in the current folder, which may have come from anywhere.
struct ReportTools {
  /// A reason why there are none.
  enum Problem: Error {
    case missing
    /// The variable names no absolute path.
    case relative(String)
    /// They are there, and a stranger could have written them.
    case foreign(folder: String, ForeignHand)
    case unreadable(FileProblem)
  }

  /// The folder: `.venv-report`.
  let folder: String

  /// The variable that names the folder, where it is somewhere else.
  static let variable = "PATROLSIM_TOOLS"
  private static let name = ".venv-report"
  /// The largest file that is put into a page, in bytes.
  private static let largestFile = 64 << 20

  /// Finds them: in the folder that the variable names, or beside or above the executable.
  static func find() throws(Problem) -> ReportTools {
    if let named = ProcessInfo.processInfo.environment[variable], !named.isEmpty {
      guard named.hasPrefix("/") else { throw .relative(named) }
      return try ReportTools(ifTrusted: named)
    }
    guard let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() else { throw .missing }
    var above = executable.deletingLastPathComponent()
    while true {
      let candidate = above.appendingPathComponent(name).path
      if FileManager.default.fileExists(atPath: candidate) { return try ReportTools(ifTrusted: candidate) }
      guard above.path != "/" else { throw .missing }
      above = above.deletingLastPathComponent()
    }
  }

  /// - Throws: ``Problem`` where the folder is not there, or it, the folder that it lies in or that of the pages is not the user's own.
  private init(ifTrusted folder: String) throws(Problem) {
    let url = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
    self.folder = url.path
    guard FileManager.default.fileExists(atPath: self.folder) else { throw .missing }
    try trusting { () throws(ForeignHand) in
      try OwnFile.checkFolder(of: url.path)
      try OwnFile.check(url.path)
      try OwnFile.check(url.path + "/page")
    }
  }

  /// What is put into pages.
  ///
  /// - Throws: ``Problem`` where a file of it can't be read or is not the user's own.
  func assets() throws(Problem) -> PageAssets {
    PageAssets(
      chartScript: try text("vega.js"), mapScript: try text("leaflet.js"), mapStyle: try text("leaflet.css"),
      notices: try text("notices.txt"))
  }

  private func text(_ name: String) throws(Problem) -> String {
    let path = "\(folder)/page/\(name)"
    try trusting { () throws(ForeignHand) in try OwnFile.check(path) }
    do throws(FileProblem) {
      return String(decoding: try RegularFile.bytes(of: path, limit: ReportTools.largestFile), as: UTF8.self)
    } catch { throw .unreadable(error) }
  }

  /// Returns the Python that draws figures.
  ///
  /// - Throws: ``Problem`` where anything that it could run is not the user's own.
  func python() throws(Problem) -> String {
    try trusting { () throws(ForeignHand) in try OwnFile.checkTree(folder) }
    return folder + "/bin/python"
  }

  private func trusting(_ body: () throws(ForeignHand) -> Void) throws(Problem) {
    do throws(ForeignHand) { try body() } catch {
      // What is not there was never installed.
      if case .missing = error { throw .missing }
      throw .foreign(folder: folder, error)
    }
  }
}

extension ReportTools.Problem: CustomStringConvertible {
  /// The reason, and what to do, in words that follow a colon.
  var description: String {
    switch self {
    case .missing:
      "the software for charts and maps is not installed. Run `bash setup.sh install` in the folder of PatrolSim, then "
        + "`patrolsim report` with the folder of these results"
    case .relative(let path):
      "\(ReportTools.variable) is \"\(printable(path))\"; it must be an absolute path. A relative path could lead to "
        + "a folder of another person"
    case .foreign(let folder, let hand):
      "the software for charts and maps in \(printable(folder)) is not used, because another person could have changed it: "
        + "\(hand)"
    case .unreadable(let problem): "\(problem)"
    }
  }
}
