// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// What tests of studies share: a small study, its undisturbed results, and ways to disturb it.
extension BuiltCommand {
  /// A study of 48 cells of the small town.
  static let study = """
    patrolsim-batch: 1
    name: Small study
    scenarios: town.yaml
    strategies: [fixed-rota]
    replications: 3
    design: sobol
    points: 12
    parameters:
      deterrence.fast_gain: {from: 0.2, to: 0.95}
      deterrence.slow_decay: {from: 0.5 d, to: 5 d, scale: log}
    """

  /// Writes the study and returns the files of its results where nothing disturbs it.
  func undisturbed() throws -> [String: Data] {
    try BuiltCommand.study.write(toFile: folder + "/study.yaml", atomically: true, encoding: .utf8)
    let outcome = try self("batch", "study.yaml", "--output", "whole")
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try results("whole")
  }

  /// Returns how far a study has come: the bytes that it has written so far, into its folder and into drafts.
  func progress(of name: String) -> Int {
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let own = files.filter { $0.hasPrefix("\(name)/") || $0.hasPrefix(".\(name).") }
    return own.reduce(0) { $0 + size(of: "\(folder)/\($1)") }
  }

  /// Returns the files of a study's results, which are the same for the same work.
  func results(_ name: String) throws -> [String: Data] {
    try files(in: name).filter { !$0.key.hasPrefix("work") }
  }

  /// Runs a line of a shell.
  @discardableResult
  func shell(_ line: String) throws -> Int32 {
    try finish(start(URL(fileURLWithPath: "/bin/sh"), ["-c", line])).status
  }

  /// Whether this user may mount file systems.
  static let canMount: Bool = {
    let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-mount-\(UUID().uuidString)"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "mkdir \(folder) && mount -t tmpfs -o size=64k none \(folder) && umount \(folder)",
    ]
    process.standardError = FileHandle.nullDevice
    try? process.run()
    process.waitUntilExit()
    rmdir(folder)
    return process.terminationStatus == 0
  }()

  /// A library that tells a process a false time, built for this run; `nil` where there is no C compiler.
  static let falseClock: String? = {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("FalseClock/false_clock.c").path
    let library = FileManager.default.temporaryDirectory.path + "/patrolsim-clock-\(getpid()).so"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "cc -shared -fPIC -O1 -o '\(library)' '\(source)' -ldl"]
    process.standardError = FileHandle.nullDevice
    try? process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? library : nil
  }()
}
