// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A published trial that a scenario repeats: what was done, what was found, and what had to be assumed.
///
/// Nothing here moves the simulation; what was observed is only set beside what is simulated.
public struct Trial: Hashable, Sendable {
  /// Who published it, when and where.
  public var citation: String
  /// Its digital object identifier; empty where it has none.
  public var doi: String
  /// The dose as it was published, in words.
  public var dose: String
  /// Visits that the trial delivered in all, as published; `nil` where that was not.
  public var visits: Int?
  /// The ids of the types of crime that count; all of them where empty.
  public var counts: [String]
  /// What it found; at least one.
  public var findings: [TrialFinding]
  /// Why no fit of the evidence uses it; empty where one may.
  public var unusedBecause: String = ""
  /// What the publication leaves open and the scenario assumes, a sentence each.
  public var assumptions: [String]

  public init(
    citation: String, doi: String = "", dose: String, visits: Int? = nil, counts: [String] = [],
    findings: [TrialFinding], assumptions: [String] = []
  ) {
    self.citation = citation
    self.doi = doi
    self.dose = dose
    self.visits = visits
    self.counts = counts
    self.findings = findings
    self.assumptions = assumptions
  }
}

/// Something that a trial found: two groups of place-days compared, and the range of what was published.
public struct TrialFinding: Hashable, Sendable {
  /// What was measured, in a few words.
  public var what: String
  public var comparison: TrialComparison
  /// The least figure published, in per cent; the same as ``highest`` where there is one figure only.
  public var lowest: Double
  /// The greatest figure published, in per cent.
  public var highest: Double
  /// What is known of its error; `nil` where nothing is, and then no fit uses it.
  public var error: TrialError?
  /// Where the error comes from, a few words.
  public var errorSource: String

  public init(
    what: String, comparison: TrialComparison, lowest: Double, highest: Double, error: TrialError? = nil,
    errorSource: String = ""
  ) {
    self.what = what
    self.comparison = comparison
    self.lowest = lowest
    self.highest = highest
    self.error = error
    self.errorSource = errorSource
  }

  /// The log rate ratio that was observed; of a range its middle.
  public var logRatio: Double { (log1p(lowest / 100) + log1p(highest / 100)) / 2 }
}

/// What is known of the error of a published change.
public enum TrialError: Hashable, Sendable {
  /// The standard error of the log rate ratio; greater than 0.
  case standardError(Double)
  /// The two-sided p value, or the range in which it lies: `0...0.05` for "significant", `0.05...1` for "not significant".
  case pValue(ClosedRange<Double>)
}

/// What a finding compares; a change is that of the first group against the second, in per cent.
public enum TrialComparison: Hashable, Sendable {
  /// Places that are on with places that are off, each against its own history.
  case treatedWithControl
  /// Days on with days off, of all places.
  case onWithOff
  /// Days that come more than so many days after the last day on, with days on.
  case afterAbsence(days: Int)
  /// The share of the crime averted in places that are on which would have happened while no unit was there.
  case absent
}
