// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// The random numbers of a review: each place has its own for each review, named by its id, and so has each tactic at a place.
struct ReviewDraws {
  private var random = RandomStream(seed: 0, replication: 0, name: "strategy")
  private var places: [StreamEntity] = []
  private var tactics: [StreamEntity] = []

  init() {}

  /// - Parameters:
  ///   - random: The strategy's stream.
  ///   - places: The ids of the places.
  ///   - tactics: The ids of the tactics.
  init(_ random: RandomStream, places: [String], tactics: [String]) {
    self.random = random
    self.places = places.map { StreamEntity($0) }
    self.tactics = tactics.map { StreamEntity($0) }
  }

  /// Returns the numbers that decide the share of visits of a place after so many reviews.
  func random(at place: Int, review: Int) -> RandomStream { random.of(places[place], part: UInt64(review)) }

  /// Returns the numbers that decide about a tactic at a place after so many reviews.
  func random(ofTactic tactic: Int, at place: Int, review: Int) -> RandomStream {
    random.of(places[place].with(tactics[tactic]), part: UInt64(review))
  }
}
