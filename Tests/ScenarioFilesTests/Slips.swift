// SPDX-License-Identifier: GPL-3.0-or-later

/// A slip in the small scenario and what is said about it.
struct Slip: Sendable, CustomStringConvertible {
  /// A piece of the small scenario.
  let piece: String
  /// What stands there instead.
  let replacement: String
  /// Line, column, key and rule, as they stand in the one message.
  let words: String

  init(_ piece: String, _ replacement: String, _ words: String) {
    self.piece = piece
    self.replacement = replacement
    self.words = words
  }

  var description: String { replacement }

  /// All of them.
  static let all: [Slip] =
    numbers + names + times + ofCrime + travel + ofOperations + ofTrials
    + contacts
}

/// Numbers and quantities.
private let numbers: [Slip] = [
  Slip(
    "burglary: 3", "burglary: -3",
    "5:73: places[0].rates_per_year.burglary is -3; it must be from 0 to 100000"),
  Slip(
    "burglary: 3", "burglary: .nan",
    "5:73: places[0].rates_per_year.burglary is \".nan\"; it must be a number"),
  Slip(
    "burglary: 3", "burglary: .inf",
    "5:73: places[0].rates_per_year.burglary is \".inf\"; it must be a number"),
  Slip(
    "burglary: 3", "burglary: 0x10",
    "5:73: places[0].rates_per_year.burglary is \"0x10\"; it must be a number"),
  Slip(
    "burglary: 3", "burglary: 010",
    "5:73: places[0].rates_per_year.burglary is \"010\"; it must be a number"),
  Slip(
    "burglary: 3", "burglary: 1e400",
    "5:73: places[0].rates_per_year.burglary is 1e400; it must be from 0 to 100000"),
  Slip(
    "burglary: 3", "burglary: 3 per year",
    "5:73: places[0].rates_per_year.burglary is \"3 per year\"; it must be a number"),
  Slip(
    "burglary: 3", "burglary: [3]",
    "5:73: places[0].rates_per_year.burglary is a list; it must be a number"),
  Slip(
    "burglary: 3", "burglary: ",
    "5:73: places[0].rates_per_year.burglary has no value"),
  Slip(
    "burglary: 3}}", "burglary: 3}, rate_errors: {burglary: -1}}",
    "5:101: places[0].rate_errors.burglary is -1; it must be from 0 to 100000"),
  Slip(
    "operation:", "deterrence: {deterrable_share: 1.2}\noperation:",
    "8:32: deterrence.deterrable_share is 1.2; it must be from 0 to 1"),
  Slip(
    "operation:", "deterrence: {fast_gain: -0.1}\noperation:",
    "8:25: deterrence.fast_gain is -0.1; it must be from 0 to 1"),
  Slip(
    "operation:", "deterrence: {fast_decay: 0 h}\noperation:",
    "8:26: deterrence.fast_decay is 0 h; it must be greater than 0 and at most 8784 h"),
  Slip(
    "operation:", "deterrence: {slow_decay: 3}\noperation:",
    "8:26: deterrence.slow_decay is \"3\", without a unit; write 3 s, 3 min, 3 h, 3 d or 3 weeks"),
  Slip(
    "operation:", "deterrence: {reach: 3 h}\noperation:",
    "8:21: deterrence.reach is \"3 h\"; \"h\" is not a unit for it (m or km)"),
  Slip(
    "operation:", "deterrence: {mean_wait: 2 fortnights}\noperation:",
    "8:25: deterrence.mean_wait is \"2 fortnights\"; \"fortnights\" is not a unit for it (s, min,"),
  Slip(
    "operation:", "deterrence: {arrests_end_series: maybe}\noperation:",
    "8:34: deterrence.arrests_end_series is \"maybe\"; it must be true or false"),
  Slip(
    "operation:", "crime: {types: {burglary: {near_repeats: 1}}}\noperation:",
    "8:42: crime.types.burglary.near_repeats is 1; it must be at least 0 and less than 1"),
  Slip(
    "operation:", "crime: {types: {burglary: {recorded_share: 84}}}\noperation:",
    "8:44: crime.types.burglary.recorded_share is 84; it must be from 0 to 1"),
  Slip(
    "operation:", "crime: {types: {burglary: {overdispersion: -0.1}}}\noperation:",
    "8:44: crime.types.burglary.overdispersion is -0.1; it must be from 0 to 100"),
  Slip(
    "operation:", "crime: {near_repeats: {spread: -5 m}}\noperation:",
    "8:32: crime.near_repeats.spread is -5 m; it must be greater than 0 and at most 10000 m"),
  Slip(
    "operation:", "crime: {series: [{name: x, multiplier: 0.5, types: [burglary]}]}\noperation:",
    "8:40: crime.series[0].multiplier is 0.5; it must be from 1 to 1000"),
  Slip(
    "operation:", "knowledge: {report_delay_median: soon}\noperation:",
    "8:34: knowledge.report_delay_median is \"soon\"; it must be a number with a unit (s, min,"),
  Slip(
    "operation:\n", "operation:\n  visit: 0 min\n",
    "9:10: operation.visit is 0 min; it must be from 1 to 1440 min"),
  Slip(
    "operation:\n", "operation:\n  gap: -2 h\n",
    "9:8: operation.gap is -2 h; it must be greater than 0 and at most 8784 h"),
  Slip(
    "operation:\n", "operation:\n  break: 9 h\n",
    "16:7: operation.units[0] has a shift of 540 min, which a break of 540 min uses up"),
  Slip(
    "operation:\n", "operation:\n  speeds: {foot: 0 km/h}\n",
    "9:18: operation.speeds.foot is 0 km/h; it must be greater than 0 and at most 300 km/h"),
  Slip(
    "operation:\n", "operation:\n  speeds: {detour: 0.9}\n",
    "9:20: operation.speeds.detour is 0.9; it must be from 1 to 100"),
  Slip(
    "operation:\n", "operation:\n  speeds: {car: 25 knots}\n",
    "9:17: operation.speeds.car is \"25 knots\"; \"knots\" is not a unit for it (km/h, mph or m/s)"),
  Slip(
    "name: Small", "name: Small\nseed: -1",
    "3:7: seed is -1; it must be from 0 to 18446744073709551615"),
  Slip(
    "name: Small", "name: Small\nseed: 18446744073709551616",
    "3:7: seed is 18446744073709551616; it must be from 0 to 18446744073709551615"),
  Slip(
    "name: Small", "name: Small\nseed: 1.5",
    "3:7: seed is \"1.5\"; it must be a whole number"),
  Slip(
    "team: team, shift: day}", "team: team, shift: day, officers: 0}",
    "15:49: operation.units[0].officers is 0; it must be from 1 to 100"),
  Slip(
    "patrolsim: 1", "patrolsim: 2",
    "1:12: patrolsim is 2; it must be 1, the version of the format that this program reads"),
  Slip(
    "[51.5, -0.13]", "[91, -0.13]",
    "5:18: places[0].at[0] is 91; it must be from -90 to 90"),
  Slip(
    "[51.5, -0.13]", "[51.5]",
    "5:17: places[0].at has 1 entry; it must have two, [latitude, longitude]"),
]

/// Names and references.
private let names: [Slip] = [
  Slip(
    "shift: day", "shift: lat",
    "15:34: operation.units[0].shift is \"lat\"; no shift has that name"),
  Slip(
    "team: team,", "team: tem,",
    "15:21: operation.units[0].team is \"tem\"; no team has that name"),
  Slip(
    "shift: day", "shift: day, mode: bike",
    "15:45: operation.units[0].mode is \"bike\"; no mode has that name"),
  Slip(
    "name: Small", "nmae: Small\nname: Small",
    "2:1: nmae is not a key of the format"),
  Slip(
    "name: Small\n", "",
    "1:1: the key \"name\" is missing"),
  Slip(
    "name: Small", "name:",
    "2:6: name has no value"),
  Slip(
    "id: late", "id: day",
    "13:12: operation.shifts[1].id is \"day\"; the shift on line 12 has that name already"),
  // Two names with one FNV-1a hash of 64 bits.
  Slip(
    "- {id: ring,",
    "- {id: 8yn0iYCKYHlIj4-BwPqk, at: [51.6, -0.13], rates_per_year: {}}\n  - {id: GReLUrM4wMqfg9yzV3KQ,",
    "8:10: places[3].id is \"GReLUrM4wMqfg9yzV3KQ\", which would have the random numbers of the place \"8yn0iYCKYHlIj4-BwPqk\"; change"
  ),
  Slip(
    "id: ring", "id: a",
    "7:10: places[2].id is \"a\"; the place on line 5 has that name already"),
  Slip(
    "- {id: u,", "- {id: u, team: team, shift: day}\n    - {id: u,",
    "16:12: operation.units[1].id is \"u\"; the unit on line 15 has that name already"),
  Slip(
    "id: u,", "id: \"u 1\",",
    "15:12: operation.units[0].id is \"u 1\"; it must be a short name of letters, digits, \"-\","),
  Slip(
    "places: [a, b]", "places: [a, c]",
    "10:30: operation.teams[0].places[1] is \"c\"; no place has that name"),
  Slip(
    "places: [a, b]", "places: []",
    "10:26: operation.teams[0].places has 0 entries; it must have at least one place"),
  Slip(
    "places: [a, b]", "places: [a, ring]",
    "10:30: operation.teams[0].places[1] is \"ring\", a place whose role is buffer; teams patrol"),
  Slip(
    "places: [a, b]", "places: [a, a]",
    "10:30: operation.teams[0].places[1] is \"a\"; the place on line 10 has that name already"),
  Slip(
    "of: a", "of: aa",
    "7:56: places[2].of is \"aa\"; no place has that name"),
  Slip(
    "of: a", "of: ring",
    "7:56: places[2].of is \"ring\", a place whose role is not target"),
  Slip(
    ", of: a", "",
    "7:5: places[2] is a buffer; it needs the key \"of\", the id of its target"),
  Slip(
    "role: target, rates_per_year: {robbery", "role: target, of: a, rates_per_year: {robbery",
    "6:51: places[1].of is for buffers and controls; this place is a target"),
  Slip(
    "role: buffer", "role: bufer",
    "7:44: places[2].role is \"bufer\"; no role has that name"),
  Slip(
    "id: ring", "id: ring, kind: retail",
    "7:22: places[2].kind is \"retail\"; no kind of place has that name"),
  Slip(
    "burglary: 3", "burglery: 3",
    "5:63: places[0].rates_per_year.burglery is not a key of the format"),
  Slip(
    "operation:", "deterrence: {preset: parallel}\noperation:",
    "8:22: deterrence.preset is \"parallel\"; no preset has that name"),
  Slip(
    "operation:", "crime: {include: [burglary, robery]}\noperation:",
    "8:29: crime.include[1] is \"robery\"; no type of crime has that name"),
  Slip(
    "operation:", "crime: {include: [burglary, robbery], types: {drugs: {harm: 3 d}}}\noperation:",
    "8:54: crime.types.drugs describes a type that crime.include leaves out"),
  Slip(
    "operation:", "crime: {types: {knife-crime: {name: Knife crime}}}\noperation:",
    "8:30: crime.types.knife-crime: the key \"harm\" is missing"),
  Slip(
    "operation:", "crime: {types: {burglary: {hour_profile: nights}}}\noperation:",
    "8:42: crime.types.burglary.hour_profile is \"nights\"; no hour profile has that name"),
  Slip(
    "operation:", "crime: {series: [{name: x, types: [burglaries]}]}\noperation:",
    "8:36: crime.series[0].types[0] is \"burglaries\"; no type of crime has that name"),
  Slip(
    "operation:", "crime: {month_profiles: {summer: {weights: [1, 2, 3]}}}\noperation:",
    "8:44: crime.month_profiles.summer.weights has 3 entries; it must have 12 numbers, January"),
  Slip(
    "operation:",
    "crime: {month_profiles: {summer: {weights: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}}}\noperation:",
    "8:44: crime.month_profiles.summer.weights has no weight greater than 0"),
  Slip(
    "operation:", "crime: {hour_profiles: {flat: {weights: [1, 1]}}}\noperation:",
    "8:41: crime.hour_profiles.flat.weights has 2 entries; it must have 168 numbers, Monday"),
  Slip(
    "operation:", "strategies: [no-extra-patrol, data_led]\noperation:",
    "8:31: strategies[1] is \"data_led\"; no strategy has that name"),
  Slip(
    "operation:", "strategies: [random, no-extra-patrol]\noperation:",
    "8:14: strategies[0] is \"random\"; the first strategy is \"no-extra-patrol\", which the"),
  Slip(
    "operation:", "strategies: [no-extra-patrol, random, random]\noperation:",
    "8:39: strategies[2] is \"random\"; the strategy on line 8 has that name already"),
  Slip(
    "operation:", "strategies: [no-extra-patrol, {random: {tempo: 3}}]\noperation:",
    "8:41: strategies[1].random.tempo is not a key of the format"),
  Slip(
    "operation:", "strategies: [no-extra-patrol, {rnadom: {tempo: 3}}]\noperation:",
    "8:32: strategies[1] is \"rnadom\"; no strategy has that name"),
  Slip(
    "operation:", "strategies: [no-extra-patrol, {random: {officers: patches}}]\noperation:",
    "8:51: strategies[1].random.officers is \"patches\"; no officers option has that name (known: team, patch, rotating)"
  ),
  Slip(
    "operation:", "strategies: [no-extra-patrol, {random: {focus: 0}}]\noperation:",
    "8:48: strategies[1].random.focus is 0; it must be from 0.001 to 1"),
  Slip(
    "operation:", "strategies: []\noperation:",
    "8:13: strategies has 0 entries; it must have from 1 to 100 strategies"),
  Slip(
    "operation:", "strategies: [no-extra-patrol, external]\noperation:",
    "8:31: strategies[1] needs the command of its program: `external: {command: [python3, my_strategy.py]}`"),
  Slip(
    "operation:", "strategies: [no-extra-patrol, {external: {timeout: 5 s}}]\noperation:",
    "8:42: strategies[1].external: the key \"command\" is missing"),
  Slip(
    "operation:", "strategies: [no-extra-patrol, {external: {command: []}}]\noperation:",
    "8:52: strategies[1].external.command has 0 entries; it must have at least 1 word, the program"),
  Slip(
    "operation:", "strategies: [no-extra-patrol, {external: {command: \"a 'b\"}}]\noperation:",
    "8:52: strategies[1].external.command is \"a 'b\"; it must be a command with its quotation marks closed"),
  Slip(
    "operation:", "strategies: [no-extra-patrol, {external: {command: [a], timeout: 0 s}}]\noperation:",
    "8:66: strategies[1].external.timeout is 0 s; it must be from 0.05 to 3600 s"),
  Slip(
    "operation:", "strategies: [no-extra-patrol, {external: {command: [a], comand: b}}]\noperation:",
    "8:57: strategies[1].external.comand is not a key of the format"),
  Slip(
    "operation:",
    "strategies: [no-extra-patrol, {external: {command: [a]}}, {external: {command: [b/a]}}]\noperation:",
    "8:59: strategies[2] is \"external:a\"; the strategy on line 8 has that name already"),
]

/// Days and hours.
private let times: [Slip] = [
  Slip(
    "2024-01-08", "2024-02-30",
    "3:26: phases.campaign_start is \"2024-02-30\"; it must be a day of the calendar such as"),
  Slip(
    "2024-01-08", "08/01/2024",
    "3:26: phases.campaign_start is \"08/01/2024\"; it must be a day of the calendar such as"),
  Slip(
    "2024-01-08", "1850-01-08",
    "3:26: phases.campaign_start is 1850-01-08; it must be in the years 1980 to 2100"),
  Slip(
    "campaign_start: 2024-01-08", "history_weeks: 3",
    "3:9: phases: the key \"campaign_start\" is missing"),
  Slip(
    "2024-01-08", "2024-01-08, time_zone: Europe/Londn",
    "3:49: phases.time_zone is \"Europe/Londn\"; no time zone has that name"),
  Slip(
    "2024-01-08", "2024-01-08, time_zone: Australia/Lord_Howe",
    "3:49: phases.time_zone is \"Australia/Lord_Howe\"; it must be a zone whose clocks change by"),
  Slip(
    "2024-01-08", "2024-01-08, history_weeks: 0",
    "3:53: phases.history_weeks is 0; it must be from 1 to 1560"),
  Slip(
    "2024-01-08", "2024-01-08, campaign_weeks: 2000",
    "3:54: phases.campaign_weeks is 2000; it must be from 1 to 1560"),
  Slip(
    "2024-01-08", "2024-01-08, after_weeks: -1",
    "3:51: phases.after_weeks is -1; it must be from 0 to 1560"),
  Slip(
    "\"10:00\"", "\"24:00\"",
    "12:24: operation.shifts[0].start is \"24:00\"; it must be a time of day such as \"10:00\""),
  Slip(
    "\"10:00\"", "10",
    "12:24: operation.shifts[0].start is \"10\"; it must be a time of day such as \"10:00\""),
  Slip(
    "length: 9 h", "length: 9",
    "12:41: operation.shifts[0].length is \"9\", without a unit; write 9 s, 9 min, 9 h, 9 d or 9"),
  Slip(
    "length: 9 h", "length: 25 h",
    "12:41: operation.shifts[0].length is 25 h; it must be from 1 to 1440 min"),
  Slip(
    "length: 9 h", "length: 90 s",
    "12:41: operation.shifts[0].length is 1.5 min; a shift lasts whole minutes"),
  Slip(
    "length: 9 h", "length: 9 h, end: \"19:00\"",
    "12:51: operation.shifts[0].end is given with length; give one of the two"),
  Slip(
    ", length: 9 h", "",
    "12:7: operation.shifts[0]: the key \"length\" is missing"),
  Slip(
    "length: 9 h", "length: 9 h, days: [Mon, Teu]",
    "12:58: operation.shifts[0].days[1] is \"Teu\"; no day has that name"),
  Slip(
    "length: 9 h", "length: 9 h, days: [Mon, Monday]",
    "12:58: operation.shifts[0].days[1] is \"Mon\"; the day on line 12 has that name already"),
  Slip(
    "length: 9 h", "length: 9 h, days: weekdays",
    "12:52: operation.shifts[0].days is \"weekdays\"; no day has that name"),
  Slip(
    "length: 9 h", "length: 9 h, days: []",
    "12:52: operation.shifts[0].days has 0 entries; it must have at least one day"),
]

/// Ways and times between the points of a team.
private let travel: [Slip] = [
  slip("streets.geojson", "9:11: operation.travel is \"streets.geojson\"; no way to travel has that name"),
  slip(
    "{}", "9:11: operation.travel has 0 entries; it must have one of matrix, streets, way_metres and minutes"),
  slip(
    "{streets: a.geojson, matrix: b.csv}",
    "9:11: operation.travel has 2 entries; it must have one of matrix, streets, way_metres and minutes"),
  slip(
    "{matrix: missing.csv}",
    "9:20: operation.travel.matrix is \"missing.csv\": there is no such file"),
  slip("{way_metres: {}}", "9:24: operation.travel.way_metres: the key \"team\" is missing"),
  slip(
    "{way_metres: {team: [0, 1, 2]}}",
    "9:31: operation.travel.way_metres.team has 3 entries; it must have 3 × 3: from its base"),
  slip(
    "{way_metres: {team: [0, 1200, 1200, 1200, 0, 2000, 1200, 2300, 0]}}",
    "9:56: operation.travel.way_metres.team[5] is 2000; it must be at least 2223, the straight line"),
  slip(
    "{way_metres: {team: [0, 1200, 1200, 1200, 7, 2300, 1200, 2300, 0]}}",
    "9:53: operation.travel.way_metres.team[4] is 7; it must be 0 from a point to itself"),
  slip(
    "{minutes: {team: {foot: [0, 9, 9, 9, 0, 9, 9, 9, 0]}}}",
    "9:28: operation.travel.minutes.team: the key \"car\" is missing"),
  slip(
    "{minutes: {team: {car: [0, 9, 9, 9, 0, 0.2, 9, 9, 0]}}}",
    "9:50: operation.travel.minutes.team.car[5] is 0.2; it must be at least 0.45, the straight line at 300 km/h"
  ),
  slip(
    "{minutes: {team: {car: [0, 9, 9, 9, 0, 9, 9, 1441, 0]}}}",
    "9:56: operation.travel.minutes.team.car[7] is 1441; it must be from 0 to 1440"),
  slip(
    "{minutes: {team: {car: [0, 300, 9, 300, 0, 9, 9, 9, 0]}}}",
    "16:7: operation.units[0] needs 615 min to reach \"a\", visit it and return; its shift lasts 540 min"),
]

private func slip(_ value: String, _ words: String) -> Slip {
  Slip("operation:\n", "operation:\n  travel: \(value)\n", words)
}
