// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What one offence of a type costs the police, in pounds of 2022–23.
///
/// It is taken as the price of an offence that the police get to know of: an assumption, since types such as drugs and
/// shoplifting can be counted in no other way. Types that the source does not price are not costed. That is no price of 0: a saving is then a lower bound, and the
/// share of crime that has no price stands beside it.
///
/// Source: Home Office, police unit cost of crime, England and Wales 2022–23, gov.uk, 24 November 2025.
public struct PoliceUnitCost: Hashable, Sendable {
  /// The id of the type of crime.
  public let type: String
  /// In pounds; greater than 0.
  public let pounds: Double
  /// What the source prices, and what is assumed in taking it for this type.
  public let basis: String

  /// All prices, by the id of the type.
  public static let all = [
    PoliceUnitCost(type: "robbery", pounds: 2_100, basis: "robbery"),
    PoliceUnitCost(
      type: "violence-and-sexual-offences", pounds: 865,
      basis: "assumption: halfway between violence with injury, 1,260, and without, 470"),
    PoliceUnitCost(type: "violence-with-injury", pounds: 1_260, basis: "violence with injury"),
    PoliceUnitCost(type: "violence-without-injury", pounds: 470, basis: "violence without injury"),
    PoliceUnitCost(
      type: "burglary", pounds: 1_250, basis: "assumption: every burglary as a domestic one"),
    PoliceUnitCost(type: "theft-from-the-person", pounds: 880, basis: "theft from the person"),
    PoliceUnitCost(type: "shoplifting", pounds: 330, basis: "shoplifting"),
    PoliceUnitCost(type: "public-order", pounds: 280, basis: "public order"),
    PoliceUnitCost(
      type: "criminal-damage-and-arson", pounds: 270, basis: "assumption: arson as criminal damage"),
    PoliceUnitCost(type: "possession-of-weapons", pounds: 2_320, basis: "possession of weapons"),
    PoliceUnitCost(type: "vehicle-crime", pounds: 640, basis: "vehicle offences"),
    PoliceUnitCost(
      type: "drugs", pounds: 1_290, basis: "assumption: every drug offence as possession"),
    PoliceUnitCost(type: "homicide", pounds: 577_530, basis: "homicide"),
  ]

  /// Returns the price of a type, or `nil` where it has none.
  public static func of(_ type: CrimeType) -> PoliceUnitCost? { all.first { $0.type == type.id } }
}
