// SPDX-License-Identifier: GPL-3.0-or-later

/// A key of a section of the format, declared once: reading, writing, `explain`, the tables of the format's article, the JSON
/// Schema and random scenarios follow from it. Its default is what the model's own `init` gives.
///
/// ```swift
/// Key("handover", \ShiftPattern.handoverInMinutes, .quantity(.minutes, .from(0, to: 480)), "time at base …")
/// ```
struct Key<Root>: Sendable {
  let name: String
  let meaning: String
  let note: String
  let source: String
  let allowed: String
  let shape: Shape
  /// The unit in which its numbers are stated; empty for none.
  let unit: String
  let isRequired: Bool
  /// Whether it is written although it has the default.
  let isAlwaysWritten: Bool
  /// Whether `explain` states it.
  let isStated: Bool
  /// What stands for the default where that isn't a value; `nil` for the value.
  let usual: String?
  /// Where the model keeps it, of a number.
  let number: (WritableKeyPath<Root, Double> & Sendable)?
  /// Reads it into a value.
  let read: @Sendable (Field, inout Root) -> Void
  /// Its value.
  let write: @Sendable (Root) -> YamlValue
  let state: @Sendable (Root) -> StatedParameter.Value
  /// Whether two values have the same.
  let isSame: @Sendable (Root, Root) -> Bool

  /// - Parameters:
  ///   - name: As a file has it: `fast_decay`.
  ///   - path: Where the model keeps it.
  ///   - type: How it is read and written.
  ///   - meaning: What it is, in a few words that fit a table.
  ///   - note: What else one needs to know to write it, in whole sentences.
  ///   - source: Where its default comes from; "assumption" is a source too.
  ///   - allowed: What is allowed in words, where the type says too little.
  ///   - usual: What stands for the default where that isn't a value.
  init<Value: Equatable & SendableMetatype>(
    _ name: String, _ path: WritableKeyPath<Root, Value> & Sendable, _ type: KeyType<Value>,
    _ meaning: String,
    note: String = "", source: String = "assumption", allowed: String? = nil, isRequired: Bool = false,
    isAlwaysWritten: Bool = false, isStated: Bool = true, usual: String? = nil
  ) {
    self.init(
      name, path, type, meaning, note, source, allowed, isRequired, isAlwaysWritten, isStated, usual,
      number: nil)
  }

  /// The same for a number, which can be drawn and swept.
  init(
    _ name: String, _ path: WritableKeyPath<Root, Double> & Sendable, _ type: KeyType<Double>,
    _ meaning: String,
    note: String = "", source: String = "assumption", allowed: String? = nil, isRequired: Bool = false,
    isAlwaysWritten: Bool = false, isStated: Bool = true, usual: String? = nil
  ) {
    self.init(
      name, path, type, meaning, note, source, allowed, isRequired, isAlwaysWritten, isStated, usual,
      number: path)
  }

  private init<Value: Equatable & SendableMetatype>(
    _ name: String, _ path: WritableKeyPath<Root, Value> & Sendable, _ type: KeyType<Value>,
    _ meaning: String,
    _ note: String, _ source: String, _ allowed: String?, _ isRequired: Bool, _ isAlwaysWritten: Bool,
    _ isStated: Bool, _ usual: String?, number: (WritableKeyPath<Root, Double> & Sendable)?
  ) {
    (self.name, self.meaning, self.note, self.source) = (name, meaning, note, source)
    (self.allowed, shape, unit) = (allowed ?? type.allowed, type.shape, type.unit)
    (self.isRequired, self.isAlwaysWritten, self.isStated) = (
      isRequired, isAlwaysWritten || isRequired, isStated
    )
    (self.usual, self.number) = (usual, number)
    read = { field, root in
      if let value = type.read(field) { root[keyPath: path] = value }
    }
    write = { type.write($0[keyPath: path]) }
    state = { type.state($0[keyPath: path]) }
    isSame = { $0[keyPath: path] == $1[keyPath: path] }
  }

  /// What it allows, of a number, in the unit of the model.
  var range: NumberRange? {
    switch shape {
    case .number(let range), .quantity(_, let range): range
    default: nil
    }
  }

  /// What the format says of it.
  ///
  /// - Parameter root: A value with the defaults; `nil` where there are none.
  func info(usual root: Root?) -> KeyInfo {
    let words = root.map { state($0).text + (unit.isEmpty ? "" : " \(unit)") }
    return info(usual: usual ?? words ?? "none")
  }

  /// The same with the default in words.
  func info(usual words: String) -> KeyInfo {
    KeyInfo(
      name, meaning, note: note, usual: isRequired ? nil : words, allowed: allowed,
      source: isRequired ? "" : source,
      shape)
  }
}

extension Section {
  /// Reads keys into a value.
  mutating func read<Root>(_ keys: [Key<Root>], into root: inout Root) {
    for key in keys {
      if let field = key.isRequired ? required(key.name) : optional(key.name) { key.read(field, &root) }
    }
  }
}

extension Field {
  /// Reads a mapping with some keys and no others, on top of a value; `nil` where it is none.
  func read<Root>(_ keys: [Key<Root>], from usual: Root) -> Root? {
    guard var section = section() else { return nil }
    var root = usual
    section.read(keys, into: &root)
    section.finish()
    return root
  }
}

extension ScenarioWriter {
  /// Returns the keys in which a value differs from another, and those that are always written.
  static func changes<Root>(_ value: Root, from base: Root, _ keys: [Key<Root>]) -> [YamlPair] {
    keys.filter { $0.isAlwaysWritten || !$0.isSame(value, base) }.map { YamlPair($0.name, $0.write(value)) }
  }
}

extension Statement {
  /// Adds what keys say.
  ///
  /// - Parameters:
  ///   - usual: What holds the defaults; `nil` where there are none.
  ///   - source: Where defaults come from; `nil` for what each key says.
  ///   - changedSource: Where other values come from.
  ///   - isStandard: Whether keys that must be there have defaults too, since the program brings such an entry along.
  mutating func add<Root>(
    _ keys: [Key<Root>], of root: Root, usual: Root?, at path: StatedPath, source: String? = nil,
    changedSource: String = ScenarioFile.ownSource, isStandard: Bool = false
  ) {
    for key in keys where key.isStated {
      let value = key.state(root)
      let unit = if case .text = value { "" } else { key.unit }
      add(
        path.below(key.name), key.meaning, value,
        usual: key.isRequired && !isStandard ? nil : usual.map(key.state), unit: unit,
        allowed: key.allowed, source: source ?? key.source, changedSource: changedSource)
    }
  }
}

extension Statement {
  /// Adds what the keys of a section say that a scenario may leave out.
  ///
  /// - Parameters:
  ///   - off: What stands for every value where it does.
  ///   - usual: What holds the defaults where it doesn't; `nil` where there are none.
  mutating func add<Root>(
    _ keys: [Key<Root>], of root: Root?, off: String, usual: Root?, at path: StatedPath
  ) {
    for key in keys {
      let value = root.map(key.state)
      add(
        path.below(key.name), key.meaning, value ?? .text(off), usual: .text(off),
        unit: value == nil ? "" : key.unit,
        allowed: key.allowed, source: key.source,
        changedSource: value != nil && value == usual.map(key.state) ? key.source : ScenarioFile.ownSource)
    }
  }
}

extension [KeyInfo] {
  /// What the format says of keys whose defaults a value has.
  static func of<Root>(_ keys: [Key<Root>], usual root: Root?) -> [KeyInfo] {
    keys.map { $0.info(usual: root) }
  }
}
