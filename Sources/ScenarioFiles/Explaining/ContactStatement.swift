// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// States `knowledge`.
enum KnowledgeStatement {
  static func parameters(_ knowledge: Knowledge, types: [CrimeType]) -> [StatedParameter] {
    var statement = Statement("Knowledge")
    let path = StatedPath("knowledge")
    statement.add(Key.knowledge, of: knowledge, usual: Knowledge(), at: path)
    let names = knowledge.channels.map(\.channel.rawValue).joined(separator: ", ")
    statement.add(
      path.below("channels"), "channels of reports", names.isEmpty ? "none" : names, usual: "none",
      allowed: ReportingChannel.allCases.map(\.rawValue).joined(separator: ", "), source: "assumption")
    for law in knowledge.channels {
      let path = path.below("channels").entry(law.channel.rawValue)
      statement.add(
        path.below("share"), "share of reports by this channel", span(law.shares),
        allowed: NumberRange.share.words())
      let usual = ChannelLaw(law.channel, shares: [])
      statement.add(Key.channel, of: law, usual: usual, at: path)
    }
    return statement.parameters
  }
}

/// States `trust`, `stops`, `tips`, `surveys` and `packs`; the numbers of those that are on.
enum ContactStatement {
  static func parameters(_ scenario: Scenario) -> [StatedParameter] {
    var statement = Statement("Contact with the public")
    func add<Root>(
      _ key: String, _ meaning: String, _ value: Root?, usual: Root, _ table: [Key<Root>]
    ) {
      statement.add(
        StatedPath(key), meaning, value == nil ? "off" : "on", usual: "off", allowed: "its keys",
        source: "assumption")
      if let value { statement.add(table, of: value, usual: usual, at: StatedPath(key)) }
    }
    add("trust", "whether contacts move trust", scenario.trust, usual: Trust(), Key.trust)
    add("stops", "whether units search and arrest", scenario.stops, usual: Stops(), Key.stops)
    add("tips", "whether people give tips", scenario.tips, usual: Tips(), Key.tips)
    add(
      "surveys", "whether surveys go out by text", scenario.surveys, usual: Surveys(), Key.surveys)
    statement.add(
      StatedPath("packs"), "whether strategies can ask for 48-hour packs", "\(scenario.makesPacks)",
      usual: "false", allowed: Statement.flag, source: "assumption")
    return statement.parameters
  }
}
