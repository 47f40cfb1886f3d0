// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension Parameter where Root == CallsForService {
  /// The numbers under `calls`.
  static let calls: [Parameter] = [
    Parameter(
      "emergency_share", \.emergencyShare, nil, .share,
      meaning: "share of other demand that is graded emergency",
      source: "assumption"),
    Parameter(
      "priority_share", \.priorityShare, nil, .share,
      meaning: "share of other demand that is graded priority; the rest is scheduled",
      source: "assumption"),
    Parameter(
      "service_mean", \.serviceMeanInMinutes, .minutes, .positive(upTo: 10_080),
      meaning: "mean time on scene",
      source: "assumption"),
    Parameter(
      "service_variation", \.serviceVariation, nil, .from(0, to: 100),
      meaning: "coefficient of variation of the time on scene, where its law leaves it open",
      source: "assumption"),
    Parameter(
      "target", \.targetInMinutes, .minutes, .positive(upTo: 1_440),
      meaning: "response time aimed at, dispatch delay plus travel",
      source: "usual in towns; 20 min in the country"),
  ]
}
