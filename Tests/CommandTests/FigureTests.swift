// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// What draws figures, where `bash setup.sh` has put it.
private enum ReportTools {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(".venv-report").path
  static var isThere: Bool { FileManager.default.isExecutableFile(atPath: folder + "/bin/python") }
  static let missing: Comment = "there is no .venv-report; bash setup.sh makes it"
}

@Suite("Figures", .enabled(if: ReportTools.isThere, ReportTools.missing))
struct FigureTests {
  @Test("every chart is drawn as a figure in each format", arguments: ["svg", "png", "pdf"])
  func drawn(format: String) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      #expect(try patrolsim("compare", "town.yaml", "-r", "3", "-o", "out").status == 0)
      let process = try patrolsim.start(
        BuiltCommand.executable, ["report", "out", "--figures", format, "figures"],
        environment: ["PATROLSIM_TOOLS": ReportTools.folder])
      let outcome = try patrolsim.finish(process)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let charts = try patrolsim.files(in: "out").keys.filter { $0.hasPrefix("charts/") }
      let figures = try patrolsim.files(in: "figures")
      #expect(!charts.isEmpty)
      let expected = charts.map { name in
        String(name.dropFirst("charts/".count)).replacing(".vl.json", with: ".\(format)")
      }
      #expect(Set(figures.keys) == Set(expected))
      let start = ["svg": "<svg", "png": "\u{FFFD}PNG", "pdf": "%PDF"][format]
      for (name, bytes) in figures {
        #expect(bytes.count > 1_000, "\(name)")
        #expect(String(decoding: bytes.prefix(4), as: UTF8.self) == start, "\(name)")
      }
    }
  }
}
