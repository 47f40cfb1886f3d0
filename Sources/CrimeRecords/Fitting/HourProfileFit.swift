// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// Hour-of-week profiles fitted to timestamped incidents.
///
/// The profile of all incidents is smoothed over three hours (¼, ½, ¼). A type's own profile is drawn
/// towards it: (nₕ + κ·qₕ)/(N + κ), with κ of greatest Dirichlet-multinomial likelihood.
///
/// Source: Minka, "Estimating a Dirichlet distribution", 2000; the smoothing is an assumption.
struct HourProfileFit {
  /// Incidents by type and hour of the week.
  private(set) var counts: [[Int]]
  private(set) var rows = 0
  private(set) var used = 0
  private(set) var layouts: Set<String> = []
  let types: [CrimeType]

  /// The fewest incidents from which a type gets a profile of its own.
  static let fewest = 200

  init(types: [CrimeType]) {
    self.types = types
    counts = types.map { _ in [Int](repeating: 0, count: 168) }
  }

  /// Adds the incidents of a file.
  ///
  /// - Throws: What reading throws, and where fewer than 200 rows have an hour and a known type
  ///   ``ImportProblem/tooFewTimes(file:count:needed:)``.
  mutating func read(file: String) throws(ImportProblem) {
    let reader = try CSVReader(file: file)
    let header = try reader.readHeader()
    let layout = try TimedLayout.find(file: file, header: header)
    layouts.insert(layout.name)
    let names = header.map { $0.lowercased() }
    let date = names.firstIndex(of: layout.date) ?? 0
    let time = layout.time.flatMap(names.firstIndex)
    let typeColumns = layout.type.compactMap(names.firstIndex)
    let known = CrimeTypeNames(types: types)
    var usedHere = 0
    while let record = try reader.next() {
      rows += 1
      guard record.count == header.count else { continue }
      let description = typeColumns.map(record.text).joined(separator: " ")
      let index =
        layout.onlyType.flatMap(known.index) ?? known.index(of: description)
        ?? policeUKType(ofDescription: description).flatMap(known.index)
      guard let index, let hour = layout.hourOfWeek(date: record.text(date), time: time.map(record.text))
      else {
        continue
      }
      counts[index][hour] += 1
      usedHere += 1
    }
    used += usedHere
    guard usedHere >= HourProfileFit.fewest else {
      throw .tooFewTimes(file: file, count: usedHere, needed: HourProfileFit.fewest)
    }
  }

  /// The smoothed shares of all incidents.
  private var shared: [Double] {
    let total = (0..<168).map { hour -> Double in
      let incidents = counts.reduce(0) { $0 + $1[hour] }
      return Double(incidents) + 0.5
    }
    let smooth = (0..<168).map { hour -> Double in
      let neighbours = total[(hour + 167) % 168] + total[(hour + 1) % 168]
      return 0.5 * total[hour] + 0.25 * neighbours
    }
    let sum = smooth.reduce(0, +)
    return smooth.map { $0 / sum }
  }

  /// Returns the profile of each type with enough incidents, under the type's id.
  ///
  /// - Parameter source: What the profiles say of where they come from.
  func profiles(source: String) -> [HourProfile] {
    let shared = shared
    return types.indices.compactMap { index in
      let count = counts[index].reduce(0, +)
      guard count >= HourProfileFit.fewest else { return nil }
      let strength = HourProfileFit.strength(counts[index], around: shared)
      let weights = zip(counts[index], shared).map { Double($0) + strength * $1 }
      let drawn = Int((100 * strength / (Double(count) + strength)).rounded())
      let mean = weights.reduce(0, +) / 168
      return HourProfile(
        name: types[index].id, weights: roundedKeepingMean(weights.map { $0 / mean }),
        source: "\(source); \(count) incidents, drawn \(drawn)% towards all types")
    }
  }

  /// Returns κ, the weight of the shared profile, in incidents.
  static func strength(_ counts: [Int], around shared: [Double]) -> Double {
    let total = Double(counts.reduce(0, +))
    func likelihood(_ strength: Double) -> Double {
      var sum = lgamma(strength) - lgamma(strength + total)
      for (count, share) in zip(counts, shared) where count > 0 {
        sum += lgamma(Double(count) + strength * share) - lgamma(strength * share)
      }
      return sum
    }
    let fitted = minimise(from: [log(total)], step: 1) { parameters in
      (0...18).contains(parameters[0]) ? -likelihood(exp(parameters[0])) : 1e300
    }
    return exp(fitted[0])
  }
}
