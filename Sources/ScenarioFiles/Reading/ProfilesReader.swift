// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Reads `crime.hour_profiles` and `crime.month_profiles`; the built-in ones come first and may be replaced.
enum ProfilesReader {
  static func hours(_ field: Field) -> [HourProfile]? {
    var profiles = HourProfile.assumed
    for (name, weights, source) in entries(of: field, count: 168) {
      let profile = HourProfile(name: name, weights: weights, source: source)
      put(profile, named: \.name, into: &profiles)
    }
    return profiles
  }

  static func months(_ field: Field) -> [MonthProfile]? {
    var profiles = [MonthProfile.uniform]
    for (name, weights, source) in entries(of: field, count: 12) {
      let profile = MonthProfile(name: name, weights: weights, source: source)
      put(profile, named: \.name, into: &profiles)
    }
    return profiles
  }

  private static func put<Profile>(
    _ profile: Profile, named name: KeyPath<Profile, String>, into profiles: inout [Profile]
  ) {
    if let index = profiles.firstIndex(where: { $0[keyPath: name] == profile[keyPath: name] }) {
      profiles[index] = profile
    } else {
      profiles.append(profile)
    }
  }

  /// The profiles in the order of the file; one that is wrong is level, so that its name is known.
  private static func entries(of field: Field, count: Int) -> [(String, [Double], String)] {
    var profiles: [(String, [Double], String)] = []
    for (name, _, field) in field.section()?.entries ?? [] {
      var weights = [Double](repeating: 1, count: count)
      var source = "assumption"
      if var profile = field.asEntry().section() {
        profile.read("source", into: &source) { $0.text() }
        if let field = profile.required("weights"), let read = self.weights(field, count: count) {
          weights = read
        }
        profile.finish()
      }
      profiles.append((name, weights, source))
    }
    return profiles
  }

  private static func weights(_ field: Field, count: Int) -> [Double]? {
    guard let items = field.items() else { return nil }
    guard items.count == count else {
      let cycle = count == 12 ? "12 numbers, January first" : "\(count) numbers, Monday 00:00 first"
      field.report(.wrongCount(items.count, rule: cycle))
      return nil
    }
    let numbers = items.compactMap { $0.number(.from(0, to: 1_000_000)) }
    guard numbers.count == count else { return nil }
    guard numbers.contains(where: { $0 >= 1e-9 }) else {
      field.report(.rule("has no weight greater than 0"))
      return nil
    }
    return numbers
  }
}
