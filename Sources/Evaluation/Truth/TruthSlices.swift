// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Crime and harm of a slice in one replication, under a strategy and without patrol.
public struct TruthFigures: Hashable, Sendable {
  /// Offences that happened.
  public var crime = 0.0
  public var crimeWithout = 0.0
  /// Harm that happened, in days.
  public var harm = 0.0
  public var harmWithout = 0.0

  mutating func add(_ other: TruthFigures) {
    crime += other.crime
    crimeWithout += other.crimeWithout
    harm += other.harm
    harmWithout += other.harmWithout
  }
}

/// The slices of a scenario, and how a replication fills them.
///
/// An offence counts where and when it happened. So the slices of a dimension add up to the whole of their phase and area,
/// but for corridors, to which not every place belongs.
public struct TruthSlices: Sendable {
  /// The slices of one phase, area and dimension, one after the other.
  private struct Block {
    let phase: Phase
    let area: Area
    let dimension: TruthDimension
    /// The position of its first slice.
    let first: Int
  }

  /// All of them: by phase, area and dimension, and within a dimension in the order of the scenario.
  public let slices: [TruthSlice]
  private let blocks: [Block]
  private let places: [Place]
  private let harmInDays: [Double]
  private let campaignWeeks: Int
  /// The position of each place's kind and corridor among the slices of a block.
  private let kinds: [Int]
  private let corridors: [Int?]

  /// Lays out the slices of a scenario.
  public init(scenario: Scenario) {
    let places = scenario.crime.places
    let kinds = PlaceKind.allCases.filter { kind in places.contains { $0.kind == kind } }
    let corridors = Set(places.compactMap(\.corridor)).sorted()
    var slices: [TruthSlice] = []
    var blocks: [Block] = []
    for phase in [Phase.campaign, .after] where phase == .campaign || scenario.phases.afterWeeks > 0 {
      for area in [Area.targets, .everywhere] {
        for dimension in TruthDimension.allCases {
          let keys: [String] =
            switch dimension {
            case .all: [""]
            case .kind: kinds.map(\.rawValue)
            case .corridor: corridors
            case .type: scenario.crime.types.map(\.id)
            case .ring: area == .everywhere ? Ring.allCases.map(\.rawValue) : []
            case .place: area == .everywhere ? places.map(\.id) : []
            case .week: TruthSlices.weeks(of: phase, scenario.phases).map(String.init)
            }
          blocks.append(Block(phase: phase, area: area, dimension: dimension, first: slices.count))
          slices += keys.map { TruthSlice(phase: phase, area: area, dimension: dimension, key: $0) }
        }
      }
    }
    self.slices = slices
    self.blocks = blocks
    self.places = places
    harmInDays = scenario.crime.types.map(\.harmInDays)
    campaignWeeks = scenario.phases.campaignWeeks
    self.kinds = places.map { kinds.firstIndex(of: $0.kind) ?? 0 }
    self.corridors = places.map { $0.corridor.flatMap(corridors.firstIndex) }
  }

  private static func weeks(of phase: Phase, _ phases: Phases) -> Range<Int> {
    let campaign = phases.campaignWeeks
    return phase == .campaign ? 0..<campaign : campaign..<campaign + phases.afterWeeks
  }

  /// Returns the figures of every slice in a replication, in their order.
  ///
  /// - Parameters:
  ///   - outcome: The outcome under a strategy.
  ///   - without: The outcome of the same replication without patrol.
  ///   - chosen: The targets that the replication chose, if it did.
  /// - Complexity: O(places × types × weeks).
  public func figures(
    _ outcome: ReplicationOutcome, without: ReplicationOutcome, chosen: ChosenTargets?
  ) -> [TruthFigures] {
    let roles = chosen?.roles ?? places.map(\.role)
    let rings = Ring.rings(of: places, roles: roles)
    var figures = [TruthFigures](repeating: TruthFigures(), count: slices.count)
    for phase in [Phase.campaign, .after] {
      let own = blocks.filter { $0.phase == phase && $0.dimension != .week }
      for place in own.isEmpty ? 0..<0 : places.indices {
        let byType = typeFigures(outcome.fates, without.fates, phase, place: place)
        for block in own where block.area == .everywhere || roles[place] == .target {
          add(byType, of: place, in: rings[place], to: block, &figures)
        }
      }
    }
    for block in blocks where block.dimension == .week {
      addWeeks(outcome.weekly, without.weekly, block, roles: roles, to: &figures)
    }
    return figures
  }

  /// Returns what happened at a place in a phase, by type.
  private func typeFigures(
    _ fates: FateTable, _ without: FateTable, _ phase: Phase, place: Int
  ) -> [TruthFigures] {
    harmInDays.indices.map { type in
      figures(
        fates[phase, place: place, type: type, .happened],
        without[phase, place: place, type: type, .happened], type)
    }
  }

  private func figures(_ with: Int, _ without: Int, _ type: Int) -> TruthFigures {
    TruthFigures(
      crime: Double(with), crimeWithout: Double(without), harm: Double(with) * harmInDays[type],
      harmWithout: Double(without) * harmInDays[type])
  }

  /// Adds the figures of a place to the slices of a block that it belongs to.
  private func add(
    _ byType: [TruthFigures], of place: Int, in ring: Ring, to block: Block, _ figures: inout [TruthFigures]
  ) {
    let position: Int?
    switch block.dimension {
    case .type:
      for type in byType.indices { figures[block.first + type].add(byType[type]) }
      return
    case .week: return
    case .all: position = 0
    case .kind: position = kinds[place]
    case .corridor: position = corridors[place]
    case .ring: position = block.area == .everywhere ? Ring.allCases.firstIndex(of: ring) : nil
    case .place: position = block.area == .everywhere ? place : nil
    }
    guard let position else { return }
    for one in byType { figures[block.first + position].add(one) }
  }

  private func addWeeks(
    _ with: WeeklyTable, _ without: WeeklyTable, _ block: Block, roles: [PlaceRole],
    to figures: inout [TruthFigures]
  ) {
    let weeks = block.phase == .campaign ? 0..<campaignWeeks : campaignWeeks..<with.weekCount
    for (offset, week) in weeks.enumerated() {
      for place in places.indices where block.area == .everywhere || roles[place] == .target {
        for type in harmInDays.indices {
          let cell = with.index(week: week, place: place, type: type)
          let (happened, would) = (Int(with.happened[cell]), Int(without.happened[cell]))
          if happened > 0 || would > 0 {
            figures[block.first + offset].add(self.figures(happened, would, type))
          }
        }
      }
    }
  }
}
