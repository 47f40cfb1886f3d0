// SPDX-License-Identifier: GPL-3.0-or-later

/// The version of PatrolSim, which every result carries.
public enum PatrolSimVersion {
  /// As `major.minor.patch`; a result may change with any of them, and the change log says how.
  public static let current = "0.1.0"
}
