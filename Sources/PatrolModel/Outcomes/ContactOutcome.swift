// SPDX-License-Identifier: GPL-3.0-or-later

/// What a campaign came to between police and public: stops, trust, surveys and tips.
public struct ContactOutcome: Hashable, Sendable, Codable {
  /// In the order of ``WardIndex/wards``.
  public var wards: [WardContact]
  public var tips = TipTable()

  public init(wards: [WardContact]) { self.wards = wards }
}

/// Stops, trust and surveys of one ward.
public struct WardContact: Hashable, Sendable, Codable {
  public var ward: Ward
  /// Stops by what they came to, those of patrol after the campaign included, in the order of ``StopOutcome``.
  private var stops = [Int](repeating: 0, count: StopOutcome.allCases.count)
  /// Arrests by a search that removed an offender of a series.
  public var seriesArrests = 0
  /// Trust at the end of the campaign; `nil` where trust is off.
  public var trustAtCampaignEnd: Double?
  /// Trust at the end of the run; `nil` where trust is off.
  public var trustAtEnd: Double?
  /// Surveys of offences reported in the campaign that had gone out by the end of the run.
  public var surveysSent = 0
  /// Of those, answered.
  public var surveysAnswered = 0
  /// Of those answered, satisfied.
  public var surveysSatisfied = 0

  public init(ward: Ward) { self.ward = ward }

  /// How many stops came to something.
  public subscript(outcome: StopOutcome) -> Int {
    get { stops[WardContact.index(outcome)] }
    set { stops[WardContact.index(outcome)] = newValue }
  }

  /// Searches, whatever they came to.
  public var searches: Int { self[.searchArrest] + self[.noFurtherAction] + self[.otherOutcome] }
  /// Arrests at stops, with a search or without.
  public var arrests: Int { self[.searchArrest] + self[.arrest] }
  /// The share of searches that ended in an arrest; `nil` where there was none.
  public var hitRate: Double? { searches > 0 ? Double(self[.searchArrest]) / Double(searches) : nil }

  private static func index(_ outcome: StopOutcome) -> Int {
    switch outcome {
    case .searchArrest: 0
    case .noFurtherAction: 1
    case .otherOutcome: 2
    case .arrest: 3
    }
  }
}
