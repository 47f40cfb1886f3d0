// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

// Your own package would name PatrolSim by its address and a version instead of a path.
let package = Package(
  name: "EmbeddingExample",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "PatrolSim", path: "../..")],
  targets: [
    .executableTarget(
      name: "EmbeddingExample", dependencies: [.product(name: "PatrolSim", package: "PatrolSim")])
  ]
)
