// SPDX-License-Identifier: GPL-3.0-or-later

import Yams

/// Reads a study file.
enum BatchReader {
  /// - Parameter places: What is told where parts of the study stand.
  /// - Returns: The study, to be run only if the log is empty; `nil` where nothing can be made of it.
  static func read(_ root: Node, log: ProblemLog, places: BatchPlaces = BatchPlaces()) -> BatchFile? {
    let field = Field(node: root, key: "", pattern: "", fallback: Position(line: 1, column: 1), log: log)
    guard !field.isAbsent else {
      log.report(.empty)
      return nil
    }
    guard var section = field.section() else { return nil }
    guard isKnownVersion(&section) else { return nil }
    var file = BatchFile(name: section.required("name")?.text() ?? "", scenarios: [])
    section.read("description", into: &file.description) { $0.text() }
    if let scenarios = section.required("scenarios") {
      places.note(.scenarios, scenarios)
      file.scenarios = names(scenarios, what: "scenario") { places.note(.scenario($0), $1) } ?? []
    }
    section.read("strategies", into: &file.strategies) { field in
      places.note(.strategies, field)
      return names(field, what: "strategy") { places.note(.strategy($0), $1) }
    }
    section.read("replications", into: &file.replications) { field in
      places.note(.replications, field)
      return field.integer(1...BatchFile.replicationLimit)
    }
    section.read("seed", into: &file.seed) { $0.integer(0...UInt64.max) }
    let designField = section.optional("design")
    let design: SweepDesign? = designField?.choice("design")
    if let design { file.design = design }
    let pointsField = section.optional("points")
    let parametersField = section.optional("parameters")
    let listField = section.optional("list")
    if let parametersField {
      places.note(.parameters, parametersField)
      file.parameters = SweptParameterReader(design: file.design, places: places).read(parametersField) ?? []
    }
    readPoints(pointsField, designField ?? field, into: &file)
    readList(listField, parametersField, designField ?? field, places, into: &file)
    section.read("keep", into: &file.keep) { kept($0) }
    section.finish()
    if parametersField == nil, ![.grid, .prior, .list].contains(file.design) {
      (designField ?? field).report(.rule("has no parameter to vary"))
    }
    // Of another design than is meant the number of points says nothing.
    if designField == nil || design != nil { checkSize(file, field) }
    return file
  }

  private static func isKnownVersion(_ section: inout Section) -> Bool {
    if section.hasAny(["patrolsim"]) {
      _ = section.optional("patrolsim").map {
        $0.report(
          .rule(
            "stands at the top of a scenario; this should be a study, which starts with "
              + "\"patrolsim-batch: \(BatchFile.version)\""))
      }
      return false
    }
    guard let field = section.required("patrolsim-batch") else { return true }
    guard let written = field.integer(1...1_000_000) else { return true }
    guard written != BatchFile.version else { return true }
    field.report(
      .outOfRange(
        "\(written)", rule: "\(BatchFile.version), the version of the format that this program reads"))
    return false
  }

  /// A list of texts, or a single one; none twice.
  ///
  /// - Parameter note: Called with each and its place.
  private static func names(
    _ field: Field, what: String, note: (String, Field) -> Void
  ) -> [String]? {
    guard case .sequence = field.node else {
      return field.text().map { text in
        note(text, field)
        return [text]
      }
    }
    guard let items = field.items() else { return nil }
    guard (1...1_000).contains(items.count) else {
      field.report(.wrongCount(items.count, rule: "from 1 to 1000"))
      return nil
    }
    var names: [String: Int] = [:]
    return items.compactMap { item in
      guard let text = item.text() else { return nil }
      if let line = names[text] { item.report(.duplicateName(text, what: what, firstLine: line)) }
      names[text] = item.position.line
      note(text, item)
      return text
    }
  }

  /// What is kept: one of the words, or a list of them.
  private static func kept(_ field: Field) -> Set<KeptTable>? {
    guard let texts = names(field, what: "table", note: { _, _ in }) else { return nil }
    guard case .sequence = field.node else {
      let table: KeptTable? = field.choice("table")
      return table.map { [$0] }
    }
    guard let items = field.items(), items.count == texts.count else { return nil }
    let tables = items.map { item -> KeptTable? in item.choice("table") }
    return tables.contains(nil) ? nil : Set(tables.compactMap { $0 })
  }

  private static func readPoints(_ field: Field?, _ designField: Field, into file: inout BatchFile) {
    if file.design.isSampled {
      guard let field else {
        designField.report(
          .rule("is \(file.design.rawValue), which needs `points`, how many there are to be"))
        return
      }
      file.points = field.integer(2...BatchFile.pointLimit)
    } else if let field {
      field.report(
        .rule("is for the designs latin-hypercube, sobol and prior; \(file.design.rawValue) has none"))
    }
    guard file.design == .prior, file.parameters.isEmpty else { return }
    file.parameters = SweptParameterReader.allPriors
  }

  private static func readList(
    _ field: Field?, _ parametersField: Field?, _ designField: Field, _ places: BatchPlaces,
    into file: inout BatchFile
  ) {
    guard file.design == .list else {
      field?.report(.rule("is for the design list; this one is \(file.design.rawValue)"))
      return
    }
    parametersField?.report(.rule("is not for the design list, whose points say what is varied"))
    guard let field else {
      designField.report(.rule("is list, which needs `list`, the points or the name of a CSV file of them"))
      return
    }
    places.note(.parameters, field)
    guard let points = PointListReader.read(field, places) else { return }
    file.parameters = points.keys.map { SweptParameter($0, .listed) }
    file.list = points.rows
  }

  /// Refuses a sweep of more points than can be meant.
  private static func checkSize(_ file: BatchFile, _ field: Field) {
    let count = file.pointCount
    guard count > BatchFile.pointLimit else { return }
    field.report(.tooLarge(size: count, limit: BatchFile.pointLimit, unit: "points in its sweep"))
  }
}

extension BatchFile {
  /// How many points the sweep has.
  public var pointCount: Int {
    func product(_ factors: [Int]) -> Int {
      factors.reduce(1) { $0.multipliedReportingOverflow(by: $1).overflow ? Int.max : $0 * $1 }
    }
    switch design {
    case .grid: return product(parameters.map(\.levels.count))
    case .oneAtATime: return 1 + parameters.reduce(0) { $0 + $1.levels.count }
    case .latinHypercube, .prior: return points ?? 0
    case .sobol: return (points ?? 0) * (parameters.count + 2)
    case .list: return list.count
    }
  }
}
