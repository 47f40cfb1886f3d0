// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Questions
import Tables

/// A program that decides for a strategy of a study: its numbers rest on it as they do on a scenario.
public struct BatchProgram: Hashable, Sendable, Codable {
  /// The scenario whose strategy it decides for.
  public var scenario: String
  /// The command, with the digests of its files.
  public var program: Manifest.Program

  /// What tells the program of a strategy from that of another.
  private var name: [String] { [scenario, program.strategy] }

  /// The programs of the strategies of some scenarios, as they are now.
  static func all(of bases: [Batch.Base]) -> [BatchProgram] {
    bases.flatMap { base in
      base.strategies.compactMap { strategy in
        Manifest.Program(strategy).map { BatchProgram(scenario: base.name, program: $0) }
      }
    }
  }

  /// A text that changes with each file of some programs; empty where there are none.
  static func text(_ programs: [BatchProgram]) -> String {
    programs.sorted { ($0.scenario, $0.program.strategy) < ($1.scenario, $1.program.strategy) }.map {
      program in
      let files = program.program.files.sorted { $0.key < $1.key }.map { "\n  \($0.value) \($0.key)" }
      return "\nprogram \(program.scenario) \(program.program.strategy)\(files.joined())"
    }.joined()
  }

  /// Returns the first file in which programs differ from those of the same strategies among others, with its strategy, or the command
  /// where there is no other; `nil` where none differs.
  static func difference(
    _ programs: [BatchProgram], _ others: [BatchProgram]
  ) -> (strategy: String, file: String)? {
    for own in programs {
      guard let other = others.first(where: { $0.name == own.name }) else {
        return (own.program.strategy, own.program.command.joined(separator: " "))
      }
      let (here, there) = (own.program.files, other.program.files)
      let file = Set(here.keys).union(there.keys).sorted().first { here[$0] != there[$0] }
      if let file { return (own.program.strategy, file) }
    }
    return nil
  }
}

extension Batch {
  /// Refuses to go on where a program is not, or is no longer, the one that the study has.
  ///
  /// - Complexity: O(size of the programs' files).
  func checkPrograms() throws(BatchError) {
    guard let found = BatchProgram.difference(BatchProgram.all(of: bases), programs) else { return }
    throw .changedProgram(strategy: found.strategy, file: found.file)
  }
}

extension BatchFolder {
  private static let programsName = "programs.json"

  /// The file that keeps which programs the work is done with, and its content; `nil` of a study without programs.
  static func programsFile(of batch: Batch) -> (name: String, text: String)? {
    guard !batch.programs.isEmpty, let bytes = try? JSONText.bytes(batch.programs) else { return nil }
    return (programsName, String(decoding: bytes, as: UTF8.self))
  }

  /// Reads which programs the work was done with; none where the folder has no such file.
  ///
  /// - Throws: ``BatchError`` where it says what can't be; `ResultsError` where it can't be read.
  func programs() throws -> [BatchProgram] {
    let path = "\(workPath)/\(BatchFolder.programsName)"
    let json = ForeignJSON(size: 4 << 20, depth: 8, values: 100_000)
    let bytes: [UInt8]
    do { bytes = try RegularFile.bytes(of: path, limit: json.size) } catch {
      if case .missing = error { return [] }
      throw ResultsError.cannotRead(path: path, reason: error.reason)
    }
    do {
      let programs = try json.decode([BatchProgram].self, from: bytes)
      for program in programs {
        for (word, digest) in program.program.files where !isDigest(digest) {
          throw JSONProblem(word, "has no digest of 64 hexadecimal digits")
        }
      }
      return programs
    } catch { throw BatchError.badPrograms(path: path, reason: "\(error)") }
  }

  /// Refuses work that was done with another program, or with another version of it.
  func checkPrograms(of batch: Batch) throws {
    let there = try programs()
    guard !there.isEmpty, let found = BatchProgram.difference(batch.programs, there) else { return }
    throw BatchError.otherProgram(path: path, strategy: found.strategy, file: found.file)
  }
}
