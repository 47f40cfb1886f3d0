// SPDX-License-Identifier: GPL-3.0-or-later

/// What an offence costs the police, in pounds, by the id of its type.
///
/// Source: *Police unit cost of crime*, England and Wales 2022–23, Home Office, gov.uk, 24 November 2025. The records of forces have
/// broader types than the source; where a type holds several of the source's, the assumption is said.
public enum PoliceCost {
  /// A unit cost, and what was assumed to put it on a type.
  public struct Entry: Hashable, Sendable {
    public let type: String
    public let pounds: Double
    /// Empty where the source has the type as it is.
    public let assumption: String
  }

  /// All types that have a cost. Anti-social behaviour, bicycle theft, other theft and other crime have none in the source.
  public static let entries = [
    Entry(type: "burglary", pounds: 1_250, assumption: "all burglary at the cost of domestic burglary"),
    Entry(type: "criminal-damage-and-arson", pounds: 270, assumption: "arson at the cost of criminal damage"),
    Entry(type: "drugs", pounds: 1_290, assumption: "all drug offences at the cost of possession"),
    Entry(type: "possession-of-weapons", pounds: 2_320, assumption: ""),
    Entry(type: "public-order", pounds: 280, assumption: ""),
    Entry(type: "robbery", pounds: 2_100, assumption: ""),
    Entry(type: "shoplifting", pounds: 330, assumption: ""),
    Entry(type: "theft-from-the-person", pounds: 880, assumption: ""),
    Entry(type: "vehicle-crime", pounds: 640, assumption: ""),
    Entry(
      type: "violence-and-sexual-offences", pounds: 865,
      assumption: "half of it with injury (£1,260) and half without (£470)"),
  ]

  /// Returns the cost of an offence of a type, in pounds; `nil` where the source has none.
  public static func pounds(ofType id: String) -> Double? { entries.first { $0.type == id }?.pounds }
}
