// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Writes `knowledge`, and `trust`, `stops`, `tips`, `surveys` and `packs` where they are on.
enum ContactWriter {
  static func pairs(_ scenario: Scenario) -> [YamlPair] {
    var pairs: [YamlPair] = []
    func add<Root>(_ key: String, _ value: Root?, usual: Root, _ parameters: [Key<Root>]) {
      guard let value else { return }
      pairs.append(YamlPair(key, .mapping(ScenarioWriter.changes(value, from: usual, parameters))))
    }
    add("trust", scenario.trust, usual: Trust(), Key.trust)
    add("stops", scenario.stops, usual: Stops(), Key.stops)
    add("tips", scenario.tips, usual: Tips(), Key.tips)
    add("surveys", scenario.surveys, usual: Surveys(), Key.surveys)
    if scenario.makesPacks { pairs.append(YamlPair("packs", .word("true"))) }
    return pairs
  }

  static func knowledge(_ knowledge: Knowledge, types: [CrimeType]) -> [YamlPair] {
    var pairs = ScenarioWriter.changes(knowledge, from: Knowledge(), Key.knowledge)
    if !knowledge.channels.isEmpty {
      let channels = knowledge.channels.map { YamlPair($0.channel.rawValue, channel($0, types: types)) }
      pairs.append(YamlPair("channels", .block(channels)))
    }
    return pairs
  }

  /// A channel; one share where all types have the same.
  private static func channel(_ law: ChannelLaw, types: [CrimeType]) -> YamlValue {
    let usual = ChannelLaw(law.channel, shares: [])
    let isOne = Set(law.shares).count == 1
    let share =
      isOne
      ? ScenarioWriter.number(law.shares[0]) : .mapping(ScenarioWriter.numbers(law.shares, types: types))
    return .mapping(
      [YamlPair("share", share)] + ScenarioWriter.changes(law, from: usual, Key.channel))
  }
}
