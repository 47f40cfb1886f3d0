// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@testable import Files

@Suite("What may be trusted")
struct OwnFileTests {
  private static func withFolder(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/inner", withIntermediateDirectories: false)
      try Data("text".utf8).write(to: URL(fileURLWithPath: folder + "/inner/file"))
      for (path, mode) in [("", 0o755), ("/inner", 0o755), ("/inner/file", 0o644)] {
        chmod(folder + path, mode_t(mode))
      }
      try body(folder)
    }
  }

  @Test("belongs to the user and can be changed by nobody else", arguments: [0o666, 0o646, 0o602])
  func writable(mode: Int) throws {
    try Self.withFolder { folder in
      let file = folder + "/inner/file"
      try OwnFile.check(file)
      try OwnFile.checkTree(folder)
      chmod(file, mode_t(mode))
      let hand = ForeignHand.writable(path: file, mode: String(mode, radix: 8))
      #expect(throws: hand) { try OwnFile.check(file) }
      #expect(throws: hand) { try OwnFile.checkTree(folder) }
    }
  }

  @Test("is no other user's", .enabled(if: geteuid() == 0, "only root can give files away"))
  func owner() throws {
    try Self.withFolder { folder in
      #expect(chown(folder + "/inner", 12_345, 12_345) == 0)
      #expect(throws: ForeignHand.owner(path: folder + "/inner", id: 12_345)) {
        try OwnFile.checkTree(folder)
      }
      #expect(throws: ForeignHand.owner(path: folder + "/inner", id: 12_345)) {
        try OwnFile.checkFolder(of: folder + "/inner/file")
      }
    }
  }

  @Test("is what it is called, or leads to what is the same and lies where nobody else may replace it")
  func links() throws {
    try Self.withFolder { folder in
      let link = folder + "/link"
      #expect(symlink(folder + "/inner/file", link) == 0)
      #expect(throws: ForeignHand.kind(path: link, kind: "a link")) { try OwnFile.check(link) }
      try OwnFile.checkTree(folder)
      try Self.withFolder { other in
        #expect(unlink(link) == 0 && symlink(other + "/inner/file", link) == 0)
        try OwnFile.checkTree(folder)
        chmod(other + "/inner", 0o777)
        #expect(throws: ForeignHand.self) { try OwnFile.checkTree(folder) }
        // Where everybody may replace only what is their own.
        chmod(other + "/inner", 0o1777)
        try OwnFile.checkTree(folder)
        // A folder that a link leads to counts with all that is below it.
        chmod(other + "/inner", 0o755)
        #expect(unlink(link) == 0 && symlink(other, link) == 0)
        try OwnFile.checkTree(folder)
        chmod(other + "/inner/file", 0o666)
        #expect(throws: ForeignHand.writable(path: other + "/inner/file", mode: "666")) {
          try OwnFile.checkTree(folder)
        }
      }
      #expect(throws: ForeignHand.missing(path: folder + "/none")) { try OwnFile.check(folder + "/none") }
    }
  }
}
