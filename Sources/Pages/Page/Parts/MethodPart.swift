// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import OrderedCollections
import PatrolModel
import Questions
import ScenarioFiles
import Tables

/// How it was done: descriptions that journals ask for, filled from the scenario and the manifest.
///
/// Sources: Monks et al., "Strengthening the reporting of empirical simulation studies: introducing the STRESS guidelines",
/// *Journal of Simulation* 13 (2019), 55–67; Grimm et al., "The ODD protocol for describing agent-based and other simulation
/// models: a second update", *Journal of Artificial Societies and Social Simulation* 23(2) (2020), 7.
enum MethodPart {
  static func section(_ source: ReportSource) -> PageSection? {
    PageSection(
      id: "method", title: "Method",
      content: """
        <p>To reproduce these numbers byte for byte, run this in the folder of these results:</p>
        <pre tabindex="0"><code>\(command(source.manifest))</code></pre>
        \(provenance(source))
        <details><summary>STRESS-DES description: the standard for reporting discrete-event simulations</summary>\(description(StressDescription.items(source)))</details>
        <details><summary>ODD description: overview, design concepts, details</summary>\(description(OddDescription.items(source)))</details>
        <details><summary>All parameters, with their sources</summary>\(parameters(source.scenario))</details>
        <details><summary>Sources of the scenario</summary><ul>\(source.scenario.sources.map { "<li>\(oneLine($0))</li>" as HTML })</ul></details>
        """)
  }

  /// The command that gives the same numbers from the scenario in the results' folder.
  ///
  /// Not the command line as it was, which may have named other folders, so that reports of one study are the same bytes.
  static func command(_ manifest: Manifest) -> String {
    let strategies = manifest.strategies.dropFirst().flatMap { ["--strategy", manifest.argument(of: $0)] }
    let words =
      ["patrolsim", "compare", "scenario.yaml", "--seed", "\(manifest.seed)", "--replications"]
      + ["\(manifest.replicationsDone)"] + strategies
    return words.map(quoted).joined(separator: " ")
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.unicodeScalars.allSatisfy {
        ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
          || "-_./:,=+%@".unicodeScalars.contains($0)
      }
    return isPlain ? word : "'" + oneLine(word).replacing("'", with: "'\\''") + "'"
  }

  private static func provenance(_ source: ReportSource) -> HTML {
    let manifest = source.manifest
    let rows: [(String, String)] = [
      ("PatrolSim", manifest.patrolsim), ("Scenario digest (SHA-256)", manifest.scenarioDigest),
      ("Seed", "\(manifest.seed)"), ("Preset of deterrence", manifest.preset),
      (
        "Campaigns",
        "\(manifest.replicationsDone) of \(manifest.replicationsAsked) (\(manifest.replications))"
      ),
      ("Machine, time and command line of the run", "in manifest.json, beside this report"),
    ]
    return HTML.table(
      "Where these numbers come from", header: ["What", "Value"], rows: rows.map { ["\($0.0)", "\($0.1)"] })
  }

  private static func description(_ items: [(String, String)]) -> HTML {
    "<dl class=\"description\">\(items.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" as HTML })</dl>"
  }

  /// The parameters by their pattern: those that many entries share stand in one row, with their range.
  private static func parameters(_ scenario: Scenario) -> HTML {
    let groups = OrderedDictionary(grouping: ScenarioFile.parameters(of: scenario), by: \.pattern).values
    let rows = groups.map { group -> [HTML] in
      let first = group[0]
      let sources = OrderedSet(group.map(\.source).filter { !$0.isEmpty }).prefix(3).joined(separator: " / ")
      return [
        "<code>\(first.pattern)</code>", "\(oneLine(first.meaning))", "\(value(of: group))",
        "\(oneLine(sources))",
      ]
    }
    return HTML.table("Parameters in force", header: ["Key", "Meaning", "Value", "Source"], rows: rows)
  }

  private static func value(of group: [StatedParameter]) -> String {
    let first = group[0]
    let unit = NumberText.suffix(first.unit)
    let texts = OrderedSet(group.map { text($0.value) })
    if texts.count == 1 { return oneLine(texts[0]) + (texts[0].contains(where: \.isNumber) ? unit : "") }
    let numbers = group.compactMap { parameter -> Double? in
      if case .number(let number) = parameter.value { number } else { nil }
    }
    if numbers.count == group.count, let least = numbers.min(), let most = numbers.max() {
      return
        "\(DecimalText.trimmed(least, decimals: 4)) to \(DecimalText.trimmed(most, decimals: 4))\(unit) (\(group.count) values)"
    }
    return oneLine(texts.prefix(4).joined(separator: "; "))
      + (texts.count > 4 ? "; … (\(group.count) values)" : "")
  }

  private static func text(_ value: StatedParameter.Value) -> String {
    if case .number(let number) = value { DecimalText.trimmed(number, decimals: 6) } else { value.text }
  }
}
