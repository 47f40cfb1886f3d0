// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The machine that was measured on.
struct Machine: Codable, Hashable {
  let processor: String
  let cores: Int
  let memoryInGigabytes: Double
  let system: String
  let swift: String

  static var current: Machine {
    let process = ProcessInfo.processInfo
    let cpu = field("model name", in: "/proc/cpuinfo") ?? "unknown processor"
    let system = field("PRETTY_NAME", in: "/etc/os-release", separator: "=")?
      .trimmingCharacters(in: CharacterSet(charactersIn: "\""))
    return Machine(
      processor: cpu, cores: process.activeProcessorCount,
      memoryInGigabytes: (Double(process.physicalMemory) / 1e8).rounded() / 10,
      system: system ?? process.operatingSystemVersionString, swift: compiler)
  }

  /// Memory that can be had without swapping, in bytes.
  static var availableMemory: Double {
    let text = field("MemAvailable", in: "/proc/meminfo")?.split(separator: " ").first
    let kilobytes = text.flatMap { Double($0) }
    return kilobytes.map { $0 * 1024 } ?? Double(ProcessInfo.processInfo.physicalMemory) / 2
  }

  /// The most memory that this process ever held, in bytes; `nil` where the system doesn't tell.
  static var peakMemory: Double? {
    let text = field("VmHWM", in: "/proc/self/status")?.split(separator: " ").first
    return text.flatMap { Double($0) }.map { $0 * 1024 }
  }

  /// The compiler that built this program.
  private static var compiler: String {
    #if compiler(>=6.4)
      "6.4 or newer"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  /// Returns the text after a name in a file of lines.
  private static func field(_ name: String, in path: String, separator: Character = ":") -> String? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(name) }
    let value = line?.split(separator: separator, maxSplits: 1).last
    return value.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
