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

/// The tests of one room, with what tests share unless they don't use it.
func tests(
  of name: String, _ dependencies: [Target.Dependency] = [], shared: Bool = true, exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.byName(name: name)] + (shared ? ["PatrolTesting"] : []) + dependencies,
    exclude: exclude,
    swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
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
    .library(name: "StrategyTesting", targets: ["StrategyTesting"]),
    .library(
      name: "PatrolSim",
      targets: [
        "CrimeModel", "PatrolModel", "StrategyPrograms", "PatrolStrategies", "ScenarioFiles", "CrimeRecords",
        "Evaluation", "Questions", "Sweeps", "Pages",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
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
    room("Tables", ["Files", "Processes", "CZlib", grdb]),
    room("DiscreteEvents"),
    room("RandomVariates", ["CGSL", "CRandom123"]),
    room("OutputAnalysis", ["CGSL"]),
    room("CrimeModel", ["RandomVariates"]),
    room(
      "PatrolModel", ["Files", "DiscreteEvents", "RandomVariates", "CrimeModel", heap],
      embedding: ["Deterrence/Resources/evidence.json"]),
    room("StrategyTesting", ["Processes", "PatrolModel", "CrimeModel", "RandomVariates"]),
    room("StrategyPrograms", ["Processes", "Files", "PatrolModel", "CrimeModel", "RandomVariates"]),
    room("PatrolStrategies", ["Files", "StrategyPrograms", "PatrolModel", "CrimeModel", "RandomVariates"]),
    room(
      "ScenarioFiles", ["Files", "PatrolModel", "PatrolStrategies", "CrimeModel", "RandomVariates", yams]),
    room(
      "CrimeRecords",
      [
        "Files", "Tables", "ScenarioFiles", "PatrolModel", "CrimeModel", "RandomVariates", "CGSL", "CZlib",
      ]),
    room("Evaluation", ["OutputAnalysis", "PatrolModel", "CrimeModel", "RandomVariates"]),
    room(
      "Questions",
      [
        "Files", "Processes", "Tables", "Evaluation", "OutputAnalysis", "ScenarioFiles", "StrategyTesting",
        "PatrolStrategies", "PatrolModel", "CrimeModel", "RandomVariates", "CZlib", orderedCollections,
        sqlite,
      ]),
    room(
      "Sweeps",
      [
        "Files", "Tables", "Questions", "Evaluation", "OutputAnalysis", "ScenarioFiles", "PatrolStrategies",
        "PatrolModel", "RandomVariates",
      ]),
    room(
      "Pages",
      [
        "Files", "Tables", "Questions", "Evaluation", "ScenarioFiles", "PatrolModel", "CrimeModel",
        "RandomVariates", orderedCollections,
      ],
      embedding: [
        "Page/Resources/report.js", "Page/Resources/report.css", "Page/Resources/public.css",
      ]),
    .executableTarget(
      name: "patrolsim",
      dependencies: [
        "Files", "Processes", "Tables", "Pages", "Sweeps", "Questions", "Evaluation", "CrimeRecords",
        "ScenarioFiles", "StrategyTesting", "PatrolStrategies", "StrategyPrograms", "PatrolModel",
        argumentParser,
      ],
      swiftSettings: settings),

    // Tests.
    .target(
      name: "PatrolTesting",
      dependencies: ["Files", "PatrolModel", "CrimeModel", "RandomVariates"],
      path: "Tests/PatrolTesting", swiftSettings: settings),
    tests(of: "Files"),
    tests(of: "Processes", ["Files"], shared: false),
    tests(of: "Tables", [grdb]),
    tests(of: "DiscreteEvents"),
    tests(of: "RandomVariates", ["CGSL", "CRandom123"], shared: false),
    tests(of: "OutputAnalysis", exclude: ["Peers"]),
    tests(of: "CrimeModel", ["OutputAnalysis"], shared: false),
    tests(of: "PatrolModel", ["CrimeModel", "RandomVariates", "PatrolStrategies", "OutputAnalysis"]),
    tests(of: "StrategyTesting", ["PatrolStrategies", "PatrolModel", "RandomVariates"]),
    tests(of: "StrategyPrograms", ["PatrolStrategies", "PatrolModel", "CrimeModel", "RandomVariates"]),
    tests(of: "PatrolStrategies", ["PatrolModel", "CrimeModel", "RandomVariates", "OutputAnalysis"]),
    tests(of: "ScenarioFiles", ["PatrolModel", "CrimeModel"]),
    tests(of: "CrimeRecords", ["CZlib", "ScenarioFiles", "PatrolModel", "CrimeModel"]),
    tests(
      of: "Evaluation",
      ["PatrolStrategies", "PatrolModel", "CrimeModel", "OutputAnalysis", "RandomVariates"],
      exclude: ["Peers"]),
    tests(
      of: "Questions",
      ["Files", "Processes", "Tables", "Evaluation", "ScenarioFiles", "PatrolModel", "CrimeModel", grdb]),
    tests(
      of: "Sweeps",
      ["Pages", "Questions", "Files", "Tables", "Evaluation", "ScenarioFiles", "PatrolModel", grdb]),
    tests(of: "Pages", ["Questions", "Evaluation", "PatrolModel", "CrimeModel"], exclude: ["Browser"]),
    .testTarget(
      name: "CommandTests", dependencies: ["patrolsim", "PatrolTesting"], exclude: ["FalseClock", "Slurm"],
      swiftSettings: settings),
    .testTarget(
      name: "ValidationTests",
      dependencies: [
        "PatrolTesting", "Evaluation", "PatrolStrategies", "PatrolModel", "CrimeModel", "RandomVariates",
        "OutputAnalysis",
      ],
      swiftSettings: settings),
  ]
)
