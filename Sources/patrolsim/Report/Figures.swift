// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation

/// A format of figures for papers.
enum FigureFormat: String, CaseIterable, ExpressibleByArgument {
  case svg, png, pdf
}

/// A reason why figures could not be drawn.
struct FigureFailure: Error, CustomStringConvertible {
  let description: String
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
  /// - Parameters:
  ///   - charts: The names of their specifications, `NAME.vl.json`, with what they hold.
  ///   - folder: Where they go; made where it is not there.
  /// - Returns: How many were drawn.
  func draw(
    _ charts: [(name: String, bytes: [UInt8])], as format: FigureFormat, in folder: String
  ) throws(FigureFailure) -> Int {
    let url = URL(fileURLWithPath: folder)
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch { throw FigureFailure(description: "\(folder) can't be made: \(error.localizedDescription)") }
    var lines = Data()
    for (name, bytes) in charts {
      let path = url.appendingPathComponent(name.replacing(".vl.json", with: ".\(format.rawValue)")).path
      guard let chart = try? JSONSerialization.jsonObject(with: Data(bytes)),
        let line = try? JSONSerialization.data(withJSONObject: [path, chart])
      else { throw FigureFailure(description: "\(name) is no chart") }
      lines += line + Data("\n".utf8)
    }
    let input = FileManager.default.temporaryDirectory.appendingPathComponent(
      "patrolsim-charts-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: input) }
    do { try lines.write(to: input) } catch {
      throw FigureFailure(description: "\(input.path) can't be written: \(error.localizedDescription)")
    }
    try run(format, input: input)
    return charts.count
  }

  private func run(_ format: FigureFormat, input: URL) throws(FigureFailure) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", ReportTools.program, format.rawValue]
    let errors = Pipe()
    process.standardError = errors
    do {
      process.standardInput = try FileHandle(forReadingFrom: input)
      try process.run()
    } catch {
      throw FigureFailure(description: "\(python) can't be run: \(error.localizedDescription)")
    }
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let last = said.split(separator: "\n").last.map(String.init) ?? "exit code \(process.terminationStatus)"
      throw FigureFailure(description: "the figures could not be drawn: \(last)")
    }
  }
}
