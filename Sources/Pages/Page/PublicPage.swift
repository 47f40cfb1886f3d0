// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Files
import Foundation
import PatrolModel
import Questions
import Tables

/// The monthly page that a force could publish: plain words, small counts withheld, and the data to take away.
///
/// It needs no script and nothing from elsewhere.
public struct PublicPage {
  let scenario: Scenario
  let record: PublicRecord

  /// - Parameters:
  ///   - record: What the public is told.
  ///   - scenario: Of what.
  public init(_ record: PublicRecord, of scenario: Scenario) {
    self.record = record
    self.scenario = scenario
  }

  /// The page.
  public var html: String {
    PageShell(
      title: "\(oneLine(scenario.name)): crime recorded by month",
      styles: [String(decoding: PackageResources.public_css, as: UTF8.self)], body: body
    ).html
  }

  private var patrols: String {
    record.strategy == Experiment.counterfactual.label ? "without" : "with"
  }

  private var body: HTML {
    """
    <header>
    <h1>\(HTML.name(scenario.name))</h1>
    <p class="lead">Crime recorded at \(NumberText.count(record.hotspots.count, "place")) \(patrols) extra police patrols, by month.</p>
    </header>
    <main>
    <p class="note"><strong>This is a simulation</strong>, made with PatrolSim (strategy \(record.strategy), campaign
    \(record.replication)). It is an example of such a page. None of its counts is real.</p>
    \(record.months.map(section))
    <section aria-labelledby="reading"><h2 id="reading">How to read this</h2>
    <ul>
    <li>These are offences known to the police. They do not include crime that nobody reported.</li>
    <li>A fall does not prove that patrol worked. Busy places often become quieter without it, and crime may move nearby.</li>
    <li>The year before is the same days, 52 weeks earlier.</li>
    <li>\(Scorecards.publicRule)</li>
    </ul></section>
    <section aria-labelledby="data"><h2 id="data">Download the data</h2>
    <p>\(download("crime-by-month.csv", "text/csv", record.csv(of: scenario), "As a table (CSV)"))
    \(json.map { download("crime-by-month.json", "application/json", $0, "As JSON") } ?? "")</p></section>
    </main>
    """
  }

  private var json: [UInt8]? { try? JSONText.bytes(record) }

  private func download(_ name: String, _ type: String, _ bytes: [UInt8], _ words: String) -> HTML {
    let content = "data:\(type);charset=utf-8;base64,\(Data(bytes).base64EncodedString())"
    return "<a class=\"button\" download=\"\(name)\" href=\"\(content)\">\(words)</a>"
  }

  private func section(_ month: PublicMonth) -> HTML {
    let places = Dictionary(
      scenario.crime.places.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let most = (month.recorded.counts + (month.yearBefore?.counts ?? [])).compactMap(\.self).max() ?? 1
    let rows = record.hotspots.enumerated().map { index, id -> [HTML] in
      row(
        HTML.name(places[id]?.name ?? id), month.recorded.counts[index],
        before: month.yearBefore.map { $0.counts[index] }, most: most)
    }
    let all = row("All places", month.recorded.total, before: month.yearBefore.map(\.total), most: nil)
    let title = "\(dayAndMonth(month.from)) to \(longDate(month.to))"
    let id = "month-\(month.from.description)"
    return """
      <section aria-labelledby="\(id)"><h2 id="\(id)">\(title)</h2>
      <p class="lead">\(publicSentence("All places together", month.recorded.total, before: month.yearBefore.map(\.total)))</p>
      \(HTML.table("Offences recorded, \(title)", header: ["Place", "Recorded", "", "Year before", "Change"], rows: rows + [all]))
      </section>
      """
  }

  /// - Parameters:
  ///   - before: `nil` where there is no year before, `nil` within where it is withheld.
  ///   - most: What a full bar stands for; `nil` for no bar.
  private func row(_ name: HTML, _ count: Int?, before: Int??, most: Int?) -> [HTML] {
    let earlier = before.flatMap(\.self)
    let change = count.flatMap { count in earlier.map { count - $0 } }
    let sign = (change ?? 0) > 0 ? "+" : ""
    let withheld: HTML = "<span class=\"withheld\">withheld</span>"
    return [
      name, count.map { "\(NumberText.number(Double($0)))" } ?? withheld,
      most.flatMap { most in count.map { bar(Double($0) / Double(max(1, most))) } } ?? "",
      before == nil ? "–" : earlier.map { "\(NumberText.number(Double($0)))" } ?? withheld,
      change.map { "\(sign)\(NumberText.number(Double($0)))" } ?? "–",
    ]
  }

  private func bar(_ share: Double) -> HTML {
    """
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="\(DecimalText.trimmed(100 * share, decimals: 1))" height="10" fill="#00538c"/></svg>
    """
  }
}
