// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// A study that can't be run, with everything that is wrong in it.
public struct InvalidBatch: Error, Hashable, CustomStringConvertible {
  /// A sentence each, without a full stop.
  public let problems: [String]

  public init(_ problems: [String]) { self.problems = problems }

  /// One line for each problem.
  public var description: String { problems.map { printable($0) }.joined(separator: "\n") }
}
