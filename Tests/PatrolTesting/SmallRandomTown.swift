// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import RandomVariates

/// Draws towns of a few places over a few weeks, with every part of the model switched on at random and turned up so that
/// each fate of an offence comes about.
public struct SmallRandomTown {
  private var random: RandomStream

  /// - Parameter seed: The same seed gives the same town.
  public init(seed: UInt64) {
    random = RandomStream(seed: seed, replication: 0, name: "small random town")
  }

  mutating func coin() -> Bool { random.bernoulli(0.5) }
  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + random.uniform(below: range.count)
  }
  mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + random.uniform() * (range.upperBound - range.lowerBound)
  }
  mutating func oneOf<Value>(_ values: [Value]) -> Value {
    values[random.uniform(below: values.count)]
  }

  /// Draws a town.
  public mutating func scenario() -> Scenario {
    let types = crimeTypes()
    let places = places(types: types)
    var crime = CrimePattern(places: places, types: types, seriesKinds: series(types: types))
    crime.nearRepeat.meanLagInDays = number(0.1...5)
    crime.drawsRates = coin()
    if coin() { crime.contexts = [ContextRule.standard[whole(0...ContextRule.standard.count - 1)]] }
    var scenario = Scenario(
      name: "Small random town", phases: phases(), crime: crime, deterrence: deterrence(),
      operation: operation(places: places))
    scenario.knowledge.reportDelayMedianInMinutes = number(0.1...3_000)
    switchOnTactics(&scenario)
    if coin() { shareUnits(&scenario) }
    addContacts(to: &scenario)
    return scenario
  }

  /// Lets calls for service, handing over and other work take units away from patrol.
  private mutating func shareUnits(_ scenario: inout Scenario) {
    for shift in scenario.operation.shifts.indices where coin() {
      scenario.operation.shifts[shift].handoverInMinutes = number(0...50)
    }
    for unit in scenario.operation.units.indices {
      scenario.operation.units[unit].isRingfenced = coin()
      if coin() { scenario.operation.units[unit].abstraction = number(0...1) }
    }
    if coin() { scenario.calls = calls(scenario) }
  }

  private mutating func calls(_ scenario: Scenario) -> CallsForService {
    var calls = CallsForService(types: scenario.crime.types)
    for type in calls.crime.indices {
      calls.crime[type] = CrimeCalls(immediateShare: number(0...1), grade: oneOf(CallGrade.allCases))
    }
    calls.other =
      coin()
      ? .everywhere(perDay: number(0...60)) : .byPlace(scenario.crime.places.map { _ in number(0...20) })
    calls.otherProfile = oneOf(HourProfile.assumed.map(\.name))
    calls.serviceLaw = oneOf(ServiceLaw.allCases)
    // Long enough to outlast a shift, and the night between two.
    calls.serviceMeanInMinutes = oneOf([number(0.1...60), number(60...1_500)])
    calls.queueCapacity = oneOf([nil, whole(0...3)])
    calls.responseUnits = (0..<whole(0...3)).map { index in
      ResponseUnit(
        id: "car-\(index)", count: whole(1...2), base: oneOf(scenario.crime.places).centre,
        shift: oneOf(scenario.operation.shifts).id, mode: oneOf(TravelMode.allCases),
        abstraction: number(0...0.5))
    }
    let names = calls.responseUnits.map(\.id) + scenario.operation.units.map(\.id)
    calls.dispatch = oneOf(DispatchRule.allCases)
    calls.preferences = (0..<whole(0...2)).map { index in
      DispatchPreference(
        places: ["place-\(whole(0...1))"], wards: ["ward-\(index)"], units: [oneOf(names), oneOf(names)])
    }
    return calls
  }

  /// Turns channels, trust, stops, tips, surveys and packs on, each in half of the towns.
  private mutating func addContacts(to scenario: inout Scenario) {
    if coin() {
      let share = number(0...1)
      scenario.knowledge.channels = zip([ReportingChannel.emergency, .online], [share, 1 - share]).map {
        channel, share in ChannelLaw(channel, shares: scenario.crime.types.map { _ in share })
      }
    }
    if coin() {
      var trust = Trust()
      (trust.mean, trust.halfLifeInWeeks) = (number(0.1...1), number(0.1...50))
      (trust.fruitlessSearchLoss, trust.justContactGain) = (number(0...0.5), number(0...0.5))
      scenario.trust = trust
    }
    if coin() {
      var stops = Stops()
      (stops.searchesPer100Hours, stops.arrestsPer100Hours) = (number(0...500), number(500...600))
      (stops.arrestShare, stops.noFurtherActionShare) = (number(0...0.5), number(0...0.5))
      (stops.searchDurationInMinutes, stops.seriesArrestShare) = (coin() ? 0 : number(0...30), number(0...1))
      scenario.stops = stops
    }
    if coin() {
      var tips = Tips()
      (tips.trueShare, tips.leadMedianInHours) = (number(0.2...1), number(0.1...100))
      // False tips of a place where something is nearly always under way come fast in the gaps.
      let mostFalse = tips.falseTipsPerTrueRate(in: scenario.crime).max() ?? 1
      tips.perPlaceAndWeek = number(0...20) / max(1, mostFalse)
      scenario.tips = tips
    }
    if coin() {
      var surveys = Surveys()
      (surveys.responseRate, surveys.delayInHours) = (number(0...1), number(0.25...100))
      scenario.surveys = surveys
    }
    scenario.makesPacks = coin()
  }

  private mutating func phases() -> Phases {
    Phases(
      timeZone: oneOf(["Europe/London", "UTC", "America/New_York"]),
      campaignStart: CivilDate(year: 2024, month: 3, day: 1).adding(days: whole(0...250)),
      historyWeeks: whole(1...2), campaignWeeks: whole(1...2), afterWeeks: whole(0...1))
  }

  private mutating func crimeTypes() -> [CrimeType] {
    (0..<whole(1...3)).map { index in
      CrimeType(
        id: "type-\(index)", name: "Type", harmInDays: number(0...300), recordedShare: number(0...1),
        discoveryProbability: number(0...1), displacedShare: number(0...1), nearRepeats: number(0...0.6),
        overdispersion: number(0...1), hourProfile: oneOf(HourProfile.assumed.map(\.name)))
    }
  }

  private mutating func places(types: [CrimeType]) -> [Place] {
    let centre = Coordinate(longitude: -0.13, latitude: 51.51)
    return (0..<whole(2...5)).map { index in
      let rates = types.map { _ in number(0...600) }
      var place = Place(
        id: "place-\(index)", name: "Place",
        centre: centre.offset(eastInMetres: number(0...800), northInMetres: number(0...800)),
        radiusInMetres: number(20...200), ward: "ward-\(index % 2)", kind: oneOf(PlaceKind.allCases),
        role: index == 0 || coin() ? .target : .background, ratesPerYear: rates)
      place.rateErrorsPerYear = rates.map { $0 / 3 }
      if coin() {
        place.microPlaces = [
          MicroPlace(
            id: "point", name: "Point", coordinate: place.centre, shares: types.map { _ in number(0...1) })
        ]
      }
      return place
    }
  }

  private mutating func series(types: [CrimeType]) -> [SeriesKind] {
    (0..<whole(0...2)).map { index in
      var kind = SeriesKind(
        name: "series-\(index)", startsPerPlaceAndYear: number(0...60), multiplier: number(1...8),
        meanLengthInDays: number(1...20), types: types.map(\.id).filter { _ in coin() })
      kind.offenders = whole(1...3)
      return kind
    }
  }

  private mutating func deterrence() -> Deterrence {
    var deterrence = Deterrence(preset: oneOf(DeterrencePreset.allCases))
    guard deterrence.preset != .null else { return deterrence }
    deterrence.deterrableShare = number(0.3...1)
    deterrence.habituationFloor = number(0...1)
    deterrence.reachInMetres = number(20...400)
    deterrence.waitingShare = number(0...1)
    deterrence.meanWaitInHours = number(0.1...300)
    deterrence.diffusion = number(0...0.5)
    deterrence.displacementFactor = number(0...3)
    deterrence.witnessedShare = number(0...1)
    deterrence.arrestsEndSeries = coin()
    return deterrence
  }

  private mutating func operation(places: [Place]) -> Operation {
    let targets = places.filter { $0.role == .target }.map(\.id)
    let shifts = (0..<whole(1...3)).map { index in
      ShiftPattern(
        id: "shift-\(index)", startMinute: whole(0...1_439), lengthInMinutes: whole(120...1_440),
        days: (0..<7).filter { _ in coin() })
    }
    let units = (0..<whole(1...4)).map { index in
      PatrolUnit(
        id: "unit-\(index)", team: "team", shift: "shift-\(whole(0...shifts.count - 1))",
        mode: oneOf(TravelMode.allCases), officers: whole(1...3))
    }
    return Operation(
      teams: [Team(id: "team", base: places[0].centre, places: targets)], shifts: shifts, units: units,
      visitInMinutes: number(1...40), gapInHours: number(0.5...4), breakInMinutes: number(0...60))
  }
}
