// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What follows from deterrence parameters and the places alone; the same for all strategies of a replication.
struct DeterrenceTables: Sendable {
  let parameters: Deterrence
  let displacement: Displacement
  /// The places within three times the reach κ of each, which diffusion strengthens.
  let reach: [[Int32]]
  /// The displaced share δ times its factor, at most 1, by type.
  let displacedShares: [Double]
  /// φ by type. Under the preset `no-effect` patrol deters nothing, whatever a type says.
  let deterrableShares: [Double]
  let typeChange: TypeChangeTable

  init(parameters: Deterrence, types: [CrimeType], geometry: PlaceGeometry) {
    self.parameters = parameters
    displacement = Displacement(parameters: parameters, geometry: geometry)
    reach = DeterrenceField.reach(parameters: parameters, geometry: geometry)
    displacedShares = types.map { min(1, $0.displacedShare * parameters.displacementFactor) }
    deterrableShares = types.map {
      parameters.preset == .null
        ? parameters.deterrableShare : $0.deterrableShare ?? parameters.deterrableShare
    }
    typeChange = TypeChangeTable(parameters.typeChanges, types: types)
  }
}
