// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// Turns a study into the keys of a study file, in the order of the format's article.
enum BatchWriter {
  static func pairs(_ file: BatchFile) -> [YamlPair] {
    var pairs = [
      YamlPair("patrolsim-batch", .word("\(BatchFile.version)")), YamlPair("name", .text(file.name)),
    ]
    if !file.description.isEmpty { pairs.append(YamlPair("description", .text(file.description))) }
    pairs.append(YamlPair("scenarios", .lines(file.scenarios.map { .text($0) })))
    if !file.strategies.isEmpty {
      pairs.append(YamlPair("strategies", .lines(file.strategies.map { .text($0) })))
    }
    pairs.append(YamlPair("replications", .word("\(file.replications)")))
    if let seed = file.seed { pairs.append(YamlPair("seed", .word("\(seed)"))) }
    pairs.append(YamlPair("design", .word(file.design.rawValue)))
    if let points = file.points { pairs.append(YamlPair("points", .word("\(points)"))) }
    if file.design == .list {
      let keys = file.parameters.map(\.key)
      let rows = file.list.map { row in YamlValue.mapping(zip(keys, row).map { YamlPair($0, .text($1)) }) }
      pairs.append(YamlPair("list", .lines(rows)))
    } else if !file.parameters.isEmpty {
      pairs.append(YamlPair("parameters", .block(file.parameters.map { YamlPair($0.key, value($0.values)) })))
    }
    if !file.keep.isEmpty {
      // In one order, so that it makes no other study in which order they are named.
      let kept = KeptTable.allCases.filter(file.keep.contains)
      pairs.append(YamlPair("keep", .list(kept.map { .word($0.rawValue) })))
    }
    return pairs
  }

  private static func value(_ values: SweptParameter.Values) -> YamlValue {
    switch values {
    case .list(let texts): return .list(texts.map { .text($0) })
    case .listed: return .list([])
    case .range(let range):
      let suffix = range.unit.isEmpty ? "" : " \(range.unit)"
      var pairs = [
        YamlPair("from", .text(DecimalText.exact(range.lower) + suffix)),
        YamlPair("to", .text(DecimalText.exact(range.upper) + suffix)),
      ]
      if range.isLogarithmic { pairs.append(YamlPair("scale", .word(RangeScale.log.rawValue))) }
      if let steps = range.steps { pairs.append(YamlPair("steps", .word("\(steps)"))) }
      return .mapping(pairs)
    }
  }
}
