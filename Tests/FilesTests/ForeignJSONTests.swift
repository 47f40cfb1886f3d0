// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Files

@Suite("JSON from elsewhere")
struct ForeignJSONTests {
  private struct Town: Decodable, Equatable {
    let name: String
    let places: [Double]
  }
  private static let json = ForeignJSON(size: 200, depth: 3, text: 10, values: 12)

  private static func read(_ text: String) throws(JSONProblem) -> Town {
    try json.decode(Town.self, from: Array(text.utf8))
  }

  @Test("is read where it keeps its bounds, brackets and commas within texts left aside")
  func good() throws {
    let town = try ForeignJSONTests.read(#"{"name": "[[,,\"\\", "places": [1, 2e3]}"#)
    #expect(town == Town(name: "[[,,\"\\", places: [1, 2_000]))
  }

  @Test(
    "is refused with the path of the value and why",
    arguments: [
      (#"{"name": "x"}"#, "places is missing"), (#"{"name": null, "places": []}"#, "name is null"),
      (#"{"name": "x", "places": [1, "2"]}"#, "places[1] is not a number"),
      (#"{"name": "x", "places": [1e999]}"#, "a number too large"),
      ("[", "it is not JSON"), ("", "it is not JSON"),
      ("[[[[]]]]", "it is too large, on line 1: more than 3 lists or objects lie in each other"),
      ("\n{\"name\": \"12345678901", "it is too large, on line 2: a text has more than 10 bytes"),
      ("[1,1,1,1,1,1,1,1,1,1,1,1,1]", "there are more than 12 values"),
      ("[123456789012]", "a number has more than 10 digits"),
      (String(repeating: " ", count: 201), "it has 201 bytes; at most 200 are read"),
      ("\"\\", "it is not JSON"),
      ("\"aaaaaaaaa\\", "it is too large, on line 1: a text has more than 10 bytes"),
    ])
  func bad(text: String, said: String) {
    let error = #expect(throws: JSONProblem.self) { try ForeignJSONTests.read(text) }
    #expect(error?.description.contains(said) == true, "\(error?.description ?? "")")
  }

  @Test("tells the first of many problems, how many more there are, and nothing that could act on a terminal")
  func many() {
    var problems = ValueProblems()
    for index in 0..<25 { problems.require(Double(index), in: 30...40, "list[\(index)]") }
    #expect(problems.lines.count == 21 && problems.lines[0] == "list[0] is 0.0; it must be from 30.0 to 40.0")
    #expect(problems.lines[20] == "… and 5 more values like these")
    var texts = ValueProblems()
    texts.require([1, 2], are: [1, 3], "as before", "a\u{1b}[2J")
    texts.require([1], are: [1, 3], "as before", "b")
    texts.require(.nan, in: 0...1.0, "c")
    #expect(
      texts.lines == [
        "a\\u{1b}[2J[1] is 2; it must be 3, as before", "b has 1 entries; there must be 2, as before",
        "c is nan; it must be from 0.0 to 1.0",
      ])
  }
}
