// SPDX-License-Identifier: GPL-3.0-or-later

/// Guesses which name a person meant who wrote one that isn't known.
public enum NearMiss {
  /// Returns the known name that is nearest to the one given, if one is near.
  ///
  /// Near means: the same but for case and separators (`data_led`, `data-led`), or at most one edit for
  /// every three characters. An edit inserts, deletes or changes a character or swaps two neighbours
  /// (optimal string alignment). Of equally near names the first wins.
  ///
  /// - Parameters:
  ///   - name: What was written.
  ///   - names: What would have been right.
  /// - Complexity: O(number of names × length²); names longer than 64 characters match nothing.
  ///
  /// Source: Damerau, *Communications of the ACM* 7 (1964), 171–176.
  public static func suggestion(for name: String, among names: [String]) -> String? {
    let written = folded(name)
    guard !written.isEmpty, written.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in names {
      let target = folded(candidate)
      let allowed = max(1, max(written.count, target.count) / 3)
      guard candidate != name, target.count <= 64, abs(target.count - written.count) <= allowed else {
        continue
      }
      let found = distance(written, target)
      guard found <= allowed, found < min(written.count, target.count) else { continue }
      if found < best?.distance ?? .max { best = (candidate, found) }
    }
    return best?.name
  }

  /// Returns a name in lower case with `-` for every separator.
  private static func folded(_ name: String) -> [Character] {
    name.lowercased().map { "_ .".contains($0) ? "-" : $0 }
  }

  /// Returns the number of edits between two names, by optimal string alignment.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        row[j] = min(change, last[j] + 1, row[j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
