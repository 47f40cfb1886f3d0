// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

let settings: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A library of PatrolSim, as any other package uses it.
func library(_ name: String) -> Target.Dependency { .product(name: name, package: "PatrolSim") }

/// How fast PatrolSim is: models that every kernel can run, on ours and by hand in C, and whole runs. A package of its own, so that
/// nobody who wants PatrolSim builds it.
let package = Package(
  name: "PatrolSimBenchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "PatrolSim", path: "../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    .target(name: "CKernelReference"),
    .target(name: "CAllocationCount"),
    .target(
      name: "ReferenceModels",
      dependencies: ["CKernelReference", library("DiscreteEvents"), library("RandomVariates")],
      swiftSettings: settings),
    .executableTarget(
      name: "patrolsim-bench",
      dependencies: [
        "ReferenceModels", "CKernelReference", "CAllocationCount", library("PatrolSim"),
        library("OutputAnalysis"), library("RandomVariates"), library("CGSL"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ReferenceModelsTests", dependencies: ["ReferenceModels", library("OutputAnalysis")],
      swiftSettings: settings),
  ]
)
