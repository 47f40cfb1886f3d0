// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Reports

/// The programs of others that draw charts and maps, where `bash setup.sh` has put them.
struct ReportTools {
  /// The folder: `.venv-report`.
  let folder: String

  /// The variable that names the folder, where it is somewhere else.
  static let variable = "PATROLSIM_REPORT_TOOLS"
  private static let name = ".venv-report"

  /// Finds them: in the folder that the variable names, above the executable, or in the working directory.
  static func find() -> ReportTools? {
    if let named = ProcessInfo.processInfo.environment[variable], !named.isEmpty {
      return ReportTools(folder: named)
    }
    var candidates: [String] = []
    if let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() {
      var folder = executable.deletingLastPathComponent()
      while folder.path != "/" {
        candidates.append(folder.path)
        folder = folder.deletingLastPathComponent()
      }
    }
    candidates.append(FileManager.default.currentDirectoryPath)
    return candidates.map { ReportTools(folder: "\($0)/\(name)") }.first { $0.isThere }
  }

  private var isThere: Bool { FileManager.default.fileExists(atPath: folder + "/page/vega.js") }

  /// What is put into pages; `nil` where a file of it can't be read.
  var assets: PageAssets? {
    func text(_ name: String) -> String? {
      try? String(contentsOfFile: "\(folder)/page/\(name)", encoding: .utf8)
    }
    guard let chartScript = text("vega.js"), let mapScript = text("leaflet.js"),
      let mapStyle = text("leaflet.css"),
      let notices = text("notices.txt")
    else { return nil }
    return PageAssets(chartScript: chartScript, mapScript: mapScript, mapStyle: mapStyle, notices: notices)
  }

  /// The Python that draws figures.
  var python: String { folder + "/bin/python" }

  /// What to do where they are missing.
  static let advice =
    "what draws charts and maps is not installed; `bash setup.sh install` in PatrolSim's folder does it, then "
    + "`patrolsim report` makes the report of these results"
}
