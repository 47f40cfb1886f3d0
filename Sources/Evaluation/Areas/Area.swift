// SPDX-License-Identifier: GPL-3.0-or-later

/// A group of places whose crime an evaluation adds up.
public enum Area: String, CaseIterable, Hashable, Sendable, Codable {
  /// The hotspots that the operation patrols.
  case targets
  /// The rings round them, where displaced crime would go.
  case buffers
  /// The places matched to targets and left as they were.
  case controls
  /// All places of the scenario, background included.
  case everywhere
}

/// A number for each area.
public struct AreaValues: Hashable, Sendable, Codable {
  public var targets: Double
  public var buffers: Double
  public var controls: Double
  public var everywhere: Double

  /// Nothing anywhere.
  public static let zero = AreaValues(targets: 0, buffers: 0, controls: 0, everywhere: 0)

  public init(targets: Double, buffers: Double, controls: Double, everywhere: Double) {
    self.targets = targets
    self.buffers = buffers
    self.controls = controls
    self.everywhere = everywhere
  }

  /// Creates the values that a rule gives for each area.
  public init(_ value: (Area) -> Double) {
    self.init(
      targets: value(.targets), buffers: value(.buffers), controls: value(.controls),
      everywhere: value(.everywhere))
  }

  /// The number of an area.
  public subscript(area: Area) -> Double {
    switch area {
    case .targets: targets
    case .buffers: buffers
    case .controls: controls
    case .everywhere: everywhere
    }
  }
}
