// SPDX-License-Identifier: GPL-3.0-or-later

/// What a program finds in its environment and hands down to whatever it starts, so that orphans can be told whose they are.
struct ProgramMark: Hashable, Sendable {
  /// The variable that holds it.
  static let variable = "PATROLSIM_CHILD"

  /// A number that nobody else has, as 16 digits.
  let text: String

  init() {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    text = String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The variable with its value: the marks that this process was given, each before a slash, then this one.
  ///
  /// - Parameter inherited: The value that this process was given, where it descends from a program itself.
  func assignment(after inherited: String?) -> String {
    "\(ProgramMark.variable)=\(inherited.map { "\($0)/" } ?? "")\(text)"
  }

  /// Whether a variable of an environment, as `NAME=VALUE`, holds it.
  func stands(in assignment: some Collection<UInt8>) -> Bool {
    let name = Array("\(ProgramMark.variable)=".utf8)
    guard assignment.starts(with: name) else { return false }
    return assignment.dropFirst(name.count).split(separator: UInt8(ascii: "/")).contains {
      $0.elementsEqual(text.utf8)
    }
  }
}
