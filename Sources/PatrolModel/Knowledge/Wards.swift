// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// A ward, by its name and its borough's; places that name neither share one without names.
public struct Ward: Hashable, Sendable, Codable {
  public var name: String
  public var borough: String

  public init(name: String, borough: String) {
    self.name = name
    self.borough = borough
  }
}

/// The wards of a scenario, in the order in which its places name them first.
public struct WardIndex: Hashable, Sendable {
  public let wards: [Ward]
  /// The ward of each place, by its index.
  public let wardOfPlace: [Int]

  public init(_ places: [Place]) {
    var (wards, indices): ([Ward], [Ward: Int]) = ([], [:])
    wardOfPlace = places.map { place in
      let ward = Ward(name: place.ward, borough: place.borough)
      if let index = indices[ward] { return index }
      indices[ward] = wards.count
      wards.append(ward)
      return wards.count - 1
    }
    self.wards = wards
  }
}
