// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolTesting
import Questions
import Testing

@testable import Pages

/// Pages as a reader sees them, in a browser.
@Suite("Pages in a browser", .enabled(if: HarmfulTown.canBeOpened, HarmfulTown.missing), .serialized)
struct BrowserTests {
  private struct ReportFinding: Decodable {
    let charts: [String: Int]
    let emptySections: [String]
    let violations: [String]
    let overflow: Int
    let attacked: Bool
    let reactions: [String: Bool]
    let skipsFirst: Bool
    let printed: Bool
    let phoneOverflow: Int
    let phoneViolations: [String]
    let phoneCharts: [String: Int]
    let messages: [String]
    let requests: [String]
  }

  @Test(
    "A report draws every chart, reacts to mouse and keys, passes axe-core, and asks for nothing, at both widths"
  )
  func report() throws {
    let assets = try #require(HarmfulTown.assets)
    let pages = try [4, 1].map { ReportPage(try HarmfulTown.source(replications: $0)) }
    let findings = try HarmfulTown.check("report", pages.map { $0.html(assets) }, as: ReportFinding.self)
    try #require(findings.count == pages.count)
    for (page, finding) in zip(pages, findings) { try check(page, finding) }
  }

  private func check(_ page: ReportPage, _ finding: ReportFinding) throws {
    #expect(finding.messages == [])
    #expect(finding.requests == [])
    #expect(!finding.attacked)
    let names = Set(page.specifications().map { $0.name.replacing(".vl.json", with: "") })
    #expect(Set(finding.charts.keys) == names && Set(finding.phoneCharts.keys) == names)
    for (name, marks) in finding.charts { #expect(marks > 1, "\(name)") }
    for (name, marks) in finding.phoneCharts { #expect(marks > 1, "\(name), phone") }
    #expect(finding.emptySections.isEmpty)
    #expect(finding.violations == [])
    #expect(finding.phoneViolations == [])
    #expect(finding.overflow <= 0 && finding.phoneOverflow <= 0)
    for (name, reacts) in finding.reactions { #expect(reacts, "\(name)") }
    #expect(finding.reactions.count == 11)
    #expect(finding.skipsFirst && finding.printed)
  }

  private struct PublicFinding: Decodable {
    let violations: [String]
    let overflow: Int
    let phoneOverflow: Int
    let text: String
    let attacked: Bool
    let download: String
    let messages: [String]
    let requests: [String]
  }

  @Test("The public page reads as text, passes axe-core, asks for nothing and gives its data away")
  func publicPage() throws {
    let source = try HarmfulTown.source(replications: 1)
    let record = try #require(source.data.publicRecord)
    let html = PublicPage(record, of: source.scenario).html
    let finding = try #require(try HarmfulTown.check("public", [html], as: PublicFinding.self).first)
    #expect(finding.messages.isEmpty && finding.requests.isEmpty && finding.violations.isEmpty)
    #expect(!finding.attacked)
    #expect(finding.overflow <= 0 && finding.phoneOverflow <= 0)
    #expect(finding.text.contains(HarmfulTown.names[0]) && finding.text.contains("This is a simulation"))
    #expect(Array(finding.download.utf8) == record.csv(of: source.scenario))
  }
}
