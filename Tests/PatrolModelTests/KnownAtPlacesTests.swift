// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import PatrolModel

@Suite("Known offences by place")
struct KnownAtPlacesTests {
  @Test(
    "are those that a search through all finds, in the order in which they became known, and none after a new start"
  )
  func search() {
    var known = KnownAtPlaces()
    for round in 1...2 {
      known.reset(placeCount: 5)
      let all = (0..<200).map { index in
        KnownOffence(
          timeInSeconds: 0, knownInSeconds: Double(index / 2), place: Int32(index * index * round % 4),
          type: 0)
      }
      for offence in all { known.append(offence) }
      for place in 0..<5 {
        for start in [-1.0, 0, 17.5, 40, 99, 100] {
          #expect(
            known.offences(at: place, since: start)
              == all.filter { Int($0.place) == place && $0.knownInSeconds >= start })
        }
      }
    }
  }
}
