// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything that determines potential crime: the places, the types and their rates in time.
public struct CrimePattern: Hashable, Sendable {
  public var places: [Place]
  public var types: [CrimeType]
  public var hourProfiles: [HourProfile]
  public var monthProfiles: [MonthProfile]
  public var seriesKinds: [SeriesKind]
  public var nearRepeat: NearRepeatKernel
  /// What is known in advance to raise or lower crime; at most ``ContextRule/limit`` rules.
  public var contexts: [ContextRule]
  /// Which days are public holidays and school days.
  public var calendar: CrimeCalendar
  /// Whether each replication draws its rates from their posterior instead of taking the mean.
  public var drawsRates: Bool

  public init(
    places: [Place], types: [CrimeType] = CrimeType.policeUK,
    hourProfiles: [HourProfile] = HourProfile.assumed,
    monthProfiles: [MonthProfile] = [.uniform], seriesKinds: [SeriesKind] = SeriesKind.standard,
    nearRepeat: NearRepeatKernel = NearRepeatKernel(), contexts: [ContextRule] = [],
    calendar: CrimeCalendar = CrimeCalendar(), drawsRates: Bool = false
  ) {
    self.places = places
    self.types = types
    self.hourProfiles = hourProfiles
    self.monthProfiles = monthProfiles
    self.seriesKinds = seriesKinds
    self.nearRepeat = nearRepeat
    self.contexts = contexts
    self.calendar = calendar
    self.drawsRates = drawsRates
  }

  /// The share of a type's rate *b* that is background, (1 − θ)/(1 + *s*); the rest comes as near
  /// repeats and series, so that all three add up to *b*.
  public func backgroundShare(ofType index: Int) -> Double {
    let type = types[index]
    // Added up by size, so that the order of kinds doesn't matter.
    let uplift = seriesKinds.filter { $0.types.contains(type.id) }.map(\.expectedUplift).sorted().reduce(0, +)
    return (1 - type.nearRepeats) / (1 + uplift)
  }
}

/// How far and how long after an offence its near repeats happen.
public struct NearRepeatKernel: Hashable, Sendable {
  /// Mean lag 1/ω, in days, of the exponential law; greater than 0.
  public var meanLagInDays: Double
  /// Standard deviation σ, in metres, of the offset east and of the offset north; greater than 0.
  public var spreadInMetres: Double

  /// Source of the defaults: Johnson et al., *Journal of Quantitative Criminology* 23 (2007), 201–219.
  public init(meanLagInDays: Double = 14, spreadInMetres: Double = 200) {
    self.meanLagInDays = meanLagInDays
    self.spreadInMetres = spreadInMetres
  }
}
