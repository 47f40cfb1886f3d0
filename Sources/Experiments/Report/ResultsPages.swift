// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Writes pages into a folder of results that is there.
public enum ResultsPages {
  /// Writes each file beside its place, then puts it there: one that can't be written leaves the old one whole.
  ///
  /// - Parameters:
  ///   - files: Their paths below the folder and their contents.
  ///   - folder: The folder of results.
  /// - Throws: ``ResultsError`` of the first that can't be written.
  public static func write(_ files: [(path: String, bytes: [UInt8])], to folder: String) throws(ResultsError)
  {
    for (path, bytes) in files {
      let target = folder + "/" + path
      try OutputFile.makeFolder(of: target)
      try OutputFile.replace(bytes, at: target)
    }
  }
}
