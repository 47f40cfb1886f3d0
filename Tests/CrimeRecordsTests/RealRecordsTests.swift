// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import Testing

@testable import CrimeRecords

@Suite("Real records", .enabled(if: RealData.folder != nil, RealData.reason))
struct RealRecordsTests {
  private let data = RealData.folder ?? ""

  @Test("the City of London's 66 months add up, and its ASB rows without an ID are kept")
  func cityOfLondon() throws {
    let folder = try #require(Optional("\(data)/uk-street/city-of-london"))
    let report = try CrimeImport(ImportOptions(paths: [folder])).cleanRecords().report
    #expect(report.addsUp)
    #expect(report.filesRead == 66)
    #expect(report.rowsRead == 41_035)
    #expect(report.dropped[.noLocation] == 2_754)
    #expect(report.missingMonths == ["2017-07", "2017-08", "2017-09", "2017-10", "2017-11"])
    #expect(report.dropped[.repeatedInOtherFile] == nil)
  }

  @Test("a later extract of a month takes the place of the earlier")
  func vintages() throws {
    let paths = ["\(data)/uk-street/city-of-london/2020-11", "\(data)/uk-street/vintages"]
    let report = try CrimeImport(ImportOptions(paths: paths)).cleanRecords().report
    #expect(report.filesRead == 1)
    #expect(report.rowsRead == 496)
    #expect(report.superseded.first?.contains("extract-2021-11") == true)
  }

  @Test("overlapping files of May 2018 count no incident twice")
  func overlappingFiles() throws {
    var options = ImportOptions(paths: ["\(data)/uk-street/metropolitan-api/2018-05"])
    options.area = ["Westminster", "Camden"]
    let report = try CrimeImport(options).cleanRecords().report
    #expect(report.addsUp)
    #expect(report.dropped[.repeatedInOtherFile] == 1_429 + 346)
  }

  @Test("outcomes are passed over, and Camden council's own table is read")
  func otherLayouts() throws {
    let outcomes = "\(data)/uk-outcomes/city-of-london"
    #expect(problems(ImportOptions(paths: [outcomes])) == [.noStreetFiles(paths: [outcomes], ignored: 3)])
    let report = try CrimeImport(ImportOptions(paths: ["\(data)/uk-street/camden-council"])).cleanRecords()
      .report
    #expect(report.rowsRead == 4_075)
    #expect(report.months == ["2019-06"])
  }

  @Test(
    "hours come from every timestamped layout",
    arguments: [
      "chicago/chicago_2014-02-28_2014-03-15_portal.csv",
      "chicago/chicago_aggravated_assaults_2010_2019.csv.gz",
      "los-angeles/la_2022_excel_mangled_sample.csv", "aoristic/nyc_burglary_2019-01_from_to.csv",
    ])
  func times(file: String) throws {
    var fit = HourProfileFit(types: CrimeType.policeUK)
    try fit.read(file: "\(data)/us-incidents/\(file)")
    #expect(fit.used > fit.rows / 2)
    #expect(fit.profiles(source: file).allSatisfy { $0.multipliers.count == 168 })
  }

  @Test("borough tables map to the types of data.police.uk")
  func levels() throws {
    let levels = try LevelTables(folder: "\(data)/mps-counts", types: CrimeType.policeUK)
    let robbery = try #require(CrimeType.policeUK.firstIndex { $0.id == "robbery" })
    let asb = try #require(CrimeType.policeUK.firstIndex { $0.id == "anti-social-behaviour" })
    let month = RecordMonth(year: 2018, month: 5)
    let total = levels.counts.values.reduce(0) { $0 + ($1[robbery]?[month] ?? 0) }
    #expect(total == 217 + 2_392)
    #expect(!levels.has(borough: "Westminster", type: asb))
    #expect(levels.counts["Camden"]?[robbery]?.count == 168 + 24)
  }
}
