// SPDX-License-Identifier: GPL-3.0-or-later

/// Takes a path as the command line names it; every option and argument that is one is read by this.
///
/// - Throws: ``EmptyPath``: an empty path would mean the current folder, as where a script's variable was never set.
func namedPath(_ text: String) throws(EmptyPath) -> String {
  guard !text.isEmpty else { throw EmptyPath() }
  return text
}

/// A path that is empty.
struct EmptyPath: Error, CustomStringConvertible {
  let description = "it is empty; name a file or a folder"
}
