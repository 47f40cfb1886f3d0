// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel
import PatrolTesting
import RandomVariates
import Testing

@testable import StrategyPrograms

/// Asks a program whatever it can be asked, whether or not the run does.
private struct AsksEverything: DeploymentStrategy {
  var program: any DeploymentStrategy
  /// How many tasks it has asked for; news of units go with the first few, whose messages hold what became known.
  var tasks = 0
  var failure: (any Error)? { program.failure }

  mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    program.campaignBegins(view, random: random)
    _ = program.shiftMoves(inWeek: 0, view)
  }

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    var orders: [Redirection] = []
    let changes: [UnitChange] = [.abstracted(unit: 0), .taken(unit: unit, from: 0), .cleared(unit: unit)]
    tasks += 1
    for change in changes where tasks <= 5 { program.unitChanged(change, view, orders: &orders) }
    return program.nextTask(for: unit, view)
  }

  mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection]
  ) { program.offenceBecameKnown(offence, view, orders: &orders) }

  mutating func tipCame(_ tip: Tip, _ view: OperationView, orders: inout [Redirection]) {
    program.tipCame(tip, view, orders: &orders)
  }

  mutating func unit(for call: CallForService, _ view: OperationView) -> Int? {
    program.unit(for: call, view)
  }
}

@Suite("The protocol of programs")
struct ExternalProtocolTests {
  private static func article() throws -> String {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("Sources/StrategyPrograms/StrategyPrograms.docc/ExternalStrategies.md")
    return try String(contentsOf: url, encoding: .utf8)
  }

  /// The examples of JSON in the article, in their order.
  private static func examples() throws -> [[String: Any]] {
    try article().components(separatedBy: "```json\n").dropFirst().map { block in
      let text = block.components(separatedBy: "```")[0]
      return try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
    }
  }

  /// A town in which everything is simulated that a message can tell of.
  private static func town() -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 1, afterWeeks: 0)
    scenario.calls = SmallTown.calls(in: scenario)
    scenario.calls?.dispatch = .strategy
    scenario.stops = Stops()
    scenario.stops?.searchesPer100Hours = 100
    scenario.tips = Tips()
    scenario.tips?.perPlaceAndWeek = 20
    scenario.makesPacks = true
    scenario.operation.familiarity = FamiliarityRule()
    scenario.operation.shiftFlexibilityInMinutes = 60
    for shift in scenario.operation.shifts.indices { scenario.operation.shifts[shift].handoverInMinutes = 5 }
    scenario.operation.units[0].isRingfenced = false
    scenario.operation.timetable?.rotation = .drawnDaily(places: 1)
    for type in scenario.crime.types.indices { scenario.crime.types[type].discoveryProbability = 1 }
    for place in scenario.crime.places.indices {
      scenario.crime.places[place].microPlaces = [
        MicroPlace(
          id: "exit", name: "Exit", coordinate: scenario.crime.places[place].centre,
          shares: scenario.crime.types.map { _ in 0.9 })
      ]
    }
    scenario.knowledge.channels = [
      ChannelLaw(.emergency, shares: scenario.crime.types.map { _ in 0.5 }),
      ChannelLaw(.online, shares: scenario.crime.types.map { _ in 0.5 }),
    ]
    return scenario
  }

  /// Every message of a replication, a line each.
  private static let log = Result { try record() }

  /// Every message of a replication.
  private static func messages() throws -> [[String: Any]] {
    try log.get().split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any], "\($0)")
    }
  }

  private static func record() throws -> String {
    let script = """
      while read -r line; do
        printf '%s\\n' "$line" >> log
        case "$line" in
          '{"message":"hello"'*)
            echo '{"protocol": 1, "wants": ["task", "known", "tip", "changed", "call", "shifts"]}' ;;
          '{"message":"reset"'*) echo '{"ready": true}' ;;
          '{"message":"task"'*) echo '{"visit": "station"}' ;;
          '{"message":"call"'*) echo '{"unit": "town-day"}' ;;
          *) echo '{}' ;;
        esac
      done
      """
    return try ScriptedProgram.with(script) { (program: ScriptedProgram) throws -> String in
      let strategy = AsksEverything(program: program.command().strategy)
      let runner = ReplicationRunner(
        scenario: town(), seed: 3, strategies: [LabelledStrategy(label: "it", strategy: strategy)])
      _ = try runner.replicate(1)
      return try String(contentsOfFile: program.folder + "/log", encoding: .utf8)
    }
  }

  /// The keys of a value with those that lead to them; what ids and numbers are keys, as one.
  private static func paths(_ value: Any, _ prefix: String = "") -> Set<String> {
    if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(paths($1, prefix + "[]")) } }
    guard let object = value as? [String: Any], !prefix.hasSuffix("travel_seconds") else { return [] }
    return object.reduce(into: []) { found, pair in
      let path = prefix.isEmpty ? pair.key : "\(prefix).\(pair.key)"
      found.insert(path)
      found.formUnion(paths(pair.value, path))
    }
  }

  @Test("is as the article shows: each message in its examples is sent with these keys")
  func examples() throws {
    let messages = try Self.messages()
    var sent: [String: Set<String>] = [:]
    for message in messages {
      sent[try #require(message["message"] as? String), default: []].formUnion(Self.paths(message))
    }
    #expect(sent.keys.sorted() == ["call", "changed", "hello", "known", "reset", "shifts", "task", "tip"])
    let shown = try Self.examples().filter { $0["message"] != nil }
    #expect(Set(shown.compactMap { $0["message"] as? String }) == Set(sent.keys))
    for example in shown {
      let kind = try #require(example["message"] as? String)
      #expect(Self.paths(example).subtracting(sent[kind] ?? []).sorted() == [], "\(kind)")
    }
  }

  @Test("sends nothing that the article doesn't name")
  func namesEveryKey() throws {
    let keys = try Self.messages().reduce(into: Set<String>()) { keys, message in
      for path in Self.paths(message) { keys.insert(String(path.split(separator: ".").last ?? "")) }
    }
    let article = try Self.article()
    let quoted = Set(article.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    #expect(
      keys.map { $0.replacingOccurrences(of: "[]", with: "") }.filter { !quoted.contains($0) }.sorted() == [])
    #expect(keys.count > 60)
  }

  @Test("takes the answers that the article shows")
  func answers() throws {
    let names = PlanNames()
    for example in try Self.examples() where example["message"] == nil {
      let answer = Answer(Array(try JSONSerialization.data(withJSONObject: example)), names: names)
      if example["protocol"] != nil {
        #expect(try answer.wants() == [.task, .known])
      } else if example["ready"] != nil {
        try answer.ready()
      } else if let minutes = example["stand_by_minutes"] as? Double {
        #expect(minutes == 30)
      } else {
        // The rest names units and places, which the examples of tasks and orders in other tests have.
        #expect(!Set(example.keys).isDisjoint(with: ["visit", "orders", "unit", "response_unit", "moves"]))
      }
    }
  }

  @Test("tells of what became known once, in its order, and of the moment as the run has it")
  func news() throws {
    var known: [Double] = []
    var last = -Double.infinity
    for message in try Self.messages().dropFirst() {
      let second = try #require(message["second"] as? Double)
      #expect(second >= last)
      last = second
      for record in message["records"] as? [[String: Any]] ?? [] {
        known.append(try #require(record["known_second"] as? Double))
      }
      for unit in message["units"] as? [[String: Any]] ?? [] {
        #expect(unit["latitude"] as? Double ?? 0 > 51 && unit["activity"] is String)
      }
    }
    #expect(known.count > 20 && known == known.sorted())
  }

  @Test("writes lines that any reader of JSON takes, whatever the texts hold")
  func escapes() throws {
    for text in ["plain", "\"quoted\" \\ back", "tab\tand\nline", "\u{1}\u{1F}", "Ünï ☃ 👮", "</script>"] {
      var line = JSONLine()
      line.object { line in
        line.pair("text", text)
        line.pair("third", 1.0 / 3)
        line.pair("whole", 900.0)
        line.pair("large", 1.5e300)
        line.pair("small", -2.5e-9)
        line.pair("not", Double.infinity)
        line.list("list") { $0.value(1) }
        line.object("empty") { _ in }
        line.pair("flag", true)
      }
      let read = try #require(try JSONSerialization.jsonObject(with: Data(line.bytes)) as? [String: Any])
      #expect(read["text"] as? String == text)
      #expect(read["third"] as? Double == 1.0 / 3 && read["large"] as? Double == 1.5e300)
      #expect(read["small"] as? Double == -2.5e-9 && read["not"] is NSNull && read["flag"] as? Bool == true)
      #expect(String(decoding: line.bytes, as: UTF8.self).contains("\"whole\":900,"))
    }
  }
}
