// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import GRDB
import PatrolTesting
import Testing

@testable import Tables

/// A table with a column of every kind, which each sink is tried on.
private struct Stop: Sendable {
  var place = "high-street"
  var count = 3
  var share: Double? = 0.123_456_789
  var isOn = true
  var words: String? = "a, \"b\""
  var exact = Cell.exact(0.1234567891)

  static let table = Tables.Table<Stop>(
    "stops", "One stop a row.", key: ["place"],
    [
      Tables.Column(
        "place", "The id of the place", reference: Reference(table: "spot", resource: "spots", field: "place")
      ) { $0.place },
      Tables.Column("count", "How many there were", unit: "stops", in: .from(0)) { $0.count },
      Tables.Column("share", "The share of all", unit: "share", in: .share, decimals: 3) { $0.share },
      Tables.Column("on", "where it was on") { $0.isOn },
      Tables.Column("words", "What was said") { $0.words },
      Tables.Column("value", "A number or words") { $0.exact },
    ])

  static let spots = Tables.Table<String>(
    "spot", "One spot a row.", key: [], [Tables.Column("key", "Its id") { $0 }])
}

@Suite("Tables and where they go")
struct TableTests {
  private static let rows = [
    Stop(), Stop(place: "=cmd", count: -2, share: nil, isOn: false, words: nil, exact: .text("-1")),
    Stop(place: "ring", share: .infinity, words: ""),
  ]

  @Test("a file has a header and a row for each row, numbers to the decimals of their column")
  func csv() {
    let text = String(decoding: Stop.table.csv(TableTests.rows), as: UTF8.self)
    #expect(
      text == """
        place,count,share,on,words,value
        high-street,3,0.123,yes,"a, ""b\""",0.1234567891
        '=cmd,-2,,no,,'-1
        ring,3,,yes,,0.1234567891

        """)
  }

  @Test("an object of JSON has the same values, null where there is none, and texts as they are")
  func json() throws {
    let text = String(
      decoding: try JSONText.line(TableTests.rows.map { Stop.table.object($0) }), as: UTF8.self)
    #expect(
      text
        == #"[{"count":3,"on":true,"place":"high-street","share":0.123,"value":0.1234567891,"words":"a, \"b\""},"#
        + #"{"count":-2,"on":false,"place":"=cmd","share":null,"value":"-1","words":null},"#
        + #"{"count":3,"on":true,"place":"ring","share":null,"value":0.1234567891,"words":null}]"# + "\n")
  }

  @Test("a dictionary and a data package say what each column is")
  func descriptions() throws {
    let table = Stop.table.description
    #expect(table.file == "stops.csv")
    #expect(table.dictionary.contains("| share | share | The share of all |"))
    #expect(table.dictionary.contains("| on |  | yes where it was on |"))
    let resource = try JSONSerialization.jsonObject(
      with: JSONEncoder().encode(DataPackage.Resource(table, bytes: 12, digest: "ab")))
    let schema = try #require((resource as? [String: Any])?["schema"] as? [String: Any])
    let fields = try #require(schema["fields"] as? [[String: Any]])
    #expect(
      fields.compactMap { $0["type"] as? String } == [
        "string", "integer", "number", "boolean", "string", "any",
      ])
    let constraints = fields.map { $0["constraints"] as? [String: Any] }
    #expect(constraints[0]?["required"] as? Bool == true && constraints[4] == nil)
    #expect(constraints[2]?["minimum"] as? Double == 0 && constraints[2]?["maximum"] as? Double == 1)
    #expect(constraints[1]?["minimum"] as? Double == 0 && constraints[1]?["maximum"] == nil)
    #expect(schema["primaryKey"] as? [String] == ["place"])
    let foreign = try #require((schema["foreignKeys"] as? [[String: Any]])?.first)
    #expect((foreign["reference"] as? [String: Any])?["resource"] as? String == "spots")
  }

  @Test("a database has numbers for names, 1 and 0 for flags, all digits, and says what each column is")
  func database() throws {
    try withTemporaryFolder { folder in
      let database = try TableDatabase(path: folder + "/t.sqlite", version: 7)
      try database.add(numbered: Stop.spots, ["high-street", "=cmd", "ring"], from: 1, names: "key")
      try database.add(Stop.table, TableTests.rows)
      try database.add(
        DatabaseView(
          "named", "Stops with names.", [.field("name", "The spot", type: .text)],
          as: "SELECT s.key AS name FROM stops t JOIN spot s ON s.id = t.place"))
      try database.finish()
      let queue = try DatabaseQueue(path: folder + "/t.sqlite")
      try queue.read { (database: Database) throws -> Void in
        let stored = try Row.fetchAll(database, sql: "SELECT * FROM stops ORDER BY place")
        #expect(
          stored.first == [
            "place": 1, "count": 3, "share": 0.123_456_789, "on": 1, "words": "a, \"b\"",
            "value": 0.1234567891,
          ])
        #expect(
          stored.dropFirst().first == [
            "place": 2, "count": -2, "share": nil, "on": 0, "words": nil, "value": "-1",
          ])
        #expect(try Int.fetchOne(database, sql: "PRAGMA user_version") == 7)
        #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
        #expect(try String.fetchAll(database, sql: "SELECT name FROM named").count == 3)
        let meanings = try String.fetchAll(
          database, sql: "SELECT meaning FROM column_documentation WHERE table_name = 'stops' ORDER BY name")
        #expect(meanings.contains("1 where it was on, else 0") && meanings.contains("The number of the spot"))
        let tables = try String.fetchAll(
          database, sql: "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
        #expect(
          tables == (try String.fetchAll(database, sql: "SELECT name FROM documentation ORDER BY name")))
      }
    }
  }

  @Test("what a database can't hold is an error with its path, and no trap")
  func unwritable() throws {
    try withTemporaryFolder { folder in
      #expect(throws: WriteProblem.self) { try TableDatabase(path: folder + "/none/t.sqlite") }
      let database = try TableDatabase(path: folder + "/t.sqlite")
      let twice = ["ring", "ring"]
      let error = #expect(throws: WriteProblem.self) {
        try database.add(numbered: Stop.spots, twice, names: "key")
      }
      #expect(error?.path == folder + "/t.sqlite" && error?.reason.contains("UNIQUE") == true)
    }
  }
}
