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
    case .parallelTrials: "Fitted to trials that compared patrolled places with others. The default."
    case .compromise: "Values between parallel-trials and crossover-trials."
    case .crossoverTrials:
      "Fitted to trials that switched patrol on and off by the day. They found larger effects."
    case .prior: "Each replication draws its values from the range that the evidence allows."
    }
  }

  /// Where the values come from in which it differs from the default preset.
  public var source: String {
    switch self {
    case .null: "the preset no-effect: by definition"
    case .parallelTrials: "fit to London Underground 2020, Philadelphia 2011, Minneapolis 1995"
    case .compromise: "the preset compromise: between the fits to parallel and to crossover trials"
    case .crossoverTrials: "the preset crossover-trials: fit to crossover trials such as Southend 2021"
    case .prior: "the preset prior: uniform over the prior range, an assumption"
    }
  }
}

extension Deterrence {
  /// Creates the values of a preset; `prior` starts from the defaults until it is drawn.
  ///
  /// Sources: φ, g, τ fitted to the named trials; p₀, κ, χ, η, witnessed share: assumptions.
  public init(preset: DeterrencePreset) {
    self.preset = preset
    deterrableShare = 0.35
    presenceEffect = 0.5
    fastGain = 0.5
    fastDecayInHours = 1
    slowGain = 0.15
    slowDecayInDays = 3
    habituationFloor = 1
    habituationInWeeks = 26
    reachInMetres = 100
    waitingShare = 0.25
    meanWaitInHours = 12
    diffusion = 0.03
    displacementFactor = 1
    witnessedShare = 0.02
    arrestsEndSeries = true
    switch preset {
    case .parallelTrials, .prior: break
    case .null:
      deterrableShare = 0
      arrestsEndSeries = false
    case .compromise:
      deterrableShare = 0.55
      fastGain = 0.94
      fastDecayInHours = 7
      slowGain = 0.06
      slowDecayInDays = 0.8
    case .crossoverTrials:
      deterrableShare = 0.98
      presenceEffect = 0.93
      fastGain = 0.9
      fastDecayInHours = 10.5
      slowGain = 0.045
      slowDecayInDays = 1.1
    }
  }

  /// Returns these values under another preset.
  ///
  /// What presets speak of is taken from the preset: φ, p₀, both memories, and whether arrests end series. All presets
  /// have the rest in common (habituation, where displaced offences go and what they become, diffusion, how often a unit
  /// witnesses an offence), so it is kept as it is here. Of these, `prior` draws what has its default.
  public func replacing(preset: DeterrencePreset) -> Deterrence {
    let values = Deterrence(preset: preset)
    var result = self
    result.preset = preset
    result.deterrableShare = values.deterrableShare
    result.presenceEffect = values.presenceEffect
    result.fastGain = values.fastGain
    result.fastDecayInHours = values.fastDecayInHours
    result.slowGain = values.slowGain
    result.slowDecayInDays = values.slowDecayInDays
    result.arrestsEndSeries = values.arrestsEndSeries
    return result
  }
}
