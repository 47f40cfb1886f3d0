// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Questions

/// What the process writes to: a person's terminal, or a pipe or file.
enum Terminal {
  /// Whether progress can be shown.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && !isDumb }

  /// How text on stdout looks; `NO_COLOR` and a dumb terminal are respected.
  static var style: TextStyle {
    let noColour = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return TextStyle(usesColour: isatty(STDOUT_FILENO) == 1 && !noColour && !isDumb)
  }

  private static var isDumb: Bool { ProcessInfo.processInfo.environment["TERM"] == "dumb" }
}
