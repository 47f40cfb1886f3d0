// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

/// Every target of ours is held to the same language: Swift 6 mode (the default of this tools
/// version, with complete concurrency checking) and no warning left.
let settings: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A library target in `Sources/`, with the targets above it that it may import, and files that are compiled into it.
func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], embedding files: [String] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: files.map { .embedInCode($0) }, swiftSettings: settings
  )
}

/// The tests of one room.
func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.byName(name: name), "PatrolTesting"] + dependencies,
    exclude: exclude,
    swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let orderedCollections = Target.Dependency.product(name: "OrderedCollections", package: "swift-collections")

let package = Package(
  name: "PatrolSim",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "patrolsim", targets: ["patrolsim"]),
    .library(name: "DiscreteEvents", targets: ["DiscreteEvents"]),
    .library(name: "RandomVariates", targets: ["RandomVariates"]),
    // For those who draw from a distribution of GSL's with a stream of RandomVariates.
    .library(name: "CGSL", targets: ["CGSL"]),
    .library(name: "OutputAnalysis", targets: ["OutputAnalysis"]),
    .library(
      name: "PatrolSim",
      targets: [
        "CrimeModel", "PatrolModel", "PatrolStrategies", "ScenarioFiles", "CrimeRecords",
        "Evaluation", "Experiments", "Reports",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // C parts, as Debian ships them.
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(name: "CRandom123", providers: [.apt(["librandom123-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CProcesses"),
    .target(name: "CExclusiveRename"),

    // Rooms: each imports only from rows above its own.
    room("Files", ["CExclusiveRename", "CZlib"]),
    room("Processes", ["CProcesses", "Files"]),
    room("DiscreteEvents"),
    room("RandomVariates", ["CGSL", "CRandom123"]),
    room("OutputAnalysis", ["CGSL"]),
    room("CrimeModel", ["DiscreteEvents", "RandomVariates"]),
    room("PatrolModel", ["Processes", "Files", "DiscreteEvents", "RandomVariates", "CrimeModel", heap]),
    room("PatrolStrategies", ["Processes", "Files", "PatrolModel", "CrimeModel", "RandomVariates"]),
    room(
      "ScenarioFiles", ["Files", "PatrolModel", "PatrolStrategies", "CrimeModel", yams, orderedCollections]),
    room(
      "CrimeRecords",
      [
        "Files", "ScenarioFiles", "PatrolModel", "CrimeModel", "RandomVariates", "CGSL", "CZlib",
        orderedCollections,
      ]),
    room("Evaluation", ["OutputAnalysis", "PatrolModel", "CrimeModel", "RandomVariates"]),
    room(
      "Experiments",
      [
        "Files", "Processes", "Evaluation", "OutputAnalysis", "ScenarioFiles", "PatrolStrategies",
        "PatrolModel", "CrimeModel", "RandomVariates", "CZlib", grdb, sqlite, logging,
      ]),
    room(
      "Reports",
      [
        "Files", "Experiments", "Evaluation", "OutputAnalysis", "ScenarioFiles", "PatrolModel", "CrimeModel",
        orderedCollections,
      ],
      embedding: [
        "Page/Resources/report.js", "Page/Resources/report.css", "Page/Resources/public.css",
      ]),
    .executableTarget(
      name: "patrolsim",
      dependencies: [
        "Files", "Processes", "Reports", "Experiments", "Evaluation", "OutputAnalysis", "CrimeRecords",
        "ScenarioFiles",
        "PatrolStrategies", "PatrolModel", "CrimeModel", argumentParser, logging,
      ],
      swiftSettings: settings),

    // Tests.
    .target(
      name: "PatrolTesting",
      dependencies: [
        "Files", "ScenarioFiles", "PatrolStrategies", "PatrolModel", "CrimeModel", "RandomVariates",
        "OutputAnalysis",
      ],
      path: "Tests/PatrolTesting", swiftSettings: settings),
    tests(of: "Files"),
    tests(of: "Processes", ["Files"]),
    tests(of: "DiscreteEvents"),
    tests(of: "RandomVariates", ["CGSL", "CRandom123"]),
    tests(of: "OutputAnalysis", exclude: ["Peers"]),
    tests(of: "CrimeModel", ["RandomVariates", "OutputAnalysis"]),
    tests(of: "PatrolModel", ["CrimeModel", "RandomVariates", "PatrolStrategies", "OutputAnalysis"]),
    tests(of: "PatrolStrategies", ["PatrolModel", "CrimeModel", "RandomVariates"]),
    tests(of: "ScenarioFiles", ["PatrolModel", "CrimeModel"]),
    tests(of: "CrimeRecords", ["CZlib", "ScenarioFiles", "PatrolModel", "CrimeModel", "OutputAnalysis"]),
    tests(of: "Evaluation", ["PatrolStrategies", "PatrolModel", "CrimeModel", "OutputAnalysis"]),
    tests(
      of: "Experiments",
      ["Files", "Processes", "Evaluation", "ScenarioFiles", "PatrolModel", "CrimeModel", grdb]),
    tests(of: "Reports", ["Experiments", "Evaluation", "ScenarioFiles"], exclude: ["Browser"]),
    .testTarget(
      name: "CommandTests", dependencies: ["patrolsim", "PatrolTesting"], exclude: ["FalseClock", "Slurm"],
      swiftSettings: settings),
    .testTarget(
      name: "ValidationTests",
      dependencies: [
        "PatrolTesting", "Experiments", "Evaluation", "CrimeRecords", "ScenarioFiles", "PatrolStrategies",
        "PatrolModel", "CrimeModel", "RandomVariates", "OutputAnalysis", "DiscreteEvents",
      ],
      swiftSettings: settings),
  ]
)
