// SPDX-License-Identifier: GPL-3.0-or-later

/// The context factor *C* of each cell in each physical hour of a run.
///
/// *C* is the product of the rules that hold, scaled for each cell (a type at the places that the same rules touch) so
/// that over each calendar year
///
///     Σ H·M·C / Σ H·M = 1
///
/// where the sums go over the civil hours of the year, each once. So a rule moves crime within a year, and *b* stays
/// its yearly total; but for the hour that the clocks skip, the hour that they repeat.
///
/// Hours in which the same rules hold share a row, so a table of years is small.
struct ContextTable: Sendable {
  /// The row of each physical hour of the run, as an index of its first factor.
  private(set) var rowOfHour: [Int32]
  /// The factors, by row, then cell.
  private(set) var factors: [Double]

  /// - Parameter multipliers: *H·M* of a type by its index, hour of the week and month.
  /// - Complexity: O(civil hours of the years × (rules + types) + rows × cells).
  init(
    pattern: CrimePattern, calendar: CivilCalendar, cells: CrimeCells,
    multipliers: (_ type: Int, _ hourOfWeek: Int, _ month: Int) -> Double
  ) {
    guard !pattern.contexts.isEmpty else {
      rowOfHour = [Int32](repeating: 0, count: calendar.hourOfWeek.count)
      factors = [Double](repeating: 1, count: cells.count)
      return
    }
    let hours = ContextHours(pattern: pattern, calendar: calendar)
    factors = hours.states.flatMap { state in
      cells.rules.map { hours.product(of: $0, in: state, pattern: pattern) }
    }
    // Σ H·M of each state and type, then of each year, type by type: a cell is scaled by its own states.
    let typeCount = pattern.types.count
    var weights = [Double](repeating: 0, count: hours.states.count * typeCount)
    for hour in hours.stateOfHour.indices {
      let state = Int(hours.stateOfHour[hour])
      for type in 0..<typeCount {
        weights[state * typeCount + type] += multipliers(type, hours.hourOfWeek(hour), hours.month(hour))
      }
    }
    for cell in 0..<cells.count where cells.rules[cell] != 0 {
      for states in hours.statesOfYear {
        var (plain, raised) = (0.0, 0.0)
        for state in states {
          let weight = weights[state * typeCount + Int(cells.types[cell])]
          plain += weight
          raised += weight * factors[state * cells.count + cell]
        }
        guard plain > 0 else { continue }
        for state in states { factors[state * cells.count + cell] *= plain / raised }
      }
    }
    let offset = calendar.start.dayNumber - hours.days.first.dayNumber
    rowOfHour = calendar.hourOfWeek.indices.map { hour in
      let day = Int(calendar.day[hour]) + offset
      return hours.stateOfHour[day * 24 + Int(calendar.hourOfWeek[hour]) % 24] * Int32(cells.count)
    }
  }
}

/// The civil hours of all years that a run touches, sorted by which rules hold in them.
private struct ContextHours {
  /// What hours with one state have in common, apart from their year.
  struct State: Hashable {
    /// The rules that hold, a bit each.
    let rules: UInt64
    /// The hour of the week, where a rule that holds follows a profile; otherwise -1.
    let profileHour: Int
    let year: Int
  }

  let days: CrimeDays
  private(set) var states: [State] = []
  /// The state of each civil hour, day by day, 24 a day.
  private(set) var stateOfHour: [Int32] = []
  /// The states of each year.
  private(set) var statesOfYear: [Range<Int>] = []
  private let profiles: [[Double]?]
  private let dates: [CivilDate]

  init(pattern: CrimePattern, calendar: CivilCalendar) {
    let last = calendar.start.adding(days: max(0, calendar.dayCount - 1))
    days = pattern.calendar.days(inYears: calendar.start.year...last.year)
    let first = days.first
    dates = (0..<days.count).map { first.adding(days: $0) }
    profiles = pattern.contexts.map { rule in
      guard case .profile(let name) = rule.effect else { return nil }
      guard let profile = pattern.hourProfiles.first(where: { $0.name == name }) else {
        preconditionFailure("Context \(rule.name) names a profile that the pattern does not have")
      }
      return profile.multipliers
    }
    let profileRules = CrimeCells.mask(profiles.map { $0 != nil })
    // Which rules hold on a day, whatever its hour; a window may have begun on the day before the first.
    let before = pattern.calendar.days(inYears: first.year - 1...first.year - 1)
    var yesterday = ContextHours.rules(pattern, on: first.adding(days: -1), before)
    var indices: [State: Int32] = [:]
    for date in dates {
      if date.month == 1, date.day == 1 { statesOfYear.append(states.count..<states.count) }
      let today = ContextHours.rules(pattern, on: date, days)
      for hour in 0..<24 {
        let rules = ContextHours.rules(pattern, at: hour, today: today, yesterday: yesterday)
        let hourOfWeek = date.weekday * 24 + hour
        let state = State(
          rules: rules, profileHour: rules & profileRules == 0 ? -1 : hourOfWeek, year: date.year)
        let index = indices[state] ?? Int32(states.count)
        if index == states.count {
          indices[state] = index
          states.append(state)
        }
        stateOfHour.append(index)
      }
      let year = statesOfYear.count - 1
      statesOfYear[year] = statesOfYear[year].lowerBound..<states.count
      yesterday = today
    }
  }

  /// The rules whose conditions on days hold on a date.
  private static func rules(_ pattern: CrimePattern, on date: CivilDate, _ days: CrimeDays) -> UInt64 {
    guard let index = days.index(of: date) else { return 0 }
    return CrimeCells.mask(
      pattern.contexts.map {
        $0.holds(
          on: date, isPublicHoliday: days.isPublicHoliday[index], isSchoolDay: days.isSchoolDay[index])
      })
  }

  /// The rules that hold in an hour of a day: those of the day, or of the day before where they began then.
  private static func rules(
    _ pattern: CrimePattern, at hour: Int, today: UInt64, yesterday: UInt64
  ) -> UInt64 {
    var holding: UInt64 = 0
    for (index, rule) in pattern.contexts.enumerated() {
      let bit: UInt64 = 1 << UInt64(index)
      guard let hours = rule.hours else {
        holding |= today & bit
        continue
      }
      let isPastMidnight = hours.wrapsMidnight && hour < hours.to
      if hours.contains(hour) { holding |= (isPastMidnight ? yesterday : today) & bit }
    }
    return holding
  }

  /// The hour of the week of a civil hour.
  func hourOfWeek(_ hour: Int) -> Int { dates[hour / 24].weekday * 24 + hour % 24 }
  /// The month of a civil hour, January 0.
  func month(_ hour: Int) -> Int { dates[hour / 24].month - 1 }

  /// The product of those of a cell's rules that hold in a state, not scaled yet.
  func product(of cellRules: UInt64, in state: State, pattern: CrimePattern) -> Double {
    var product = 1.0
    for (index, rule) in pattern.contexts.enumerated() where cellRules & state.rules & 1 << UInt64(index) != 0
    {
      switch rule.effect {
      case .factor(let factor): product *= factor
      case .profile: product *= profiles[index]?[state.profileHour] ?? 1
      }
    }
    return product
  }
}
