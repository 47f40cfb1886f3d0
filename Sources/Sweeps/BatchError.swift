// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Questions

/// A reason why the work of a study can't be read, joined or gone on with.
public enum BatchError: Error, Hashable {
  /// The folder holds the work of another study.
  case otherStudy(path: String)
  /// The work in the folder was done with another program for a strategy, or with another version of it.
  case otherProgram(path: String, strategy: String, file: String)
  /// A file of a strategy's program is not the one that the study has.
  case changedProgram(strategy: String, file: String)
  /// The list of the programs that work was done with says what can't be.
  case badPrograms(path: String, reason: String)
  /// The work was done by another version of PatrolSim.
  case otherVersion(path: String, version: String)
  /// The layout of the file is newer than this program.
  case newerFormat(path: String, format: Int, known: Int)
  /// The layout of the file is that of an older PatrolSim, which this one no longer reads.
  case olderFormat(path: String, format: Int, known: Int)
  /// The file is not a journal of work.
  case notJournal(path: String)
  /// The file is not a database of a study, or was changed by hand.
  case notDatabase(path: String)
  /// The file is a database that is damaged, or has more in it than the database of a study.
  case badDatabase(path: String, reason: String)
  /// A line in the middle of the file is damaged.
  case damaged(path: String, line: Int)
  /// A line that is whole says what can't be.
  case invalidLine(path: String, line: Int, reason: String)
  /// Another process is at work on the shard.
  case busy(path: String)
  /// Two parts hold different numbers for the same replication.
  case disagreement(cell: Int, replication: Int, first: String, second: String)
  /// The folder has no work of a study.
  case nothingThere(path: String)
  /// Replications are missing: by shard, in words.
  case missing(count: Int, of: Int, shards: [String])
}

extension BatchError: CustomStringConvertible {
  /// A sentence; of missing replications a line for each part.
  public var description: String {
    if case .missing = self { printableLines(sentence) } else { printable(sentence) }
  }

  private var sentence: String {
    switch self {
    case .otherStudy(let path):
      "\(path) is the work of another study, or of this one before a scenario, a strategy, a program, a seed or the sweep was changed. Work of two "
        + "studies is not joined; name another folder with --output."
    case .otherProgram(let path, let strategy, let file):
      "\(path) is the work of another study: \(file), of the program of \(strategy), is another file than it was there. Work of two "
        + "programs, or of two versions of one, is not joined; restore the file, or name another folder with --output."
    case .changedProgram(let strategy, let file):
      "\(file), of the program of \(strategy), is not the file that the study was run with, or is not here. With another program, or "
        + "another version of it, it is another study: restore the file, or start again from the study file."
    case .badPrograms(let path, let reason):
      "\(path): \(reason). It says which programs the work was done with; restore it from a copy."
    case .otherVersion(let path, let version):
      "\(path) was made by PatrolSim \(version), and this is \(PatrolSimVersion.current): their numbers must not be mixed. "
        + "Go on with that version, or start again in another folder with --output."
    case .newerFormat(let path, let format, let known):
      "\(path) has the format \(format), which is newer than this program (\(known)); use a newer PatrolSim."
    case .olderFormat(let path, let format, let known):
      "\(path) has the format \(format), which is older than this program (\(known)): it lacks what a study holds now. Go on with the "
        + "PatrolSim that made it, or start again in another folder with --output."
    case .notJournal(let path): "\(path) is not the work of a study: its first line is not a journal's."
    case .notDatabase(let path):
      "\(path) is not the database of a study, or it was changed since it was written."
    case .badDatabase(let path, let reason): "\(path) can't be used as the database of a study: \(reason)."
    case .damaged(let path, let line):
      "\(path):\(line): this line is damaged, and others follow it. Nothing of the file was used. Restore it from a copy, or "
        + "move it away: what it held will be run again."
    case .invalidLine(let path, let line, let reason):
      "\(path):\(line): \(reason). The file was not written by this study, or was changed since, and nothing of it was used. "
        + "Restore it from a copy, or move it away: what it held will be run again."
    case .busy(let path):
      "Another process is at work on this: \(path) is locked. Wait for it, or divide the work with --shard."
    case .disagreement(let cell, let replication, let first, let second):
      "\(first) and \(second) have different numbers for cell \(cell), replication \(replication): they were not made by "
        + "the same program on machines that calculate alike. Nothing was joined."
    case .nothingThere(let path):
      "\(path) holds no work of a study: there is no \(BatchFolder.workName)/ with journals in it."
    case .missing(let count, let of, let shards):
      (["\(count) of \(of) replications are missing."] + shards).joined(separator: "\n")
    }
  }
}
