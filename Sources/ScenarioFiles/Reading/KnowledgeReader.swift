// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel

/// Reads `knowledge`: how offences get into the police's books.
struct KnowledgeReader {
  /// By how much shares may miss 1 for rounding.
  private static let rounding = 1e-9

  let types: [CrimeType]
  /// The index of each type, by its id.
  private let indices: [String: Int]

  init(types: [CrimeType]) {
    self.types = types
    indices = Dictionary(types.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  func read(_ field: Field) -> Knowledge? {
    guard var section = field.section() else { return nil }
    var knowledge = Knowledge()
    section.read(Key.knowledge, into: &knowledge)
    section.read("channels", into: &knowledge.channels, channels)
    section.finish()
    return knowledge
  }

  private func channels(_ field: Field) -> [ChannelLaw]? {
    guard let entries = field.section()?.entries else { return nil }
    guard !entries.isEmpty else {
      field.report(.wrongCount(0, rule: "at least one channel"))
      return nil
    }
    let known = ReportingChannel.allCases.map(\.rawValue)
    let laws = entries.map { name, position, entry -> ChannelLaw? in
      guard let channel = ReportingChannel(rawValue: name) else {
        field.log.report(
          .unknownName(name, what: "channel", known: known), at: position, key: entry.key)
        return nil
      }
      return law(of: channel, entry.asEntry())
    }
    let channels = laws.compactMap { $0 }
    if channels.count == entries.count { checkSums(channels, field) }
    return channels
  }

  private func law(of channel: ReportingChannel, _ field: Field) -> ChannelLaw? {
    guard var section = field.section() else { return nil }
    var law = ChannelLaw(channel, shares: types.map { _ in 0 })
    let shareField = section.required("share")
    let shares = shareField.flatMap(shares)
    section.read(Key.channel, into: &law)
    section.finish()
    guard let shares else { return nil }
    law.shares = shares
    return law
  }

  /// One share for all types, or a share for each; types left out have 0.
  private func shares(_ field: Field) -> [Double]? {
    if case .mapping = field.node { return field.numbers(of: types, at: indices, .share) }
    return field.number(.share).map { share in types.map { _ in share } }
  }

  /// The shares of each type add up to 1.
  private func checkSums(_ channels: [ChannelLaw], _ field: Field) {
    for (index, type) in types.enumerated() {
      let sum = channels.reduce(0) { $0 + $1.shares[index] }
      guard abs(sum - 1) > KnowledgeReader.rounding else { continue }
      let total = DecimalText.exact((sum * 1e6).rounded() / 1e6)
      return field.report(
        .rule("has shares of \(type.id) that add up to \(total); those of each type must add up to 1"))
    }
  }
}
