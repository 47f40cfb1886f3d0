// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@testable import Questions
@testable import Sweeps

@Suite("The page on running studies")
struct StudyPageTests {
  /// Runs the code of the page in the folder of a study's results and checks what it printed.
  private static func check(_ run: (String) throws -> String) throws {
    try withTemporaryFolder { path in
      let batch = try Studies.batch()
      let folder = BatchFolder(path: path)
      _ = try batch.work(in: folder)
      let result = try batch.results(from: [folder], to: folder)
      let printed = try run(path)
      #expect(printed.contains("rows: \(6 * 3 * 3)"), "\(printed)")
      let line = try #require(printed.firstMatch(of: #/cell 1: (-?[\d.]+)/#))
      let mean = try #require(Double(line.1))
      #expect(abs(mean - (result.cells[0].effects[0][0].value ?? .nan)) < 2e-6)
    }
  }

  @Test(
    "Its code for pandas and DuckDB runs as it stands and finds what Swift found",
    .enabled(if: Tools.isThere(Tools.python), "there is no .venv-tests; bash setup.sh test makes it"))
  func python() throws {
    try StudyPageTests.check { folder in
      let printed = try Tools.run(
        Tools.python, ["-c", Tools.code(of: "RunningStudies", in: "Sweeps", language: "python")], in: folder)
      #expect(printed.contains("rows in DuckDB: \(6 * 3 * 3)"))
      #expect(printed.contains("strategies.data-led.refresh"))
      return printed
    }
  }

  @Test(
    "Its code for R runs as it stands and finds what Swift found",
    .enabled(if: Tools.isThere(Tools.r), "there is no R; bash setup.sh test installs it"))
  func r() throws {
    try StudyPageTests.check { folder in
      try Tools.code(of: "RunningStudies", in: "Sweeps", language: "r")
        .write(toFile: folder + "/page.R", atomically: true, encoding: .utf8)
      return try Tools.run(Tools.r, ["page.R"], in: folder)
    }
  }
}
