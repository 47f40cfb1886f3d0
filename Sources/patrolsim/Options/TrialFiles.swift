// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation
import PatrolModel
import ScenarioFiles

/// The trials that a command reads: those that are named, or those that come with PatrolSim.
struct TrialFiles: ParsableArguments {
  /// Where the shipped trials are, from the folder of the package.
  static let shippedFolder = "Scenarios/trials"

  @Argument(
    help: "Trial files (YAML), or folders of them. Default: Scenarios/trials in the current folder.",
    completion: .file(extensions: ["yaml", "yml"]), transform: namedPath)
  var files: [String] = []

  /// Reads all of them.
  ///
  /// - Throws: Exit code 1, after all that is wrong was printed.
  func read() throws -> [Scenario] {
    var problems: [String] = []
    var scenarios: [Scenario] = []
    for path in try paths() {
      do throws(InvalidScenario) { scenarios.append(try ScenarioFile.read(path: path)) } catch {
        problems += sentences(of: error)
      }
    }
    guard problems.isEmpty else { throw failure(problems) }
    return scenarios
  }

  /// Returns the files that are named, and those of the folders that are, by name.
  private func paths() throws -> [String] {
    let isShipped = files.isEmpty
    return try (isShipped ? [TrialFiles.shippedFolder] : files).flatMap { path -> [String] in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      if isShipped, !exists {
        throw failure(
          "there is no folder \(path) here. It has the trials that come with PatrolSim. Run the command in the "
            + "folder of PatrolSim, or name trial files")
      }
      guard isFolder.boolValue else { return [path] }
      let names: [String]
      do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
        throw failure("the folder \(path) can't be read: \(error.localizedDescription)")
      }
      let found = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
      guard !found.isEmpty else { throw failure("the folder \(path) has no trial file (.yaml)") }
      return found.map { "\(path)/\($0)" }
    }
  }
}
