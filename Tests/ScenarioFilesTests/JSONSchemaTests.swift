// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@testable import ScenarioFiles

@Suite("The JSON Schema of scenario files")
struct JSONSchemaTests {
  private static let python = ScenarioTexts.folder(".venv-tests/bin/python")

  /// Reads YAML as an editor does, dates as texts, and prints the names of the files that the schema refuses.
  private static let validator = """
    import json, sys, jsonschema, yaml
    class Loader(yaml.CSafeLoader): pass
    Loader.yaml_implicit_resolvers = {
        letter: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:timestamp"]
        for letter, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()}
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in sys.argv[2:]:
        try:
            refused = next(validator.iter_errors(yaml.load(open(path, encoding="utf-8"), Loader)), None)
        except yaml.YAMLError as error:
            refused = error
        if refused is not None:
            print(path.rsplit("/")[-1], str(refused).splitlines()[0], sep="\\t")
    """

  /// Returns the texts that the schema refuses, by name, with the reason.
  private static func refused(_ texts: [(name: String, text: String)]) throws -> [String: String] {
    try withTemporaryFolder { folder in
      try ScenarioFile.jsonSchema.write(toFile: folder + "/schema.json", atomically: true, encoding: .utf8)
      try validator.write(toFile: folder + "/validate.py", atomically: true, encoding: .utf8)
      for (name, text) in texts {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
      }
      let process = Process()
      process.executableURL = python
      process.arguments = ["validate.py", "schema.json"] + texts.map(\.name)
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      let lines = printed.split(separator: "\n").map {
        $0.split(separator: "\t", maxSplits: 1).map(String.init)
      }
      return Dictionary(
        lines.map { ($0[0], $0.count > 1 ? $0[1] : "") }, uniquingKeysWith: { first, _ in first })
    }
  }

  private static let isThere = FileManager.default.isExecutableFile(atPath: python.path)
  private static let missing: Comment = "there is no .venv-tests; bash setup.sh test makes it"

  @Test("allows every shipped scenario and whatever the writer writes", .enabled(if: isThere, missing))
  func allows() throws {
    let folder = ScenarioTexts.folder("Scenarios").path
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".yaml") && !$0.contains("batch") && !$0.contains("stud")
    }
    var texts = try names.compactMap { path -> (name: String, text: String)? in
      let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
      return text.contains("patrolsim: 1") ? (path.replacingOccurrences(of: "/", with: "_"), text) : nil
    }
    #expect(texts.count >= 11)
    for seed in 0..<60 {
      var random = RandomScenario(seed: UInt64(seed))
      texts.append(("random-\(seed).yaml", ScenarioFile.text(for: random.scenario())))
    }
    #expect(try JSONSchemaTests.refused(texts) == [:])
  }

  @Test(
    "refuses unknown and missing keys, wrong kinds of values, numbers outside their range and missing units",
    .enabled(if: isThere, missing))
  func refuses() throws {
    // What YAML 1.1 takes for a number although the format doesn't; left out too are ranges of quantities, which have units, and
    // what a new type of crime needs.
    let blind = [".nan", ".inf", "0x10", "010", "1e400", "+", "_"]
    let told = [
      "is not a key of the format", "is missing", "it must be a number", "without a unit", "it must be from",
      "it must be a list", "it must be true or false", "no preset has that name", "no role has that name",
    ]
    let slips = Slip.all.enumerated().filter { _, slip in
      told.contains { slip.words.contains($0) } && !blind.contains { slip.replacement.contains($0) }
        && !slip.words.contains(#/to [0-9]+ (min|h|d|m|km/h|weeks)$/#)
        && !slip.words.contains("crime.types.knife-crime")
    }
    #expect(slips.count > 40)
    let texts = slips.map {
      ("slip-\($0.offset).yaml", ScenarioTexts.small($0.element.piece, $0.element.replacement))
    }
    let refused = try JSONSchemaTests.refused(texts)
    let allowed = slips.filter { refused["slip-\($0.offset).yaml"] == nil }.map { "\($0.element.words)" }
    #expect(allowed == [])
  }

  @Test("says of every key what it means")
  func describes() throws {
    let schema = try JSONSerialization.jsonObject(with: Data(ScenarioFile.jsonSchema.utf8))
    let properties = (schema as? [String: Any])?["properties"] as? [String: [String: Any]]
    let operation = properties?["operation"]?["properties"] as? [String: [String: Any]]
    let visit = try #require(operation?["visit"]?["description"] as? String)
    #expect(
      visit
        == "Planned length of a visit. Allowed: from 1 to 1440 min. Default: 15 min. Source: Koper 1995."
    )
  }
}
