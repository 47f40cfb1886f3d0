// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import Testing

@testable import CrimeRecords

@Suite("Cleaning")
struct CleaningTests {
  private func clean(_ folder: ScratchFolder, area: [String] = []) throws -> CleaningReport {
    var options = ImportOptions(paths: [folder.path])
    options.area = area
    return try CrimeImport(options).cleanRecords().report
  }

  @Test("every row is kept or dropped for one reason, and the counts add up")
  func countsAddUp() throws {
    let folder = try ScratchFolder()
    let rows = [
      row(id: "aa"), row(id: "bb"), row(id: "aa"), row(type: "Anti-social behaviour"),
      row(type: "Anti-social behaviour"),
      row(id: "cc", longitude: "", latitude: "", location: "No Location"), row(id: "dd", type: "Piracy"),
      row(id: "ee", month: "202-01"), "too,short", row(id: "ff", longitude: "x"),
      row(id: "gg", longitude: "-1.700000", lsoa: "Derbyshire Dales 001A"),
      row(id: "hh", location: "\"Smith's Yard, North\""),
    ]
    let filler = (0..<60).map { row(id: "f\($0)") }
    try folder.write(streetFile(rows + filler), to: "2020-01/2020-01-force-street.csv")
    let report = try clean(folder)
    #expect(report.addsUp)
    #expect(report.rowsRead == 72)
    #expect(report.kept == 65)
    #expect(
      report.dropped == [
        .duplicateID: 1, .noLocation: 1, .unknownType: 1, .unreadable: 3, .outsideArea: 1,
      ])
    #expect(report.unknownTypes == ["Piracy"])
    #expect(report.examples.first { $0.reason == .unknownType }?.row == 8)
  }

  @Test("rows without an ID are separate incidents in a file, and one incident in two files")
  func rowsWithoutID() throws {
    let folder = try ScratchFolder()
    let twice = [row(type: "Anti-social behaviour"), row(type: "Anti-social behaviour")]
    try folder.write(streetFile(twice), to: "2020-01-north-street.csv")
    try folder.write(streetFile(twice + twice.prefix(1)), to: "2020-01-city-street.csv")
    let report = try clean(folder)
    #expect(report.kept == 3)
    #expect(report.dropped == [.repeatedInOtherFile: 2])
  }

  @Test(
    "more points, names, Crime IDs, counts or types than are kept are refused, with the row",
    arguments: [
      (RecordIntake.Limits(points: 1), "points"),
      (RecordIntake.Limits(nameBytes: 40), "bytes in names of places"),
      (RecordIntake.Limits(crimeIDs: 2), "Crime IDs"),
      (RecordIntake.Limits(counts: 1), "counts by place, type and month"),
      (RecordIntake.Limits(typeNames: 2), "types of crime"),
    ])
  func memoryBounds(limits: RecordIntake.Limits, what: String) throws {
    let text = streetFile([
      row(id: "a"), row(id: "b", longitude: "-0.140000", location: "On or near Low Street", type: "Piracy"),
      row(id: "c", longitude: "-0.150000", location: "On or near Low Street", type: "Burglary"),
      row(id: "d", longitude: "-0.150000", location: "On or near Low Street", type: "Burglary"),
    ])
    func read(_ limits: RecordIntake.Limits) throws {
      var intake = RecordIntake(types: CrimeType.policeUK, from: nil, to: nil, limits: limits)
      let reader = CSVReader(file: "test.csv", source: MemoryByteSource(Array(text.utf8)))
      try intake.read(reader, family: "city") { _ in }
    }
    try read(RecordIntake.Limits())
    let problem = #expect(throws: ImportProblem.self) { try read(limits) }
    #expect(
      problem?.description.contains("different \(what), the most that are kept") == true,
      "\(String(describing: problem))")
  }

  @Test("a day that no month has, and a count that no borough has, end no import")
  func numbersOutOfReach() throws {
    #expect(TimedLayout.date("01/9223372036854775807/2020") == nil)
    let folder = try ScratchFolder()
    let header = "MajorText,MinorText,BoroughName,202401\n"
    let row = "Robbery,Robbery of Personal Property,Camden,9223372036854775807\n"
    let file = try folder.write(header + row + row, to: "counts.csv")
    let problem = ImportProblem.invalidCount(file: file, row: 2, value: .max, limit: 1_000_000_000)
    #expect(throws: ImportFailure([problem])) {
      try LevelTables(folder: folder.path, types: CrimeType.policeUK)
    }
  }

  @Test("a monthly count that is no number is refused, and an empty one is none")
  func wordsForCounts() throws {
    let folder = try ScratchFolder()
    let header = "MajorText,MinorText,BoroughName,202401,202402\n"
    let file = try folder.write(
      header
        + "Robbery,Robbery of Personal Property,Camden,7,\nRobbery,Robbery of Personal Property,Camden,7,n/a\n",
      to: "counts.csv")
    #expect(throws: ImportFailure([.notACount(file: file, row: 3, text: "n/a")])) {
      try LevelTables(folder: folder.path, types: CrimeType.policeUK)
    }
  }

  @Test("an outline without a point is no outline")
  func emptyOutline() throws {
    let folder = try ScratchFolder()
    let file = try folder.write(#"{"type": "Polygon", "coordinates": [[]]}"#, to: "empty.geojson")
    let reason = "feature 1 has a ring of 0 points; it takes three at least"
    #expect(throws: ImportProblem.notBoundary(file: file, reason: reason)) {
      try Boundary(file: file)
    }
  }

  @Test("a time of change that no calendar has orders publications all the same")
  func farTimesOfChange() throws {
    let folder = try ScratchFolder()
    let early = try folder.write(streetFile([row(id: "a")]), to: "one/2020-01-city-street.csv")
    let late = try folder.write(streetFile([row(id: "b")]), to: "two/2020-01-city-street.csv")
    // A file system that can't hold such times holds the nearest that it can.
    for (path, second) in [(early, Int.min / 2), (late, Int.max)] {
      let time = timespec(tv_sec: second, tv_nsec: 0)
      #expect(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
    }
    #expect(try RecordFiles(paths: [folder.path]).files.map(\.path) == [late])
  }

  @Test("of a month published twice the later publication is read")
  func republishedMonth() throws {
    let folder = try ScratchFolder()
    try folder.write(streetFile([row(id: "a")]), to: "2020-01-city-street.csv")
    try folder.write(streetFile([row(id: "b"), row(id: "c")]), to: "2021-11/2020-01/2020-01-city-street.csv")
    let report = try clean(folder)
    #expect(report.rowsRead == 2)
    #expect(report.superseded.count == 1)
  }

  @Test("a file that only touches a neighbourhood adds no months to it")
  func partlyCovered() throws {
    let folder = try ScratchFolder()
    let edge = "Westminster 009A"
    for month in ["2020-01", "2020-02"] {
      let inside = (0..<20).map { row(id: "\(month)\($0)", month: month) }
      let touched = row(id: "e\(month)", month: month, longitude: "-0.120000", lsoa: edge)
      try folder.write(streetFile(inside + [touched]), to: "\(month)-north-street.csv")
    }
    let south = (0..<10).map { row(id: "s\($0)", longitude: "-0.120000", lsoa: edge) }
    let shared = row(id: "e2020-01", longitude: "-0.120000", lsoa: edge)
    try folder.write(streetFile(south + [shared]), to: "2020-01-south-street.csv")
    let report = try clean(folder)
    #expect(report.addsUp)
    #expect(report.kept == 51)
    #expect(report.dropped == [.duplicateID: 1, .partlyCovered: 1])
  }

  @Test("outcomes and stop and search beside street files are passed over and counted")
  func otherFiles() throws {
    let folder = try ScratchFolder()
    try folder.write(streetFile([row(id: "a")]), to: "a/2020-01-city-street.csv")
    try folder.write("Crime ID,Month,Outcome type\n", to: "a/2020-01-city-outcomes.csv")
    try folder.write("Type,Date,Object of search\n", to: "a/2020-01-city-stop-and-search.csv")
    #expect(try clean(folder).passedOver == ["outcomes": 1, "stop and search": 1])
  }

  @Test("the layout of Camden council is read by its own columns")
  func camdenLayout() throws {
    let folder = try ScratchFolder()
    let header = "Category,Street Name,Persistent ID,Epoch,Ward Name,Longitude,Latitude"
    let lines = [header, "Robbery,On or near X Street,aa,06/01/2019 12:00:00 AM,Holborn,-0.12,51.52"]
    try folder.write(lines.joined(separator: "\r\n"), to: "sample.csv")
    let report = try clean(folder)
    #expect(report.months == ["2019-06"])
    #expect(report.kept == 1)
  }

  @Test("the report as JSON has the same counts")
  func jsonReport() throws {
    let folder = try ScratchFolder()
    try folder.write(streetFile([row(id: "a"), row(id: "a")]), to: "2020-01-city-street.csv")
    let report = try clean(folder)
    let parsed = try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any]
    #expect(parsed?["rowsRead"] as? Int == 2)
    #expect((parsed?["dropped"] as? [String: Int])?["duplicate Crime ID"] == 1)
  }
}

@Suite("Input that can't be imported")
struct BadInputTests {
  @Test("a folder without CSV files, and a path that isn't there, are both named")
  func nothingThere() throws {
    let folder = try ScratchFolder()
    try folder.write("no records", to: "notes.txt")
    let found = problems(ImportOptions(paths: [folder.path, "/nowhere"]))
    #expect(found == [.noFiles(folder: folder.path), .noSuchPath(path: "/nowhere")])
  }

  @Test("every broken file is reported at once")
  func everyBrokenFile() throws {
    let folder = try ScratchFolder()
    let cut = try folder.write(streetFile([row(id: "a")]) + "abc,2020", to: "1.csv")
    let empty = try folder.write("", to: "2.csv")
    try folder.write("Crime ID,Month,Longitude,Latitude,Location,Crime type\n", to: "3.csv")
    let found = problems(ImportOptions(paths: [folder.path]))
    #expect(found.count == 3)
    #expect(
      found.prefix(2) == [
        .cutInMidRow(file: cut, row: 3, fieldCount: 2, expected: 12), .emptyFile(file: empty),
      ])
    guard case .unknownLayout(_, _, "data.police.uk street", ["lsoa name"], let known) = found.last else {
      Issue.record("\(found)")
      return
    }
    #expect(known.count == 2)
  }

  @Test("a folder of other police files only is an error that says so")
  func onlyOtherFiles() throws {
    let folder = try ScratchFolder()
    try folder.write("Crime ID,Month,Outcome type\n", to: "outcomes.csv")
    #expect(
      problems(ImportOptions(paths: [folder.path])) == [.noStreetFiles(paths: [folder.path], ignored: 1)])
  }

  @Test("an unknown borough is named with the nearest that is known")
  func unknownArea() throws {
    let folder = try ScratchFolder()
    try folder.write(streetFile([row(id: "a")]), to: "2020-01-city-street.csv")
    var options = ImportOptions(paths: [folder.path])
    options.area = ["Westminter"]
    #expect(
      problems(options) == [.unknownArea(name: "Westminter", nearest: "Westminster", known: ["Westminster"])])
    #expect(problems(options).first?.description.contains("did you mean \"Westminster\"?") == true)
  }

  @Test("options outside their range are reported together")
  func badOptions() {
    var options = ImportOptions(paths: ["/nowhere"])
    options.from = "2020-13"
    options.radiusInMetres = -1
    options.targets = 0
    #expect(problems(options).count == 3)
  }

  @Test("records that all drop out are an error with the reasons")
  func nothingLeft() throws {
    let folder = try ScratchFolder()
    try folder.write(streetFile([row(id: "a", longitude: "", latitude: "")]), to: "2020-01-city-street.csv")
    #expect(
      problems(ImportOptions(paths: [folder.path])) == [.nothingKept(rowsRead: 1, reasons: ["no location 1"])]
    )
  }
}
