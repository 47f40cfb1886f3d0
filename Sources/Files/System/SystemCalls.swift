// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// What results and journals ask of the operating system: the one seam through which they reach a disk, and read a clock.
///
/// ``Disk`` does it for real. Tests put a disk in its place that fails, writes short, crashes between any two calls and loses
/// what was not brought to it. A database that a library writes into a draft passes by here when it is brought to the
/// disk and put in place.
///
/// Every call either did what it says or throws the system's reason; none is repeated and none replaces what it doesn't say.
package protocol SystemCalls: Sendable {
  /// Creates a file that nobody else has, to write to; fails where anything has its name, be it a link.
  func create(_ path: String) throws(SystemFailure) -> Int32
  /// Opens a regular file to read and write, or creates it; a link is not followed.
  func openToGrow(_ path: String) throws(SystemFailure) -> Int32
  /// Opens a file that somebody else has written, to bring it to the disk; a link is not followed.
  func openToSync(_ path: String) throws(SystemFailure) -> Int32
  /// Writes bytes at an offset and returns how many were written, at least 1.
  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int) throws(SystemFailure) -> Int
  /// Cuts a file off.
  func truncate(_ file: Int32, to length: Int) throws(SystemFailure)
  /// Brings a file's content to the disk.
  func sync(_ file: Int32) throws(SystemFailure)
  /// Closes a file, whatever becomes of it.
  func close(_ file: Int32)
  /// Makes a folder that is not there.
  func makeFolder(_ path: String) throws(SystemFailure)
  /// Brings the names in a folder to the disk.
  func syncFolder(_ path: String) throws(SystemFailure)
  /// Gives a file another name; a file that has it is replaced, in one step.
  func rename(_ path: String, to other: String) throws(SystemFailure)
  /// Gives a file or folder a name that nothing has.
  func renameExclusively(_ path: String, to other: String) throws(SystemFailure)
  /// Lets two folders take each other's name, in one step.
  func exchange(_ path: String, with other: String) throws(SystemFailure)
  /// Removes a file or a link.
  func remove(_ path: String) throws(SystemFailure)
  /// Removes an empty folder.
  func removeFolder(_ path: String) throws(SystemFailure)
  /// The time of a clock that never jumps, since a start of its own, in seconds.
  var steadySeconds: Double { get }
  /// The time of day, which may be any.
  var now: Date { get }
}

/// Why the system refused a call.
package struct SystemFailure: Error, Hashable, CustomStringConvertible {
  /// As `errno` has it.
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// The system's words, with the limit where one stands in the way: `No space left on device`.
  package var description: String { systemReason(code) }
}
