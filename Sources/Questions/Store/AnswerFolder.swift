// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel
import ScenarioFiles
import Tables

extension Question {
  /// Returns where results can go without anything being lost, before anything is simulated; `nil` for nowhere, which nobody asked for.
  ///
  /// - Parameters:
  ///   - folder: Where they are asked to go; `nil` for ``Question/defaultFolder`` or, where that holds something else, one beside it.
  ///   - force: Whether results of another question of the same command may be replaced.
  /// - Throws: Why the folder that was asked for can't be used.
  public func usableFolder(_ folder: String?, force: Bool) throws(ResultsError) -> String? {
    let names =
      folder.map { [$0] } ?? defaultFolder.map { own in [own] + (2...99).map { "\(own)-\($0)" } } ?? []
    var reason: ResultsError?
    for name in names {
      do throws(ResultsError) {
        try OutputFolder.check(
          name, as: OutputFolder.Kind(Self.name), subject: digestOfSubject, force: force)
        return name
      } catch { reason = reason ?? error }
    }
    if let reason { throw reason }
    return nil
  }

  /// Writes an answer: its tables, `summary.json`, the text, the scenario, `datapackage.json` and a README that explains every column.
  ///
  /// - Parameters:
  ///   - answer: The answer.
  ///   - text: It as text, plain.
  ///   - folder: Where.
  ///   - force: Whether results of another question of the same command may be replaced.
  /// - Returns: The folder's absolute path: another one where the answer is not complete and would replace one that is.
  public func store(_ answer: Answer, text: String, in folder: String, force: Bool) throws -> String {
    let tables = tables(answer).all
    let envelope = envelope(of: answer)
    var files = tables.map { ($0.description.file, $0.csv) }
    let package = DataPackage(
      name: Study.slug("\(Self.name) \(envelope.scenario ?? "")"), title: envelope.scenario ?? Self.name,
      description: "Results of patrolsim \(Self.name)", version: PatrolSimVersion.current,
      sources: Array(Set(scenarioFiles.flatMap(\.scenario.sources))).sorted(), seed: envelope.seed,
      scenarioDigest: envelope.scenarioDigest,
      resources: zip(tables, files).map { table, file in
        DataPackage.Resource(
          table.description, bytes: file.1.count, digest: ScenarioFile.digest(of: file.1))
      })
    files += scenarioFiles.map { ($0.name, Array(ScenarioFile.text(for: $0.scenario).utf8)) }
    let documents = try documents(answer)
    files += documents.map { ($0.name, $0.bytes) }
    files += [
      ("summary.json", try json(answer)), ("\(Self.name).txt", Array(text.utf8)),
      ("datapackage.json", try JSONText.bytes(package)),
      (
        "README.md",
        Array(
          readme(
            envelope, tables.map(\.description), documents.map { "- `\($0.name)`: \($0.meaning)." }
          ).utf8)
      ),
    ]
    return try OutputFolder.write(
      files, to: folder, as: OutputFolder.Kind(Self.name), subject: digestOfSubject,
      isComplete: envelope.complete, force: force)
  }

  private var digestOfSubject: String { ScenarioFile.digest(of: Array(subject.utf8)) }

  private func readme(_ envelope: Envelope, _ tables: [TableDescription], _ documents: [String]) -> String {
    var lines = [
      "# Results of `patrolsim \(Self.name)`" + (envelope.scenario.map { " for \(markdown($0))" } ?? ""), "",
      "PatrolSim \(PatrolSimVersion.current)" + (envelope.seed.map { ", seed \($0)" } ?? "")
        + ", \(NumberText.count(envelope.replicationsDone, "replication")).",
      "",
    ]
    if !envelope.complete {
      lines += [
        "**Interrupted** after \(envelope.replicationsDone) of \(envelope.replicationsAsked) replications.",
        "",
      ]
    }
    lines += (rules + envelope.assumptions).map { "- \(markdown($0))" }
    lines +=
      [
        "", "- `\(Self.name).txt`: the results as text.",
        "- `summary.json`: the results with the assumptions, for programs.",
      ] + documents
      + scenarioFiles.map { "- `\($0.name)`: the scenario \(markdown($0.scenario.name)) as it was run." } + [
        "- `datapackage.json`: the tables below for programs (Frictionless Data Package).",
        "- `manifest.json`: the list of files.", "", TableDescription.rules,
      ]
    for table in tables { lines += table.dictionary }
    return lines.joined(separator: "\n") + "\n"
  }
}
