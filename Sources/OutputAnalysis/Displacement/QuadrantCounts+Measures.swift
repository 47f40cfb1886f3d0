// SPDX-License-Identifier: GPL-3.0-or-later

/// Source of all measures here: Bowers and Johnson, "Measuring the geographical displacement and diffusion of
/// benefit effects of crime prevention activity", Journal of Quantitative Criminology 19(3), 2003,
/// doi:10.1023/A:1024909009240; Guerette, *Analyzing Crime Displacement and Diffusion*, Problem-Oriented Guides for
/// Police, Tool Guide 10, 2009, appendices B and C.
extension QuadrantCounts {
  /// The gross effect, *Rb* − *Ra*: offences fewer in the target than before, whatever the reason.
  public var grossEffect: Double {
    target.before - target.after
  }

  /// The net effect, *Rb*/*Cb* − *Ra*/*Ca*: the fall of the target in proportion to its control.
  ///
  /// Greater than 0 if the target did better than the control. Undefined if the control had no offence before or
  /// after.
  public var netEffect: MeasureValue {
    relativeFall(of: target, measure: "The net effect")
  }

  /// The total net effect, [*Rb*(*Ca*/*Cb*) − *Ra*] + [*Db*(*Ca*/*Cb*) − *Da*]: offences averted in target and
  /// buffer, had both moved as the control did.
  ///
  /// Greater than 0 if crime was averted. Undefined if the control had no offence before.
  public var totalNetEffect: MeasureValue {
    guard control.before > 0 else {
      return .undefined(reason: "The total net effect is undefined: the control had no offence before")
    }
    let trend = control.after / control.before
    return .value((target.before * trend - target.after) + (buffer.before * trend - buffer.after))
  }

  /// The weighted displacement quotient, (*Da*/*Ca* − *Db*/*Cb*) / (*Ra*/*Ca* − *Rb*/*Cb*).
  ///
  /// The change of the buffer for each unit of fall of the target, both in proportion to the control. Above 0 is
  /// diffusion of benefit (above 1 more than the target itself gained), below 0 is displacement (below −1 more
  /// than the target gained). Undefined if the control had no offence before or after, and if the target did not
  /// fall relative to the control: then there is nothing that could have been displaced.
  public var weightedDisplacementQuotient: MeasureValue {
    switch (relativeFall(of: buffer, measure: "WDQ"), relativeFall(of: target, measure: "WDQ")) {
    case (.value(let bufferFall), .value(let targetFall)):
      guard targetFall > 0 else {
        return .undefined(reason: "WDQ is undefined: the target did not fall relative to the control")
      }
      return .value(bufferFall / targetFall)
    case (.undefined(let reason), _), (_, .undefined(let reason)):
      return .undefined(reason: reason)
    }
  }

  /// Returns how much an area fell as a share of the control, before minus after.
  private func relativeFall(of area: BeforeAfter, measure: String) -> MeasureValue {
    guard control.before > 0 else {
      return .undefined(reason: "\(measure) is undefined: the control had no offence before")
    }
    guard control.after > 0 else {
      return .undefined(reason: "\(measure) is undefined: the control had no offence after")
    }
    return .value(area.before / control.before - area.after / control.after)
  }
}
