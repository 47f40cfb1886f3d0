// SPDX-License-Identifier: GPL-3.0-or-later

/// A category of offence and what the model needs to know of it.
public struct CrimeType: Hashable, Sendable {
  /// A short name without spaces, unique in the scenario: `vehicle-crime`.
  public var id: String
  /// The category as data.police.uk prints it: `Vehicle crime`.
  public var name: String
  /// Days of recommended starting sentence, the Cambridge Crime Harm Index; at least 0.
  public var harmInDays: Double
  /// The probability ρ that an offence which happened becomes known to the police, in `0...1`.
  public var recordedShare: Double
  /// The probability *d* that a unit which is present discovers an offence as it happens, in `0...1`.
  public var discoveryProbability: Double
  /// The share δ of deterred offences that are displaced, in `0...1`.
  public var displacedShare: Double
  /// The share φ of its offences that patrol can deter at all, in `0...1`; `nil` for that of all types.
  public var deterrableShare: Double?
  /// The expected number θ of near-repeat offences that one offence starts, in `0..<1`.
  public var nearRepeats: Double
  /// The variance *v* of the gamma factor redrawn every four weeks; at least 0.
  public var overdispersion: Double
  /// The name of its hour-of-week profile.
  public var hourProfile: String
  /// The name of its month profile.
  public var monthProfile: String

  public init(
    id: String, name: String, harmInDays: Double, recordedShare: Double = 0.43,
    discoveryProbability: Double = 0, displacedShare: Double = 0, deterrableShare: Double? = nil,
    nearRepeats: Double = 0, overdispersion: Double = 0.1, hourProfile: String = HourProfile.uniform.name,
    monthProfile: String = MonthProfile.uniform.name
  ) {
    self.id = id
    self.name = name
    self.harmInDays = harmInDays
    self.recordedShare = recordedShare
    self.discoveryProbability = discoveryProbability
    self.displacedShare = displacedShare
    self.deterrableShare = deterrableShare
    self.nearRepeats = nearRepeats
    self.overdispersion = overdispersion
    self.hourProfile = hourProfile
    self.monthProfile = monthProfile
  }
}

extension CrimeType {
  /// The fourteen categories of data.police.uk with their default parameters.
  ///
  /// Sources: harm, Cambridge Crime Harm Index 2026 update, medians by category (Sherman, Neyroud and
  /// Neyroud, *Policing* 10 (2016), 171–183); recorded share, British Crime Survey 2009/10 (vehicle .90,
  /// burglary .84, assault .39, damage .35, theft from the person .33, other .43); displacement, near
  /// repeats, overdispersion and discovery: assumptions. Anti-social behaviour is not notifiable and
  /// has no harm weight.
  public static let policeUK: [CrimeType] = [
    CrimeType(
      id: "anti-social-behaviour", name: "Anti-social behaviour", harmInDays: 0, hourProfile: "evening"),
    CrimeType(
      id: "bicycle-theft", name: "Bicycle theft", harmInDays: 2, displacedShare: 0.15, hourProfile: "daytime"),
    CrimeType(
      id: "burglary", name: "Burglary", harmInDays: 244.68, recordedShare: 0.84, displacedShare: 0.15,
      nearRepeats: 0.15, hourProfile: "overnight"),
    CrimeType(
      id: "criminal-damage-and-arson", name: "Criminal damage and arson", harmInDays: 11.18,
      recordedShare: 0.35, displacedShare: 0.15, hourProfile: "evening"),
    CrimeType(
      id: "drugs", name: "Drugs", harmInDays: 3.66, discoveryProbability: 0.3, hourProfile: "evening"),
    CrimeType(id: "other-crime", name: "Other crime", harmInDays: 10, hourProfile: "daytime"),
    CrimeType(
      id: "other-theft", name: "Other theft", harmInDays: 2, displacedShare: 0.15, hourProfile: "daytime"),
    CrimeType(
      id: "possession-of-weapons", name: "Possession of weapons", harmInDays: 273.75,
      discoveryProbability: 0.3, hourProfile: "evening"),
    CrimeType(id: "public-order", name: "Public order", harmInDays: 7.5, hourProfile: "night-life"),
    CrimeType(
      id: "robbery", name: "Robbery", harmInDays: 365, displacedShare: 0.15, hourProfile: "night-life"),
    CrimeType(
      id: "shoplifting", name: "Shoplifting", harmInDays: 1, displacedShare: 0.15, hourProfile: "daytime"),
    CrimeType(
      id: "theft-from-the-person", name: "Theft from the person", harmInDays: 2, recordedShare: 0.33,
      displacedShare: 0.15, hourProfile: "night-life"),
    CrimeType(
      id: "vehicle-crime", name: "Vehicle crime", harmInDays: 5, recordedShare: 0.9, displacedShare: 0.15,
      nearRepeats: 0.15, hourProfile: "overnight"),
    CrimeType(
      id: "violence-and-sexual-offences", name: "Violence and sexual offences", harmInDays: 194.21,
      recordedShare: 0.39, hourProfile: "night-life"),
  ]
}
