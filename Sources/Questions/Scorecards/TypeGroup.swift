// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Types of crime that a scorecard counts together.
enum TypeGroup: String, CaseIterable {
  case violence
  case robbery
  case theft
  case drugsAndWeapons = "drugs_and_weapons"
  case disorder
  case other

  /// Finds the group of a type by its id.
  init(_ type: CrimeType) {
    switch type.id {
    case let id where id.contains("violence") || id == "homicide": self = .violence
    case "robbery": self = .robbery
    case let id where id.contains("theft") || ["burglary", "shoplifting", "vehicle-crime"].contains(id):
      self = .theft
    case "drugs", "possession-of-weapons": self = .drugsAndWeapons
    case "anti-social-behaviour", "public-order", "criminal-damage-and-arson": self = .disorder
    default: self = .other
    }
  }

  /// What its column means.
  var meaning: String {
    switch self {
    case .violence: "Of those, violence, sexual offences and homicide"
    case .robbery: "Of those, robbery"
    case .theft: "Of those, burglary, vehicle crime, shoplifting and other theft"
    case .drugsAndWeapons: "Of those, drugs and possession of weapons"
    case .disorder: "Of those, anti-social behaviour, public order, criminal damage and arson"
    case .other: "Of those, all others"
    }
  }
}
