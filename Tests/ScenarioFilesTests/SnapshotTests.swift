// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolStrategies
import Testing

@testable import ScenarioFiles

@Suite("A file with many mistakes")
struct SnapshotTests {
  static let text = """
    patrolsim: 1
    nmae: Broken town
    sede: 12
    phases: {campaign_start: 2024-02-30, history_weeks: 0, time_zone: Europe/Lundon}
    deterrence: {preset: paralel-trials, deterrable_share: 35, fast_decay: 1, reach: 3 h}
    crime:
      types:
        burglary: {near_repeats: 1.0, hour_profile: overnite}
    places:
      - {id: a, at: [51.5, -0.13], role: target, rates_per_year: {burglary: -3, robery: .nan}}
      - {id: b, at: [51.503, -0.13], role: target, rates_per_year: {burglary: many}}
      - {id: a, at: [51.52], role: buffer, of: c, rates_per_year: {}}
    operation:
      visit: 15
      teams:
        - {id: team, places: [a, b]}
      shifts:
        - {id: day, start: "10:00", length: 9 h}
        - {id: late, start: "25:00", length: 5 min}
      units:
        - {id: u, team: team, shift: lat, officers: none}
        - {id: v, team: team, shift: late, mode: foot}
    strategies: [no-extra-patrol, data_led]
    """

  static let answer = """
    my.yaml:1:1: the key "name" is missing
    my.yaml:2:1: nmae is not a key of the format; did you mean "name"?
    my.yaml:3:1: sede is not a key of the format; did you mean "seed"?
    my.yaml:4:26: phases.campaign_start is "2024-02-30"; it must be a day of the calendar such as \
    2024-01-08
    my.yaml:4:53: phases.history_weeks is 0; it must be from 1 to 1560
    my.yaml:4:67: phases.time_zone is "Europe/Lundon"; no time zone has that name; \
    did you mean "Europe/London"?
    my.yaml:5:22: deterrence.preset is "paralel-trials"; no preset has that name (known: no-effect, \
    evidence, parallel-trials, compromise, crossover-trials, presence-only, review); did you mean "parallel-trials"?
    my.yaml:5:56: deterrence.deterrable_share is 35; it must be from 0 to 1
    my.yaml:5:72: deterrence.fast_decay is "1", without a unit; write 1 s, 1 min, 1 h, 1 d or 1 \
    weeks
    my.yaml:5:82: deterrence.reach is "3 h"; "h" is not a unit for it (m or km)
    my.yaml:8:30: crime.types.burglary.near_repeats is 1.0; it must be at least 0 and less than 1
    my.yaml:8:49: crime.types.burglary.hour_profile is "overnite"; no hour profile has that name \
    (known: uniform, daytime, evening, night-life, overnight, footfall); did you mean "overnight"?
    my.yaml:10:73: places[0].rates_per_year.burglary is -3; it must be from 0 to 100000
    my.yaml:10:77: places[0].rates_per_year.robery is not a key of the format (known: \
    anti-social-behaviour, bicycle-theft, burglary, criminal-damage-and-arson, drugs, other-crime, \
    other-theft, possession-of-weapons, public-order, robbery, shoplifting, theft-from-the-person, \
    vehicle-crime, violence-and-sexual-offences); did you mean "robbery"?
    my.yaml:11:17: places[1].at lies 333 m from target "a"; centres of targets stand at least 500 m \
    apart
    my.yaml:11:75: places[1].rates_per_year.burglary is "many"; it must be a number
    my.yaml:12:10: places[2].id is "a"; the place on line 10 has that name already
    my.yaml:12:17: places[2].at has 1 entry; it must have two, [latitude, longitude]
    my.yaml:12:44: places[2].of is "c"; no place has that name (known: a, b)
    my.yaml:14:10: operation.visit is "15", without a unit; write 15 s, 15 min, 15 h, 15 d or 15 \
    weeks
    my.yaml:19:25: operation.shifts[1].start is "25:00"; it must be a time of day such as "10:00"
    my.yaml:21:34: operation.units[0].shift is "lat"; no shift has that name (known: day, late); \
    did you mean "late"?
    my.yaml:21:49: operation.units[0].officers is "none"; it must be a whole number
    my.yaml:22:7: operation.units[1] needs 21 min to reach "a" (and 1 more of its team's places), \
    visit it and return; its shift lasts 5 min
    my.yaml:23:31: strategies[1] is "data_led"; no strategy has that name (known: \
    \(StrategyCatalogue.standard.names.joined(separator: ", "))); did you mean "data-led"?
    """

  @Test("has every one reported, in the order of the file")
  func allAtOnce() {
    #expect(ScenarioTexts.problems(SnapshotTests.text).joined(separator: "\n") == SnapshotTests.answer)
  }
}
