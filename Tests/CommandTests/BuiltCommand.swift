// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting

/// The built `patrolsim`, run as a process of its own.
struct BuiltCommand {
  /// What a process left behind.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The folder that it runs in; empty at first.
  let folder: String

  /// Calls a function with the command in a folder that is removed afterwards.
  static func withFolder<Value>(_ body: (BuiltCommand) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-command-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try town.write(toFile: folder + "/town.yaml", atomically: true, encoding: .utf8)
    return try body(BuiltCommand(folder: folder))
  }

  /// Stand-ins for what draws reports, so that tests don't depend on its being installed.
  private static let tools: String = {
    let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-tools-\(getpid())"
    try? FileManager.default.createDirectory(atPath: folder + "/page", withIntermediateDirectories: true)
    for name in ["vega.js", "leaflet.js", "leaflet.css", "notices.txt"] {
      try? "/* stands for \(name) */".write(
        toFile: "\(folder)/page/\(name)", atomically: true, encoding: .utf8)
    }
    return folder
  }()

  /// The executable, beside the test bundle.
  static var executable: URL {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let beside = own.deletingLastPathComponent().appendingPathComponent("patrolsim")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return Bundle.main.bundleURL.deletingLastPathComponent().appendingPathComponent("patrolsim")
  }

  /// Runs the command to its end.
  func callAsFunction(_ arguments: String...) throws -> Outcome {
    try finish(start(BuiltCommand.executable, arguments))
  }

  /// Starts a process with its output in files of the folder.
  func start(
    _ executable: URL, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["PATROLSIM_TOOLS": BuiltCommand.tools]) { _, own in own }
      .merging(environment) { _, own in own }
    for name in ["stdout", "stderr"] {
      try Data().write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    process.standardOutput = FileHandle(forWritingAtPath: folder + "/stdout")
    process.standardError = FileHandle(forWritingAtPath: folder + "/stderr")
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Waits for the end of a process; one that hangs is killed, and an error thrown.
  func finish(_ process: Process) throws -> Outcome {
    let id = process.processIdentifier
    let words = ([process.executableURL?.lastPathComponent ?? ""] + (process.arguments ?? [])).joined(
      separator: " ")
    try Watchdog.guarding(words, end: { kill(id, SIGKILL) }) { process.waitUntilExit() }
    return Outcome(status: process.terminationStatus, output: try text("stdout"), errors: try text("stderr"))
  }

  /// Starts a process and halts it once something is so, as if nothing of what follows took any time.
  ///
  /// - Parameters:
  ///   - arguments: Of the command.
  ///   - moment: What is waited for.
  ///   - again: Puts right what a process has done that was at its end before the moment was seen; it is started again.
  ///   - isSo: Looks whether it is.
  /// - Returns: The process; `SIGCONT` lets it go on.
  func halted(
    _ arguments: [String], when moment: String, again: () throws -> Void = {}, _ isSo: () throws -> Bool
  ) throws -> Process {
    for _ in 0..<20 {
      let process = try start(BuiltCommand.executable, arguments)
      try Watchdog.wait(until: moment) { try isSo() || !process.isRunning }
      kill(process.processIdentifier, SIGSTOP)
      let state = "/proc/\(process.processIdentifier)/stat"
      try Watchdog.wait(until: "process \(process.processIdentifier) is halted or has ended") {
        let text = (try? String(contentsOfFile: state, encoding: .utf8)) ?? ""
        return text.contains(") T ") || !process.isRunning
      }
      if process.isRunning { return process }
      try again()
    }
    throw Watchdog.WaitedInVain(what: moment)
  }

  /// Waits until a comparison has written rows of some replications to the draft of its results.
  func waitForRows(of process: Process, output: String) throws {
    try Watchdog.wait(until: "rows are in the draft, or the comparison has ended") {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      let draft = names.first { $0.hasPrefix(".\(output).draft-") } ?? ""
      return size(of: "\(folder)/\(draft)/outcomes.csv.gz") > 10_000 || !process.isRunning
    }
  }

  /// Returns the size of a file, in bytes; 0 where there is none.
  func size(of path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }

  /// Returns the text of a file in the folder; one that a limit has cut off may end in the middle of a character.
  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")), as: UTF8.self)
  }

  /// Returns the files of a folder by name, without the manifest.
  func files(in name: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let path = "\(folder)/\(name)"
    for file in try FileManager.default.subpathsOfDirectory(atPath: path) where file != "manifest.json" {
      // A folder has no contents of its own.
      files[file] = FileManager.default.contents(atPath: "\(path)/\(file)")
    }
    return files
  }

  /// A scenario file of three places, one of them with a name that a spreadsheet could take for a formula.
  static let town = """
    patrolsim: 1
    name: Small town
    phases:
      campaign_start: 2024-03-04
      history_weeks: 4
      campaign_weeks: 2
      after_weeks: 1
    places:
      - id: high-street
        name: High Street
        at: [51.51, -0.13]
        radius: 80 m
        role: target
        rates_per_year: {burglary: 60, robbery: 60, shoplifting: 180, vehicle-crime: 60}
      - id: high-street-ring
        name: '=Ring "A", north'
        at: [51.51, -0.1271]
        radius: 80 m
        role: buffer
        of: high-street
        rates_per_year: {burglary: 20, robbery: 20, shoplifting: 60, vehicle-crime: 20}
      - id: market
        name: Market
        at: [51.51, -0.0722]
        radius: 80 m
        role: control
        of: high-street
        rates_per_year: {burglary: 55, robbery: 55, shoplifting: 165, vehicle-crime: 55}
    operation:
      teams:
        - id: town
          base: [51.51, -0.13]
          places: [high-street]
      shifts:
        - {id: day, start: "10:00", length: 9 h}
      units:
        - {id: town-day, team: town, shift: day}
    """
}
