// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension Manifest {
  /// Returns a strategy of the run as a command line names it.
  ///
  /// Labels are such names already, but for a strategy that asks a program: there the label has the program's name, and
  /// the command is noted beside it.
  ///
  /// - Parameter label: The strategy's name in results.
  public func argument(of label: String) -> String {
    guard let program = programs?.first(where: { $0.strategy == label }),
      let colon = label.firstIndex(of: ":")
    else { return label }
    let body = label[label.index(after: colon)...]
    // The label ends in the program's name; before it stand parameters, if there are any.
    let space = body.lastIndex(of: " ")
    let parameters = space.map { body[..<$0] + " " } ?? ""
    let name = space.map { body[body.index(after: $0)...] } ?? body
    return "\(label[..<colon]):\(parameters)name=\(name) \(ProgramCommand(program.command).text)"
  }
}
