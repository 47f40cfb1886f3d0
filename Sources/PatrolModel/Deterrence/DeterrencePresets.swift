// SPDX-License-Identifier: GPL-3.0-or-later

extension DeterrencePreset {
  /// The other name of ``null``, which scenario files, studies and command lines may use.
  private static let nullInScenarios = "null"

  /// All names that ``init(named:)`` knows.
  public static var names: [String] { allCases.map(\.rawValue) + [nullInScenarios] }

  /// Creates the preset with a name, the other name of ``null`` included.
  public init?(named name: String) {
    self.init(rawValue: name == DeterrencePreset.nullInScenarios ? DeterrencePreset.null.rawValue : name)
  }

  /// Its name in the text of a scenario. Of ``null`` the other name: the digest of a scenario is that of its text.
  public var nameInScenarios: String {
    self == .null ? DeterrencePreset.nullInScenarios : rawValue
  }

  /// What it assumes, in a plain sentence or two: the same in README, help and reports.
  public var summary: String {
    switch self {
    case .null: "Patrol deters nothing. Any fall is chance or regression to the mean."
    case .evidence:
      "Each replication draws its values from what published trials leave plausible. The default."
    case .parallelTrials: "The centre of a fit to trials that compared patrolled places with others."
    case .compromise: "The centre of a fit to all trials."
    case .crossoverTrials: "The centre of a fit to trials that switched patrol on and off by the day."
    case .presenceOnly: "Patrol deters only while it is there. Nothing remains afterwards."
    case .review: "The fall that reviews of many studies found: 12% at a usual dose."
    }
  }

  /// Where its values come from.
  public var source: String {
    switch self {
    case .null: "the preset no-effect: by definition"
    case .evidence: "the evidence: a draw in each replication"
    case .parallelTrials: "the preset parallel-trials: a fit to trials of places"
    case .compromise: "the preset compromise: a fit to all trials"
    case .crossoverTrials: "the preset crossover-trials: a fit to trials of days"
    case .presenceOnly: "the preset presence-only: as compromise, without residual deterrence (Essex)"
    case .review: "the preset review: as compromise, with the fall of Braga and Weisburd 2020"
    }
  }

  /// What patrol does by it; of `evidence` the centre about which it draws.
  public var effect: PatrolEffect {
    let presets = EvidenceRecord.builtIn.presets
    func of(_ preset: DeterrencePreset) -> PatrolEffect {
      guard let numbers = presets[preset.rawValue] else {
        preconditionFailure("The fit record has no \(preset.rawValue)")
      }
      return PatrolEffect(numbers)
    }
    switch self {
    case .evidence: return of(.compromise)
    case .null:
      var effect = of(.compromise)
      effect.deterrableShare = 0
      return effect
    default: return of(self)
    }
  }
}

extension Deterrence {
  /// Creates the values of a preset; those of `evidence` are its centre until it is drawn.
  ///
  /// Sources: the effect from the fit record; κ, χ, η, witnessed share: assumptions.
  public init(preset: DeterrencePreset) {
    self.preset = preset
    effect = preset.effect
    habituationFloor = 1
    habituationInWeeks = 26
    reachInMetres = 100
    waitingShare = 0.25
    meanWaitInHours = 12
    diffusion = 0.03
    displacementFactor = 1
    witnessedShare = 0.02
    arrestsEndSeries = preset != .null
  }

  /// Returns these values under another preset.
  ///
  /// What presets speak of is taken from the preset: a patrol's effect, and whether arrests end series. All presets
  /// have the rest in common (habituation, where displaced offences go and what they become, diffusion, how often a unit
  /// witnesses an offence), so it is kept as it is here. Of these, `evidence` draws what the scenario does not state.
  public func replacing(preset: DeterrencePreset) -> Deterrence {
    var result = self
    result.preset = preset
    result.effect = preset.effect
    // A preset gives the effect anew.
    result.stated = stated.subtracting(UncertainParameter.effect)
    result.arrestsEndSeries = Deterrence(preset: preset).arrestsEndSeries
    return result
  }
}
