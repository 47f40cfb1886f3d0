// SPDX-License-Identifier: GPL-3.0-or-later

/// The most that is read from files of records, so that no file can take all memory or go on for ever.
///
/// A year of all forces of England and Wales stays far below each.
enum ReadingLimit {
  /// The longest record, in bytes; a longer one is mostly a quotation mark that was never closed.
  static let record = 1 << 20
  /// The most fields of a record.
  static let fields = 1_000
  /// The most bytes of records in a file, unpacked: 64 GiB, as all of England and Wales have in decades.
  static let records = 64 << 30
  /// How many bytes gzip may unpack to whatever its packed size: 64 MiB.
  static let freelyUnpacked = 64 << 20
  /// To how many times its packed size gzip may unpack beyond that.
  static let unpackedPerPacked = 200
  /// The most bytes of a file that is held in memory as a whole, such as an outline.
  static let wholeFile = 64 << 20
  /// The most points that records may name.
  static let points = 4_000_000
  /// The most bytes in the different names of places, and of neighbourhoods.
  static let names = 256 << 20
  /// The most Crime IDs.
  static let crimeIDs = 100_000_000
  /// The most counts, by point, type and month or by neighbourhood and month.
  static let counts = 50_000_000
  /// The most boroughs in a table of monthly counts.
  static let boroughs = 1_000
  /// The most stations of a file.
  static let stations = 1_000_000
  /// The most types of crime with names of their own.
  static let typeNames = 10_000
}
