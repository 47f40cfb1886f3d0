// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel
import PatrolStrategies

/// Turns a scenario into the keys of a scenario file, in the order of the format's article.
enum ScenarioWriter {
  /// The whole file.
  static func pairs(_ scenario: Scenario) -> [YamlPair] {
    var pairs = [YamlPair("patrolsim", .word("\(ScenarioReader.version)"))]
    pairs += changes(scenario, from: .blank, Key.question)
    pairs.append(YamlPair("phases", .block(phases(scenario.phases))))
    pairs += section("calendar", changes(scenario.crime.calendar, from: CrimeCalendar(), Key.calendar))
    pairs += section("deterrence", deterrence(scenario.deterrence))
    pairs += section("beliefs", changes(scenario.beliefs, from: .believed, Key.beliefs))
    pairs += section(
      "knowledge", ContactWriter.knowledge(scenario.knowledge, types: scenario.crime.types))
    pairs += ContactWriter.pairs(scenario)
    pairs += section("crime", CrimeWriter.pairs(scenario.crime))
    pairs.append(
      YamlPair("places", .lines(scenario.crime.places.map { place($0, types: scenario.crime.types) })))
    if let choice = scenario.choice {
      pairs.append(YamlPair("choose", .mapping(changes(choice, from: choice, Key.choice))))
    }
    pairs += section("tactics", TacticsWriter.pairs(scenario.tactics))
    pairs.append(
      YamlPair("operation", .block(OperationWriter.pairs(scenario.operation, scenario.crime.places))))
    if let calls = scenario.calls {
      pairs.append(YamlPair("calls", CallsWriter.value(calls, scenario.crime)))
    }
    if scenario.strategies != StrategyConfiguration.standard {
      pairs.append(YamlPair("strategies", .lines(scenario.strategies.map(strategy))))
    }
    if let trial = scenario.trial { pairs.append(YamlPair("trial", .block(TrialWriter.pairs(trial)))) }
    if !scenario.claims.isEmpty {
      pairs.append(YamlPair("claims", .lines(scenario.claims.map(TrialWriter.claim))))
    }
    return pairs
  }

  /// The key with its section, if there is anything in it.
  private static func section(_ key: String, _ pairs: [YamlPair]) -> [YamlPair] {
    pairs.isEmpty ? [] : [YamlPair(key, .block(pairs))]
  }

  /// A number with its unit, if it has one.
  static func number(_ number: Double, _ unit: Unit? = nil) -> YamlValue {
    .word(DecimalText.exact(number) + (unit.map { " \($0.rawValue)" } ?? ""))
  }

  private static func phases(_ phases: Phases) -> [YamlPair] {
    changes(phases, from: .blank, Key.phases)
      + (phases.secondWave.map { [YamlPair("second_wave", .mapping(changes($0, from: $0, Key.secondWave)))] }
        ?? [])
  }

  private static func deterrence(_ deterrence: Deterrence) -> [YamlPair] {
    guard deterrence != Deterrence() else { return [] }
    let base = Deterrence(preset: deterrence.preset)
    var pairs = [YamlPair("preset", .word(deterrence.preset.nameInScenarios))]
    let stated = Set(deterrence.stated.map(\.rawValue))
    for key in Key.deterrence where stated.contains(key.name) || !key.isSame(deterrence, base) {
      pairs.append(YamlPair(key.name, key.write(deterrence)))
    }
    if !deterrence.typeChanges.isEmpty {
      pairs.append(YamlPair("displacement_types", .block(typeChanges(deterrence.typeChanges))))
    }
    return pairs + changes(deterrence, from: base, Key.arrests)
  }

  /// The changes, those of one type together.
  private static func typeChanges(_ changes: [TypeChange]) -> [YamlPair] {
    var froms: [String] = []
    for change in changes where !froms.contains(change.from) { froms.append(change.from) }
    return froms.map { from in
      YamlPair(
        from, .mapping(changes.filter { $0.from == from }.map { YamlPair($0.to, number($0.share)) }))
    }
  }

  private static func place(_ place: Place, types: [CrimeType]) -> YamlValue {
    var pairs = [YamlPair("id", .text(place.id))]
    func add(_ key: String, _ text: String?, unless usual: String = "") {
      if let text, text != usual { pairs.append(YamlPair(key, .text(text))) }
    }
    add("name", place.name, unless: place.id)
    pairs.append(YamlPair("at", coordinate(place.centre)))
    if place.radiusInMetres != 150 { pairs.append(YamlPair("radius", number(place.radiusInMetres, .metres))) }
    add("ward", place.ward)
    add("borough", place.borough)
    add("corridor", place.corridor)
    add("kind", place.kind.rawValue, unless: PlaceKind.other.rawValue)
    add("role", place.role.rawValue, unless: PlaceRole.background.rawValue)
    add("of", place.target)
    add("evidence", place.evidence, unless: "assumption")
    pairs.append(YamlPair("rates_per_year", .mapping(numbers(place.ratesPerYear, types: types))))
    let errors = numbers(place.rateErrorsPerYear, types: types)
    if !errors.isEmpty { pairs.append(YamlPair("rate_errors", .mapping(errors))) }
    if !place.microPlaces.isEmpty {
      pairs.append(YamlPair("points", .lines(place.microPlaces.map { point($0, types: types) })))
    }
    return .block(pairs)
  }

  /// A micro-place; one share where all types have the same.
  private static func point(_ point: MicroPlace, types: [CrimeType]) -> YamlValue {
    var pairs = [YamlPair("id", .text(point.id))]
    if point.name != point.id { pairs.append(YamlPair("name", .text(point.name))) }
    if point.kind != .other { pairs.append(YamlPair("kind", .word(point.kind.rawValue))) }
    pairs.append(YamlPair("at", coordinate(point.coordinate)))
    let isOne = Set(point.shares).count == 1
    pairs.append(
      YamlPair("share", isOne ? number(point.shares[0]) : .mapping(numbers(point.shares, types: types))))
    return .mapping(pairs)
  }

  /// The numbers that aren't 0, by type.
  static func numbers(_ numbers: [Double], types: [CrimeType]) -> [YamlPair] {
    zip(types, numbers).filter { $1 != 0 }.map { YamlPair($0.id, number($1)) }
  }

  /// A point, latitude first.
  static func coordinate(_ point: Coordinate) -> YamlValue {
    .list([number(point.latitude), number(point.longitude)])
  }

  static func strategy(_ strategy: StrategyConfiguration) -> YamlValue {
    let program = strategy.program.map { program in
      [YamlPair("command", .list(program.words.map { .text($0) }))]
        + (program.name.map { [YamlPair("name", .text($0))] } ?? [])
    }
    guard !strategy.parameters.isEmpty || program != nil else { return .text(strategy.name) }
    let entry = StrategyCatalogue.standard.entry(named: strategy.name)
    let parameters = strategy.parameters.sorted { $0.key < $1.key }.map { name, value in
      let parameter = entry?.parameters.first { $0.name == name }
      if let word = parameter?.word(for: value) { return YamlPair(name, .word(word)) }
      return YamlPair(name, number(value, parameter.flatMap { Unit(of: $0) }))
    }
    return .mapping([YamlPair(strategy.name, .mapping((program ?? []) + parameters))])
  }
}
