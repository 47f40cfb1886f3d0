// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel
import Yams

/// Reads `parameters` of a study file.
struct SweptParameterReader {
  let design: SweepDesign
  /// What is told where parameters and values stand.
  let places: BatchPlaces

  /// The most parameters of a sweep.
  static let limit = 40

  func read(_ field: Field) -> [SweptParameter]? {
    guard let section = field.section() else { return nil }
    let limit = design == .sobol ? SweptParameterReader.limit / 2 : SweptParameterReader.limit
    guard (1...limit).contains(section.entries.count) else {
      field.report(
        .wrongCount(
          section.entries.count, rule: "from 1 to \(limit)\(design == .sobol ? " in the design sobol" : "")"))
      return nil
    }
    return section.entries.compactMap { entry in
      places.note(.parameter(entry.name), at: entry.keyPosition, in: field.log.path)
      return values(entry.field.asEntry(), key: entry.name).map { SweptParameter(entry.name, $0) }
    }
  }

  private func values(_ field: Field, key: String) -> SweptParameter.Values? {
    switch field.node {
    case .scalar:
      guard let text = field.text() else { return nil }
      guard text == "prior" else {
        field.report(
          .unreadableValue(text, expected: "a list of values, a range {from: …, to: …}, or the word prior"))
        return nil
      }
      return prior(field, key: key)
    case .sequence: return list(field, key: key)
    case .mapping: return range(field, key: key)
    case .alias: return nil
    }
  }

  private func list(_ field: Field, key: String) -> SweptParameter.Values? {
    guard let items = field.items() else { return nil }
    guard (1...100_000).contains(items.count) else {
      field.report(.wrongCount(items.count, rule: "from 1 to 100000 values"))
      return nil
    }
    var lines: [String: Int] = [:]
    let parameter = SweptParameter(key, .listed)
    let texts = items.compactMap { item -> String? in
      guard let text = item.scalar(expected: "a single value") else { return nil }
      // The same by another name is the same.
      let shown = parameter.shown(text)
      if let line = lines[shown] { item.report(.duplicateName(text, what: "value", firstLine: line)) }
      lines[shown] = item.position.line
      places.note(.value(text, of: key), item)
      return text
    }
    return texts.count == items.count ? .list(texts) : nil
  }

  private func range(_ field: Field, key: String) -> SweptParameter.Values? {
    guard var section = field.section() else { return nil }
    let (fromField, toField) = (section.required("from"), section.required("to"))
    let (from, to) = (fromField.flatMap(end), toField.flatMap(end))
    let scale: RangeScale = section.optional("scale")?.choice("scale") ?? .linear
    let stepsField = section.optional("steps")
    let steps = stepsField?.integer(2...100_000)
    section.finish()
    if stepsField == nil, design == .grid {
      field.report(.rule("is a range, of which a grid needs `steps`, how many values it takes"))
    } else if design.isSampled {
      stepsField?.report(
        .rule("is for the designs grid and one-at-a-time; \(design.rawValue) draws its own values"))
    }
    guard let from, let to, let toField else { return nil }
    guard from.unit.isEmpty || from.unit == to.unit else {
      toField.report(
        .rule("has the unit \"\(to.unit)\" and `from` the unit \"\(from.unit)\"; write both in the same"))
      return nil
    }
    guard from.number < to.number else {
      toField.report(
        .rule(
          "is \(DecimalText.exact(to.number)); it must be greater than `from`, \(DecimalText.exact(from.number))"
        ))
      return nil
    }
    guard scale == .linear || from.number > 0 else {
      fromField?.report(
        .outOfRange(DecimalText.exact(from.number), rule: "greater than 0 where scale is log"))
      return nil
    }
    let range = SweptParameter.Range(
      lower: from.number, upper: to.number, unit: to.unit, isLogarithmic: scale == .log, steps: steps)
    if let fromField { places.note(.value(range.text(at: 0), of: key), fromField) }
    places.note(.value(range.text(at: 1), of: key), toField)
    return .range(range)
  }

  /// A number with its unit, as it is written.
  private func end(_ field: Field) -> (number: Double, unit: String)? {
    guard let text = field.text() else { return nil }
    guard let (number, unit) = NumberText.parse(text), number.isFinite else {
      field.report(.unreadableValue(text, expected: "a number, with its unit if it has one"))
      return nil
    }
    return (number, unit)
  }

  private func prior(_ field: Field, key: String) -> SweptParameter.Values? {
    let known = SweptParameterReader.allPriors
    guard let parameter = known.first(where: { $0.key == key }) else {
      let guess =
        NearMiss.suggestion(for: key, among: known.map(\.key)).map { "; did you mean \"\($0)\"?" } ?? ""
      field.report(
        .rule("has no prior range (known: \(known.map(\.key).joined(separator: ", "))); give it one\(guess)"))
      return nil
    }
    return parameter.values
  }

  /// Every parameter that has a prior range, with it.
  static var allPriors: [SweptParameter] {
    DeterrenceStatement.parameters(Deterrence()).compactMap { parameter in
      parameter.priorRange.map {
        SweptParameter(
          parameter.key,
          .range(
            SweptParameter.Range(
              lower: $0.lowerBound, upper: $0.upperBound, unit: parameter.unit, isLogarithmic: false,
              steps: nil)))
      }
    }
  }
}

/// How the numbers of a range are spaced.
enum RangeScale: String, CaseIterable {
  case linear, log
}
