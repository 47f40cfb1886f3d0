// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// What a command prints to stdout.
struct FormatOptions: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, csv
  }

  @Option(help: "The format of the output: text, JSON, or the main table as CSV.")
  var format = Format.text

  var isText: Bool { format == .text }

  /// Prints an answer in the form that was asked for; the others aren't made.
  func show(
    text: @autoclosure () throws -> String, json: @autoclosure () throws -> [UInt8],
    csv: @autoclosure () throws -> [UInt8]
  ) throws {
    switch format {
    case .text: try printText(text())
    case .json: try printBytes(json())
    case .csv: try printBytes(csv())
    }
  }
}
