// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolTesting

@testable import ScenarioFiles

/// Draws scenarios that keep every rule of the format and differ from the defaults anywhere.
struct RandomScenario {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(state: seed) }

  // MARK: Values

  mutating func coin() -> Bool { Bool.random(using: &random) }
  mutating func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  /// A number with all its digits, or a round one.
  mutating func number(_ low: Double, _ high: Double) -> Double {
    let number = Double.random(in: low...high, using: &random)
    return coin() ? number : max(low, min(high, (number * 10).rounded() / 10))
  }

  /// A text with signs that YAML cares about.
  mutating func text() -> String {
    let texts = [
      "Plain", "No", "null", "~", "10:00", "5", "- dash", "a: b", "a #b", "\"quoted\"", "it's", "&x", "*x",
      "R &D, *now*", "Bus & rail",
      "{x}",
      "[x], y", "tab\there", "two\nlines\n", "é – “x” 🚔", "trailing ", " leading", "back\\slash", "%", "@x",
      "!x",
      "\u{0}\u{7}\u{85}\u{FEFF}", "x:", "<<", "? x", "|", ">", "# x", "𝔘nicode",
    ]
    return texts[whole(0...texts.count - 1)] + (coin() ? "" : " \(whole(0...99))")
  }

  /// Perturbs some of the numbers of a section.
  mutating func perturb<Root>(_ root: inout Root, _ keys: [Key<Root>]) {
    for key in keys where coin() {
      guard let property = key.number, let range = key.range else { continue }
      let high = min(range.upper, range.lower + 50)
      let number = number(range.lower, high)
      root[keyPath: property] = range.contains(number) ? number : (range.lower + high) / 2
    }
  }

  // MARK: Parts

  mutating func crimeType(id: String, hours: [String], months: [String]) -> CrimeType {
    var type =
      CrimeType.policeUK.first { $0.id == id } ?? CrimeType(id: id, name: text(), harmInDays: number(0, 400))
    guard coin() else { return type }
    perturb(&type, Key.type(isNew: false, hours: hours, months: months))
    if coin() { type.name = text() }
    if coin() { type.deterrableShare = number(0, 1) }
    type.hourProfile = hours[whole(0...hours.count - 1)]
    type.monthProfile = months[whole(0...months.count - 1)]
    return type
  }

  mutating func crime() -> CrimePattern {
    var crime = CrimePattern(places: [], drawsRates: coin())
    if coin() {
      let weights = (0..<168).map { _ in number(0, 9) + 0.1 }
      crime.hourProfiles.append(HourProfile(name: text(), weights: weights, source: text()))
    }
    if coin() {
      let weights = (0..<12).map { _ in number(0, 9) + 0.1 }
      let name = coin() ? "uniform" : "my months"
      let profile = MonthProfile(name: name, weights: weights, source: text())
      if name == "uniform" { crime.monthProfiles = [profile] } else { crime.monthProfiles.append(profile) }
    }
    var ids = CrimeType.policeUK.map(\.id) + (coin() ? ["new-type", "another"] : [])
    if coin() { ids = Array(ids.shuffled(using: &random).prefix(whole(1...5))) }
    let hours = crime.hourProfiles.map(\.name)
    let months = crime.monthProfiles.map(\.name)
    crime.types = ids.map { crimeType(id: $0, hours: hours, months: months) }
    if coin() {
      crime.seriesKinds = (0..<whole(0...3)).map { index in
        var kind = SeriesKind(
          name: "\(text()) \(index)", types: Array(ids.shuffled(using: &random).prefix(2)))
        perturb(&kind, Key.series(types: []))
        if coin() { kind.offenders = whole(1...9) }
        return kind
      }
    }
    perturb(&crime.nearRepeat, Key.nearRepeats)
    crime.calendar = calendar()
    let positive = crime.hourProfiles.filter { $0.multipliers.allSatisfy { $0 > 0 } }.map(\.name)
    if coin() { crime.contexts = contexts(profiles: positive, types: ids, calendar: crime.calendar) }
    return crime
  }

  mutating func date() -> CivilDate { CivilDate(dayNumber: whole(5_000...40_000)) }

  mutating func range() -> DateRange {
    let first = date()
    return DateRange(first, first.adding(days: coin() ? 0 : whole(0...200)))
  }

  mutating func calendar() -> CrimeCalendar {
    let days = (0..<whole(0...3)).map { _ in date() }
    let terms = (0..<whole(0...3)).map { _ in range() }
    return CrimeCalendar(
      holidays: [.none, .englandAndWales, .listed(days)][whole(0...2)],
      schoolTerms: [.none, .england, .listed(terms)][whole(0...2)])
  }

  /// Rules of one's own, and standard ones with changes or without.
  mutating func contexts(profiles: [String], types: [String], calendar: CrimeCalendar) -> [ContextRule] {
    func isPossible(_ rule: ContextRule) -> Bool {
      (rule.publicHolidays != .only || calendar.holidays != .none)
        && (rule.schoolDays != .only || calendar.schoolTerms != .none)
    }
    var rules = ContextRule.standard.filter { _ in coin() }
    for index in 0..<whole(0...3) {
      rules.append(ContextRule(name: "\(text()) \(index)", effect: .factor(1)))
    }
    for index in rules.indices {
      let isStandard = ContextRule.standard.contains { $0.name == rules[index].name }
      if isStandard, coin() { continue }
      if coin() {
        rules[index].effect =
          coin() ? .factor(number(0.1, 9)) : .profile(profiles[whole(0...profiles.count - 1)])
      }
      rules[index].publicHolidays = ContextRule.DayCondition.allCases[whole(0...2)]
      rules[index].schoolDays = ContextRule.DayCondition.allCases[whole(0...2)]
      if coin() { rules[index].days = (0..<7).filter { _ in coin() } }
      if rules[index].days.isEmpty { rules[index].days = Array(0..<7) }
      let from = whole(0...23)
      rules[index].hours = coin() ? nil : ContextRule.Hours(from: from, to: (from + whole(1...23)) % 24)
      if coin() { rules[index].dates = (0..<whole(0...3)).map { _ in range() } }
      if coin() { rules[index].kinds = PlaceKind.allCases.filter { _ in coin() } }
      if coin() { rules[index].types = types.filter { _ in coin() } }
      if coin() { rules[index].source = text() }
    }
    return rules.filter(isPossible)
  }

  /// Points whose shares of a type add up to less than 1.
  mutating func points(of place: Place, types: Int) -> [MicroPlace] {
    (0..<whole(1...3)).map { index in
      let reach = place.radiusInMetres * 0.6
      let share = number(0, 0.3)
      return MicroPlace(
        id: "point-\(index)", name: coin() ? "point-\(index)" : text(),
        kind: MicroPlaceKind.allCases[whole(0...MicroPlaceKind.allCases.count - 1)],
        coordinate: place.centre.offset(
          eastInMetres: number(-reach, reach), northInMetres: number(-reach, reach)),
        shares: coin() ? (0..<types).map { _ in share } : (0..<types).map { _ in coin() ? 0 : number(0, 0.3) }
      )
    }
  }

  mutating func place(_ index: Int, of targetCount: Int, types: Int) -> Place {
    let centre = Coordinate(
      longitude: -0.1 + 0.02 * Double(index % 5) + number(0, 0.001),
      latitude: 51.5 + 0.02 * Double(index / 5) + number(0, 0.001))
    var place = Place(
      id: "place-\(index)", name: coin() ? "place-\(index)" : text(), centre: centre,
      ratesPerYear: (0..<types).map { _ in coin() ? 0 : number(0, 100) })
    place.role = index < targetCount ? .target : [.buffer, .control, .background][whole(0...2)]
    if place.role == .buffer || place.role == .control {
      place.target = "place-\(whole(0...targetCount - 1))"
    }
    if coin() { place.radiusInMetres = number(1, 500) }
    if coin() { place.ward = text() }
    if coin() { place.borough = text() }
    if coin() { place.corridor = text() }
    if coin() { place.kind = PlaceKind.allCases[whole(0...PlaceKind.allCases.count - 1)] }
    if coin() { place.rateErrorsPerYear = (0..<types).map { _ in coin() ? 0 : number(0, 10) } }
    if coin() { place.evidence = text() }
    if coin() { place.microPlaces = points(of: place, types: types) }
    return place
  }

  /// Channels whose shares add up to 1, the same for all types or not.
  mutating func channels(types: Int) -> [ChannelLaw] {
    let channels = ReportingChannel.allCases.shuffled(using: &random).prefix(whole(1...3))
    func shares() -> [Double] {
      let weights = channels.map { _ in number(0.1, 9) }
      return weights.map { $0 / weights.reduce(0, +) }
    }
    let common = shares()
    let byType = coin() ? (0..<types).map { _ in common } : (0..<types).map { _ in shares() }
    return channels.enumerated().map { index, channel in
      var law = ChannelLaw(channel, shares: byType.map { $0[index] })
      perturb(&law, Key.channel)
      return law
    }
  }

  /// Turns some of trust, stops, tips, surveys and packs on.
  mutating func addContacts(to scenario: inout Scenario) {
    if coin() {
      var trust = Trust()
      perturb(&trust, Key.trust)
      scenario.trust = trust
    }
    if coin() {
      var stops = Stops()
      perturb(&stops, Key.stops)
      stops.noFurtherActionShare = min(stops.noFurtherActionShare, 1 - stops.arrestShare)
      stops.arrestsPer100Hours = max(stops.arrestsPer100Hours, stops.searchesPer100Hours * stops.arrestShare)
      scenario.stops = stops
    }
    if coin() {
      var tips = Tips()
      perturb(&tips, Key.tips)
      scenario.tips = tips
      let isTooMuch = !(ContactReader.occasions(in: scenario) <= ContactReader.occasionLimit)
      if isTooMuch { scenario.tips?.perPlaceAndWeek = 0 }
    }
    if coin() {
      var surveys = Surveys()
      perturb(&surveys, Key.surveys)
      scenario.surveys = surveys
    }
    scenario.makesPacks = coin()
  }

  mutating func scenario() -> Scenario {
    var crime = crime()
    let targetCount = whole(1...4)
    crime.places = (0..<targetCount + whole(0...8)).map {
      place($0, of: targetCount, types: crime.types.count)
    }
    let zones = ["Europe/London", "America/Chicago", "UTC"]
    let start = CivilDate(dayNumber: whole(4_000...40_000))
    var phases = Phases(
      timeZone: zones[whole(0...2)], campaignStart: start, historyWeeks: whole(1...300),
      campaignWeeks: whole(1...60), afterWeeks: whole(0...20))
    if phases.afterWeeks > 1, coin() {
      let after = whole(1...phases.afterWeeks - 1)
      phases.secondWave = SecondWave(afterWeeks: after, weeks: whole(1...phases.afterWeeks - after))
    }
    let tactics = coin() ? Tactic.standard : tactics()
    var deterrence = Deterrence(
      preset: DeterrencePreset.allCases[whole(0...DeterrencePreset.allCases.count - 1)])
    perturb(&deterrence, Key.deterrence)
    if coin() { deterrence.arrestsEndSeries.toggle() }
    if coin() { deterrence.typeChanges = typeChanges(crime.types.map(\.id)) }
    var knowledge = Knowledge()
    perturb(&knowledge, Key.knowledge)
    if coin() { knowledge.channels = channels(types: crime.types.count) }
    var strategies = StrategyConfiguration.standard
    if coin() { strategies = Array(strategies.prefix(whole(1...4))) }
    let operation = operation(
      crime.places, targetCount: targetCount, tactics: tactics, afterWeeks: phases.afterWeeks)
    var trial: Trial?
    if let timetable = operation.timetable, coin() {
      trial = self.trial(timetable, types: crime.types.map(\.id))
    }
    if operation.timetable != nil, coin() { strategies.append(StrategyConfiguration("scheduled-visits")) }
    if coin() { strategies.append(program()) }
    var scenario = Scenario(
      name: text(), description: coin() ? "" : text(), sources: (0..<whole(0...3)).map { _ in text() },
      seed: coin() ? 1 : random.next(), phases: phases, crime: crime, deterrence: deterrence,
      knowledge: knowledge, tactics: tactics, operation: operation,
      calls: coin() ? nil : calls(crime, operation), strategies: strategies, trial: trial)
    if coin() { scenario.claims = claims(scenario.crime) }
    addContacts(to: &scenario)
    if operation.timetable == nil, whole(0...2) == 0 { chooseTargets(&scenario) }
    giveDuty(&scenario)
    return scenario
  }

  /// A strategy that asks a program.
  private mutating func program() -> StrategyConfiguration {
    let words =
      ["python3"]
      + (0..<whole(0...3)).map { _ in text().filter { $0 != "\0" } }.filter {
        !$0.allSatisfy(\.isWhitespace)
      }
    let program = ProgramCommand(words, name: coin() ? nil : "mine", isNamedByUser: false)
    return StrategyConfiguration("external", parameters: coin() ? [:] : ["timeout": 2.5], program: program)
  }

  /// A day of the campaign, at a time of it.
  private mutating func moment(day: Int, _ phases: Phases) -> CivilMoment {
    CivilMoment(
      date: phases.campaignStart.adding(days: day),
      secondOfDay: coin() ? 60 * whole(0...719) : whole(0...43_199))
  }

  /// Gives units a rota in place of shifts, and visits that were delivered, each in some scenarios.
  mutating func giveDuty(_ scenario: inout Scenario) {
    let days = 0..<7 * scenario.phases.campaignWeeks
    if whole(0...2) == 0 {
      var rota: [RotaShift] = []
      for index in scenario.operation.units.indices {
        scenario.operation.units[index].shift = ""
        for day in days where day == 0 || coin() {
          let start = moment(day: day, scenario.phases)
          let end = CivilMoment(date: start.date, secondOfDay: start.secondOfDay + whole(1...43_200))
          rota.append(RotaShift(unit: scenario.operation.units[index].id, starts: start, ends: end))
        }
      }
      scenario.operation.rota = rota
      if scenario.calls == nil, coin() { scenario.operation.shifts = [] }
    }
    if scenario.choice == nil, whole(0...2) == 0 {
      scenario.operation.delivered = scenario.operation.units.flatMap { unit in
        let places = scenario.operation.teams.first { $0.id == unit.team }?.places ?? []
        return days.prefix(20).map { day in
          let start = moment(day: day, scenario.phases)
          return DeliveredVisit(
            unit: unit.id, place: places[whole(0...places.count - 1)], arrives: start,
            leaves: CivilMoment(date: start.date, secondOfDay: start.secondOfDay + whole(1...43_200)))
        }
      }
    }
  }

  /// Makes candidates of all places but the background, for targets to be chosen from.
  mutating func chooseTargets(_ scenario: inout Scenario) {
    let candidates = scenario.crime.places.indices.filter { scenario.crime.places[$0].role != .background }
    guard candidates.count >= scenario.operation.teams.count else { return }
    for index in candidates {
      scenario.crime.places[index].role = .candidate
      scenario.crime.places[index].target = nil
    }
    for index in scenario.operation.teams.indices { scenario.operation.teams[index].places = [] }
    scenario.operation.travel = .distance
    scenario.choice = TargetChoice(
      measure: coin() ? .harm : .count, count: whole(scenario.operation.teams.count...candidates.count),
      windowInWeeks: whole(1...scenario.phases.historyWeeks))
  }
}
