// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Questions

/// The report of an experiment as a page: `report.html`.
public struct ReportPage {
  let source: ReportSource
  let background: JSONValue?

  /// - Parameters:
  ///   - source: What the report is made from.
  ///   - background: Streets and boundaries for the map.
  public init(_ source: ReportSource, background: MapBackground? = nil) {
    self.source = source
    self.background = background?.value
  }

  var scenario: Scenario { source.scenario }
  var data: ReportData { source.data }

  /// The page in one file that opens from a disk and asks for nothing from elsewhere.
  ///
  /// - Parameter assets: What draws its charts and its map.
  /// - Complexity: O(places × weeks × strategies).
  public func html(_ assets: PageAssets) -> String {
    let sections = self.sections
    let charts = sections.flatMap(\.charts)
    return PageShell(
      title: "\(oneLine(scenario.name)): comparison of patrol strategies",
      styles: [
        assets.mapStyle, String(decoding: PackageResources.report_css, as: UTF8.self),
      ],
      scripts: [
        assets.chartScript, assets.mapScript, String(decoding: PackageResources.report_js, as: UTF8.self),
      ],
      data: [
        ("charts", .object(Dictionary(charts.map { ($0.name, $0.specification) }) { first, _ in first })),
        ("data", PageData.value(source, background: background)),
      ],
      body: body(sections, notices: assets.notices)
    ).html
  }

  /// The charts of the report as Vega-Lite specifications, for those who restyle them.
  ///
  /// - Returns: The names of files and their contents.
  public func specifications() -> [(name: String, bytes: [UInt8])] {
    sections.flatMap(\.charts).map { ("\($0.name).vl.json", $0.specification.prettyBytes) }
  }

  /// The sections that have something to show.
  private var sections: [PageSection] {
    [
      MapPart.section(source), WhenPart.section(source), StrategyPart.section(source),
      TruthPart.section(source), WeekPart.section(source), CostPart.section(source),
      HotspotPart.section(source), MethodPart.section(source),
    ].compactMap(\.self)
  }

  private func body(_ sections: [PageSection], notices: String) -> HTML {
    let links = sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" as HTML }
    let parts = sections.map { section -> HTML in
      """
      <section id="\(section.id)" aria-labelledby="\(section.id)-title">
      <h2 id="\(section.id)-title">\(section.title)</h2>
      \(section.content)
      </section>
      """
    }
    return """
      <a class="skip" href="#main">Skip to the answer</a>
      <header>
      <p class="brand">PatrolSim report</p>
      <h1>\(HTML.name(scenario.name))</h1>
      <p>\(oneLine(scenario.description))</p>
      <nav aria-label="Sections"><ul>\(HTML.joined(links, separator: ""))</ul></nav>
      <noscript><p class="alarm">Charts and the map need JavaScript, which is off. The tables have all numbers.</p></noscript>
      </header>
      <main id="main">
      \(AnswerPart.html(source))
      \(parts)
      </main>
      <footer>
      <details><summary>Third-party software in this page, and its licences</summary><pre>\(notices)</pre></details>
      </footer>
      """
  }
}

/// A section of a report.
struct PageSection {
  let id: String
  let title: String
  /// The charts in it, in their order.
  var charts: [Chart] = []
  let content: HTML
}

extension Chart {
  /// The chart where it stands in the page, with how to read it and its numbers.
  var figure: HTML {
    let numbers: HTML =
      rows.isEmpty
      ? ""
      : """
      <details><summary>The numbers</summary>
      \(HTML.table(title, header: header, rows: rows))
      </details>
      """
    return """
      <figure class="chart" id="figure-\(name)">
      <div class="plot" data-chart="\(name)" role="img" aria-label="\(title)"></div>
      <figcaption>\(caption)</figcaption>
      \(numbers)
      </figure>
      """
  }
}

/// Lines and areas to draw a map on.
public struct MapBackground: Sendable {
  let value: JSONValue

  /// The most bytes of a file that are read.
  public static let sizeLimit = GeoJSONLines.json.size

  /// Reads GeoJSON; its lines and polygons are drawn, everything else is left.
  ///
  /// - Throws: What is wrong with it.
  public init(geoJSON bytes: some Sequence<UInt8>) throws(InvalidBackground) {
    value = try GeoJSONLines.read(Array(bytes))
  }
}
