// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Files
import Foundation
import Processes
import Questions

/// A format of figures for papers.
enum FigureFormat: String, CaseIterable, ExpressibleByArgument {
  case svg, png, pdf
}

/// A reason why figures could not be drawn.
struct FigureFailure: Error, CustomStringConvertible {
  /// The reason, on one line.
  let description: String

  init(description: String) { self.description = printable(description) }
}

extension ReportTools {
  /// Draws charts: the specification of each comes in on a line, with the path that it goes to.
  private static let program = """
    import json, sys
    import vl_convert
    kind = sys.argv[1]
    for line in sys.stdin:
        path, chart = json.loads(line)
        if kind == "svg":
            bytes = vl_convert.vegalite_to_svg(chart).encode()
        elif kind == "png":
            bytes = vl_convert.vegalite_to_png(chart, scale=3)
        else:
            bytes = vl_convert.vegalite_to_pdf(chart)
        with open(path, "wb") as file:
            file.write(bytes)
    """

  /// Draws charts as figures.
  ///
  /// They are drawn in a folder that nobody else can write to, and then put into theirs as a whole.
  ///
  /// - Parameters:
  ///   - charts: The names of their specifications, `NAME.vl.json`, with what they hold.
  ///   - folder: Where they go: a folder that is not there, is empty or holds the same figures, drawn before.
  ///   - results: What the charts are of.
  ///   - force: Whether to replace other figures.
  /// - Returns: How many were drawn.
  func draw(
    _ charts: [(name: String, bytes: [UInt8])], as format: FigureFormat, in folder: String,
    of results: String,
    force: Bool
  ) throws -> Int {
    let subject = "\(format.rawValue) \(results)"
    try OutputFolder.check(folder, as: .figures, subject: subject, force: force)
    let desk = try ReportTools.makeDesk()
    defer { try? FileManager.default.removeItem(atPath: desk) }
    let names = charts.map { $0.name.replacing(".vl.json", with: ".\(format.rawValue)") }
    var lines: [UInt8] = []
    for (chart, name) in zip(charts, names) {
      guard let content = try? JSONSerialization.jsonObject(with: Data(chart.bytes)),
        let line = try? JSONSerialization.data(withJSONObject: ["\(desk)/\(name)", content])
      else { throw FigureFailure(description: "\(chart.name) is not a chart") }
      lines += line + [UInt8(ascii: "\n")]
    }
    try run(format, input: lines)
    let figures = try names.map { name in
      (name, try RegularFile.bytes(of: "\(desk)/\(name)", limit: ReportTools.largestFigure))
    }
    try OutputFolder.write(figures, to: folder, as: .figures, subject: subject, force: force)
    return figures.count
  }

  /// The most bytes of a figure.
  private static let largestFigure = 256 << 20

  /// Makes a folder that only this user can look into.
  private static func makeDesk() throws(FigureFailure) -> String {
    var name = Array("\(FileManager.default.temporaryDirectory.path)/patrolsim-charts-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else {
      throw FigureFailure(
        description: "a temporary folder can't be made: \(String(cString: strerror(errno)))")
    }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func run(_ format: FigureFormat, input: [UInt8]) throws(FigureFailure) {
    let python: String
    do throws(Problem) { python = try self.python() } catch { throw FigureFailure(description: "\(error)") }
    let ended: FinishedProgram
    do throws(SpawnError) {
      // Isolated: neither the current folder nor a variable of the environment adds to what is imported.
      ended = try FinishedProgram(
        [python, "-I", "-c", ReportTools.program, format.rawValue], input: input)
    } catch { throw FigureFailure(description: "\(python) can't be run: \(error.reason(word: python))") }
    guard ended.status == .exited(0) else {
      throw FigureFailure(
        description: "the figures could not be drawn: \(ended.lastErrors.last ?? ended.status.words)")
    }
  }
}
