// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import Questions
import ScenarioFiles

extension Batch {
  /// Reads a study file with its scenarios, and lays the study out.
  ///
  /// - Parameters:
  ///   - path: The study file; scenarios are looked for beside it.
  ///   - allowsCommands: Whether commands that the study or a scenario names may run.
  /// - Throws: ``InvalidBatch`` with everything that is wrong in the file, its scenarios, its strategies and its values, each with its
  ///   line; `InvalidScenario` where the file is no study.
  public static func read(path: String, allowsCommands: Bool = false) throws -> Batch {
    let reading = try BatchFile.reading(path: path)
    let (found, unread) = scenarios(of: reading)
    guard reading.problems.isEmpty, unread.isEmpty else {
      let check = BatchCheck(
        reading.file, found, allowsCommands: allowsCommands, hasAllStrategies: reading.hasAllStrategies)
      throw InvalidBatch(unread + check.problems).located(in: reading)
    }
    do throws(InvalidBatch) {
      return try Batch(reading.file, scenarios: found.map(\.scenario), allowsCommands: allowsCommands)
    } catch { throw error.located(in: reading) }
  }

  /// Reads the scenarios that a study names.
  ///
  /// - Returns: Those that could be read by the names that results call them, and what is wrong with the others.
  private static func scenarios(
    of reading: BatchReading
  ) -> (found: [(name: String, scenario: Scenario)], problems: [InvalidBatch.Problem]) {
    // As the study's own path begins, so that a message names the file as its reader would.
    let folder = reading.path.lastIndex(of: "/").map { String(reading.path[...$0]) } ?? ""
    var found: [(name: String, scenario: Scenario)] = []
    var problems: [InvalidBatch.Problem] = []
    let files = reading.file.scenarios
    for (file, name) in zip(files, names(of: files)) {
      do throws(InvalidScenario) {
        found.append((name, try ScenarioFile.read(path: file.hasPrefix("/") ? file : folder + file)))
      } catch {
        // What is wrong with the file as a whole is wrong with the line that names it.
        problems += error.problems.map {
          InvalidBatch.Problem($0.message, at: $0.line == 0 ? .scenario(file) : nil)
        }
      }
    }
    return (found, problems)
  }
}
