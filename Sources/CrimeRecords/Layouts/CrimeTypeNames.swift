// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// The names under which published records list the types of crime.
struct CrimeTypeNames: Sendable {
  private let indexes: [String: Int]

  /// Other names for a type: those of older files and of the data.police.uk API.
  ///
  /// Until 2011 "Violent crime" held sexual offences too; "Public disorder and weapons" was split in
  /// 2013 into public order and possession of weapons, and is read as public order.
  private static let aliases = [
    "violent crime": "violence-and-sexual-offences",
    "violent-crime": "violence-and-sexual-offences",
    "public disorder and weapons": "public-order",
    "public-disorder-weapons": "public-order",
    "criminal-damage-arson": "criminal-damage-and-arson",
    "antisocial behaviour": "anti-social-behaviour",
  ]

  init(types: [CrimeType]) {
    var indexes: [String: Int] = [:]
    for (index, type) in types.enumerated() {
      indexes[type.name.lowercased()] = index
      indexes[type.id] = index
    }
    for (alias, id) in CrimeTypeNames.aliases { indexes[alias] = indexes[id] }
    self.indexes = indexes
  }

  /// Returns the index of a type by a name for it; `nil` where the name is unknown.
  func index(of name: String) -> Int? { indexes[name.lowercased()] }
}
