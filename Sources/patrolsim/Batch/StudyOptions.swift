// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation
import Questions
import Sweeps

/// The study of a command, and where it is kept.
struct StudyOptions: ParsableArguments {
  @Argument(
    help:
      "The study file (YAML), the folder of a study that was begun, or the batch.sqlite of one that was run.",
    completion: .file(extensions: ["yaml", "yml", "sqlite"]), transform: namedPath)
  var study: String

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp(
      "How many replications each cell has, in place of the study's. More can be added later.",
      valueName: "number"))
  var replications: Int?

  @Option(
    name: [.short, .long],
    help: "The folder for the work and the results. Default: one below Results, by the study.",
    completion: .directory, transform: namedPath)
  var output: String?

  /// Reads the study and lays it out.
  ///
  /// - Throws: Exit code 1, after everything that is wrong was printed.
  func read(allowsCommands: Bool) throws -> Batch {
    do {
      if study.hasSuffix(".sqlite") {
        return try Batch.read(database: study, allowsCommands: allowsCommands).asking(
          replications: replications)
      }
      if isFolder {
        return try BatchFolder(path: study).study(allowsCommands: allowsCommands).asking(
          replications: replications)
      }
      return try Batch.read(path: study, allowsCommands: allowsCommands).asking(replications: replications)
    } catch { throw failure(error) }
  }

  /// The folder of a study.
  func folder(of batch: Batch) -> BatchFolder {
    BatchFolder(path: output ?? (isFolder ? study : batch.defaultFolder))
  }

  private var isFolder: Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: study, isDirectory: &isFolder) && isFolder.boolValue
  }
}
