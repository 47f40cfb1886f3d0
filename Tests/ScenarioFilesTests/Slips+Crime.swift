// SPDX-License-Identifier: GPL-3.0-or-later

extension Slip {
  /// Slips in places and in when crime happens there.
  static let ofCrime: [Slip] = places + calendars + contexts + points
}

/// Places and reach.
private let places: [Slip] = [
  Slip(
    "at: [51.52, -0.13]", "at: [51.504, -0.13]",
    "6:17: places[1].at lies 444 m from target \"a\"; centres of targets stand at least 500 m"),
  Slip(
    "at: [51.52, -0.13]", "at: [53.5, -0.13]",
    "15:7: operation.units[0] needs 709 min to reach \"a\" (and 1 more of its team's places),"),
  Slip(
    "length: 9 h", "length: 15 min",
    "15:7: operation.units[0] needs 22 min to reach \"a\" (and 1 more of its team's places),"),
  Slip(
    "id: b,", "id: b, radius: 0 m,",
    "6:21: places[1].radius is 0 m; it must be greater than 0 and at most 10000 m"),
  Slip(
    "id: b,", "id: b, radius: 150,",
    "6:21: places[1].radius is \"150\", without a unit; write 150 m or 150 km"),
  Slip(
    ", at: [51.52, -0.13]", "",
    "6:5: places[1]: the key \"at\" is missing"),
  Slip(
    ", rates_per_year: {}", "",
    "7:5: places[2]: the key \"rates_per_year\" is missing"),
  Slip(
    "burglary: 3}", "burglary: 100001}",
    "5:73: places[0].rates_per_year.burglary is 100001; it must be from 0 to 100000"),
  Slip(
    "role: buffer", "role: control, colour: red",
    "7:53: places[2].colour is not a key of the format"),
]

/// Public holidays and school terms.
private let calendars: [Slip] = [
  Slip(
    "operation:", "calendar: {holidays: england-and-whales}\noperation:",
    "8:22: calendar.holidays is \"england-and-whales\"; no calendar of public holidays has that name (known: england-and-wales, none); did you mean \"england-and-wales\"?"
  ),
  Slip(
    "operation:", "calendar: {holidays: [2024-02-30]}\noperation:",
    "8:23: calendar.holidays[0] is \"2024-02-30\"; it must be a day of the calendar such as 2024-01-08"),
  Slip(
    "operation:", "calendar: {school_terms: engalnd}\noperation:",
    "8:26: calendar.school_terms is \"engalnd\"; no calendar of school terms has that name (known: england, none); did you mean \"england\"?"
  ),
  Slip(
    "operation:", "calendar: {school_terms: [2024-01-08]}\noperation:",
    "8:27: calendar.school_terms[0] is a single value; it must be a list"),
  Slip(
    "operation:", "calendar: {school_terms: [[2024-01-08]]}\noperation:",
    "8:27: calendar.school_terms[0] has 1 entry; it must have two, [first day, last day]"),
  Slip(
    "operation:", "calendar: {school_terms: [[2024-01-08, 2024-01-07]]}\noperation:",
    "8:40: calendar.school_terms[0][1] is 2024-01-07; it must be no earlier than 2024-01-08"),
  Slip(
    "operation:", "calendar: {hollidays: none}\noperation:",
    "8:12: calendar.hollidays is not a key of the format (known: holidays, school_terms); did you mean \"holidays\"?"
  ),
]

/// Context rules and offenders of series.
private let contexts: [Slip] = [
  Slip(
    "operation:", "crime: {contexts: [venue-closng]}\noperation:",
    "8:20: crime.contexts[0] is \"venue-closng\"; no context has that name (known: venue-closing, school-run, footfall, public-holiday); did you mean \"venue-closing\"?"
  ),
  Slip(
    "operation:", "crime: {contexts: [{name: venue_closing, days: [Fri]}]}\noperation:",
    "8:27: crime.contexts[0].name is \"venue_closing\"; no context has that name (known: venue-closing, school-run, footfall, public-holiday); did you mean \"venue-closing\"?"
  ),
  Slip(
    "operation:", "crime: {contexts: [footfall, footfall]}\noperation:",
    "8:30: crime.contexts[1] is \"footfall\"; the context on line 8 has that name already"),
  Slip(
    "operation:", "crime: {contexts: [school-run]}\noperation:",
    "8:20: crime.contexts[0] applies on school days only, and calendar.school_terms has none"),
  Slip(
    "operation:", "crime: {contexts: [{name: x, days: [Fri]}]}\noperation:",
    "8:20: crime.contexts[0]: the key \"factor\" is missing"),
  Slip(
    "operation:", "crime: {contexts: [{name: x, factor: 0}]}\noperation:",
    "8:38: crime.contexts[0].factor is 0; it must be greater than 0 and at most 1000"),
  Slip(
    "operation:", "crime: {contexts: [{name: x, factor: 2, profile: evening}]}\noperation:",
    "8:50: crime.contexts[0].profile is given with factor; give one of the two"),
  Slip(
    "operation:", "crime: {contexts: [{name: x, profile: evenning}]}\noperation:",
    "8:39: crime.contexts[0].profile is \"evenning\"; no hour profile has that name (known: uniform, daytime, evening, night-life, overnight, footfall); did you mean \"evening\"?"
  ),
  Slip(
    "operation:", "crime: {contexts: [{name: x, factor: 2, hours: [10:30, 12:00]}]}\noperation:",
    "8:49: crime.contexts[0].hours[0] is not on the hour; rates are constant within an hour"),
  Slip(
    "operation:", "crime: {contexts: [{name: x, factor: 2, hours: [10:00, 10:00]}]}\noperation:",
    "8:48: crime.contexts[0].hours starts and ends at the same time; leave it out for the whole day"),
  Slip(
    "operation:", "crime: {contexts: [{name: x, factor: 2, hours: [10:00]}]}\noperation:",
    "8:48: crime.contexts[0].hours has 1 entry; it must have two, [from, to], or none for the whole day"),
  Slip(
    "operation:", "crime: {contexts: [{name: x, factor: 2, kinds: [transport hubs]}]}\noperation:",
    "8:49: crime.contexts[0].kinds[0] is \"transport hubs\"; no kind of place has that name (known: transport hub, "
  ),
  Slip(
    "operation:", "crime: {contexts: [{name: x, factor: 2, types: [burglery]}]}\noperation:",
    "8:49: crime.contexts[0].types[0] is \"burglery\"; no type of crime has that name (known: "),
  Slip(
    "operation:", "crime: {contexts: [{name: x, factor: 2, school_days: sometimes}]}\noperation:",
    "8:54: crime.contexts[0].school_days is \"sometimes\"; no condition has that name (known: any, only, never)"
  ),
  Slip(
    "operation:", "crime: {contexts: [{name: x, factor: 2, dates: [[2024-05-02, 2024-05-01]]}]}\noperation:",
    "8:62: crime.contexts[0].dates[0][1] is 2024-05-01; it must be no earlier than 2024-05-02"),
  Slip(
    "operation:", "crime: {contexts: [{name: x, factor: 2, days: [Frei]}]}\noperation:",
    "8:48: crime.contexts[0].days[0] is \"Frei\"; no day has that name"),
  Slip(
    "operation:", "crime: {contexts: [{name: x, factor: 2, place: [other]}]}\noperation:",
    "8:41: crime.contexts[0].place is not a key of the format"),
  Slip(
    "operation:", "calendar: {holidays: none}\ncrime: {contexts: [public-holiday]}\noperation:",
    "9:20: crime.contexts[0] applies on public holidays only, and calendar.holidays has none"),
  Slip(
    "operation:", "crime: {series: [{name: x, offenders: 0, types: [burglary]}]}\noperation:",
    "8:39: crime.series[0].offenders is 0; it must be from 1 to 1000"),
]

/// Points of presence inside a place.
private let points: [Slip] = [
  Slip(
    "burglary: 3}}", "burglary: 3}, points: [{id: p, at: [51.5, -0.13], share: 1.2}]}",
    "5:120: places[0].points[0].share is 1.2; it must be from 0 to 1"),
  Slip(
    "burglary: 3}}", "burglary: 3}, points: [{id: p, at: [51.51, -0.13], share: 0.2}]}",
    "5:98: places[0].points[0].at lies 1112 m from the centre of its place, whose radius is 150 m"),
  Slip(
    "burglary: 3}}", "burglary: 3}, points: [{id: p, at: [51.5, -0.13]}]}",
    "5:86: places[0].points[0]: the key \"share\" is missing"),
  Slip(
    "burglary: 3}}", "burglary: 3}, points: [{id: p, kind: bus stopp, at: [51.5, -0.13], share: 0.2}]}",
    "5:100: places[0].points[0].kind is \"bus stopp\"; no kind of point has that name (known: station exit, bus stop, junction, estate gate, repeat victim, vulnerable premises, other); did you mean \"bus stop\"?"
  ),
  Slip(
    "burglary: 3}}",
    "burglary: 3}, points: [{id: p, at: [51.5, -0.13], share: {burglary: 0.6}}, {id: q, at: [51.5, -0.13], share: 0.5}]}",
    "5:172: places[0].points[1].share brings the shares of burglary at its place to 1.1; they add up to at most 1"
  ),
  Slip(
    "burglary: 3}}",
    "burglary: 3}, points: [{id: p, at: [51.5, -0.13], share: 0.2}, {id: p, at: [51.5, -0.13], share: 0.2}]}",
    "5:131: places[0].points[1].id is \"p\"; the point on line 5 has that name already"),
  Slip(
    "burglary: 3}}", "burglary: 3}, points: [{id: p, at: [51.5, -0.13], share: {burglery: 0.2}}]}",
    "5:121: places[0].points[0].share.burglery is not a key of the format"),
]
