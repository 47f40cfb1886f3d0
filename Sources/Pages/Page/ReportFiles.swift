// SPDX-License-Identifier: GPL-3.0-or-later

import Questions

/// The files of a result that people look at.
public enum ReportFiles {
  /// Where chart specifications go, below the folder of results.
  public static let chartFolder = "charts"

  /// Returns the files with their paths below the folder of results: the report where it can be made, the public page where
  /// there is something to tell, and the specifications of all charts.
  ///
  /// - Parameters:
  ///   - source: What they are made from.
  ///   - assets: What draws charts and maps; without it there is no `report.html`.
  ///   - background: Streets and boundaries for the map.
  public static func all(
    _ source: ReportSource, assets: PageAssets?, background: MapBackground? = nil
  ) -> [(path: String, bytes: [UInt8])] {
    let page = ReportPage(source, background: background)
    var files: [(path: String, bytes: [UInt8])] = page.specifications().map {
      ("\(chartFolder)/\($0.name)", $0.bytes)
    }
    if let record = source.data.publicRecord {
      files.append(("public.html", Array(PublicPage(record, of: source.scenario).html.utf8)))
    }
    if let assets { files.append(("report.html", Array(page.html(assets).utf8))) }
    return files
  }
}
