// SPDX-License-Identifier: GPL-3.0-or-later

import Files

extension TableDescription {
  /// What a `README.md` says of tables in general, before it describes them.
  package static let rules =
    "All tables are UTF-8 with commas, a header and decimal points. Texts that a spreadsheet could read as a "
    + "formula start with an apostrophe. An empty cell means that there is no such number."

  /// The lines of a `README.md` that say what the table's rows and columns are.
  package var dictionary: [String] {
    ["", "## \(file)", "", rows, "", "| column | unit | meaning |", "|---|---|---|"]
      + fields.map { "| \(markdown($0.name)) | \(markdown($0.unit)) | \(markdown($0.sentence)) |" }
  }
}
