// SPDX-License-Identifier: GPL-3.0-or-later

extension Slip {
  /// Channels, trust, stops, tips, surveys and packs.
  static let contacts: [Slip] = [
    line(
      "knowledge: {channels: {999: {share: 0.9}}}",
      "8:23: knowledge.channels has shares of anti-social-behaviour that add up to 0.9; those of each type"),
    line(
      "knowledge: {channels: {999: {share: 0.5}, online: {share: {burglary: 0.5}}}}",
      "8:23: knowledge.channels has shares of anti-social-behaviour that add up to 0.5"),
    line(
      "knowledge: {channels: {998: {share: 1}}}",
      "8:24: knowledge.channels.998 is \"998\"; no channel has that name (known: 999, 101, online)"),
    line("knowledge: {channels: {}}", "8:23: knowledge.channels has 0 entries; it must have at least one"),
    line("knowledge: {channels: {999: {}}}", "8:29: knowledge.channels.999: the key \"share\" is missing"),
    line(
      "knowledge: {channels: {999: {share: 1, delay_median: 0 min}}}",
      "8:54: knowledge.channels.999.delay_median is 0 min; it must be greater than 0 and at most 525600 min"),
    line("trust: {mean: 0}", "8:15: trust.mean is 0; it must be greater than 0 and at most 1"),
    line("trust: {half_life: 26}", "8:20: trust.half_life is \"26\", without a unit"),
    line("trust: {meen: 0.5}", "8:9: trust.meen is not a key of the format"),
    line(
      "stops: {arrest_share: 0.3}",
      "8:8: stops has shares of arrest and of no further action that add up to 1.06, more than 1"),
    line(
      "stops: {arrests_per_100_hours: 0.2}",
      "8:8: stops has 0.2379 arrests by searches in 100 hours, which is more than arrests_per_100_hours, 0.2"),
    line(
      "stops: {search_duration: 25 h}", "8:26: stops.search_duration is 25 h; it must be from 0 to 1440 min"),
    line("tips: {true_share: 0}", "8:20: tips.true_share is 0; it must be greater than 0 and at most 1"),
    line(
      "tips: {per_place_and_week: 100000, true_share: 0.0001}",
      "8:7: tips lead to"),
    line("tips: 5", "8:7: tips is a single value; it must be a mapping"),
    line("surveys: {delay: 5 min}", "8:18: surveys.delay is 5 min; it must be from 0.25 to 8784 h"),
    line("packs: maybe", "8:8: packs is \"maybe\"; it must be true or false"),
  ]

  private static func line(_ text: String, _ words: String) -> Slip {
    Slip("operation:", text + "\noperation:", words)
  }
}
