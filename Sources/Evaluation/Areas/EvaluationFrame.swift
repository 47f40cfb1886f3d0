// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// What an evaluation needs to know of a scenario: which places belong to which area, what an offence weighs,
/// and which weeks are set against each other.
public struct EvaluationFrame: Hashable, Sendable {
  /// The label of the strategy without patrol, which is the truth that others are measured against.
  public let counterfactual: String
  /// Days of harm of one offence, by type.
  public let harmInDays: [Double]
  public let baseline: BaselineWindow
  public let historyWeeks: Int
  public let campaignWeeks: Int
  /// The indices of the places of each area, ascending.
  private let placesByArea: [Area: [Int]]

  /// Days of the campaign.
  public var campaignDays: Int { campaignWeeks * 7 }

  /// Creates the frame of a scenario.
  ///
  /// - Parameters:
  ///   - scenario: The scenario whose outcomes are evaluated.
  ///   - counterfactual: The label of the strategy without patrol.
  public init(scenario: Scenario, counterfactual: String = "no-extra-patrol") {
    self.counterfactual = counterfactual
    let places = scenario.crime.places
    func indices(of role: PlaceRole) -> [Int] { places.indices.filter { places[$0].role == role } }
    placesByArea = [
      .targets: indices(of: .target), .buffers: indices(of: .buffer), .controls: indices(of: .control),
      .everywhere: Array(places.indices),
    ]
    harmInDays = scenario.crime.types.map(\.harmInDays)
    baseline = BaselineWindow(phases: scenario.phases)
    historyWeeks = scenario.phases.historyWeeks
    campaignWeeks = scenario.phases.campaignWeeks
  }

  /// Returns the indices of the places of an area, ascending.
  public func places(in area: Area) -> [Int] { placesByArea[area] ?? [] }
}
