// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

extension Field {
  /// The text of the file that a value names, relative to the scenario's folder.
  func fileText() -> (path: String, text: String)? {
    guard let name = text() else { return nil }
    let folder = URL(fileURLWithPath: log.path).deletingLastPathComponent()
    let path = URL(fileURLWithPath: name, relativeTo: folder).path
    do throws(InvalidScenario) {
      return (name, try FileText.load(path: path))
    } catch {
      for problem in error.problems {
        if case .unreadable(let reason) = problem.kind, problem.line == 0 {
          report(.rule("is \"\(name)\": \(reason)"))
        } else {
          log.report(
            problem.kind, at: Position(line: problem.line, column: problem.column), key: "", file: name)
        }
      }
      return nil
    }
  }
}
