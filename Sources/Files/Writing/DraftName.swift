// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The name of a draft: what a file or folder is called while it is written.
///
/// `.results.draft-vm_3f1c09d2ab77-4026531836-1234-58120-9f3a21bc00d1e2f4`: after the name that it will have, the host, the namespace of its
/// process numbers, the process, when that was started, and 64 random bits. Nobody can guess the name and put a link
/// in its place, and a process of another machine that has the same folder and the same number is told from this one.
package struct DraftName: Hashable {
  /// What it will be called.
  let target: String
  let process: DraftProcess
  let random: UInt64

  /// A name that no other draft has.
  init(for target: String) {
    self.target = target
    process = .current
    var generator = SystemRandomNumberGenerator()
    random = generator.next()
  }

  var text: String {
    let digits = String(random, radix: 16)
    return DraftName.start(target) + process.text + "-"
      + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Reads a name; `nil` where it is no draft's of that target.
  init?(_ text: String, for target: String) {
    let start = DraftName.start(target)
    guard text.hasPrefix(start) else { return nil }
    let parts = text.dropFirst(start.count).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 5, let random = parts.last, random.count == 16, let bits = UInt64(random, radix: 16),
      let process = DraftProcess(parts.dropLast())
    else { return nil }
    (self.target, self.process, self.random) = (target, process, bits)
  }

  private static func start(_ target: String) -> String {
    // A name has at most 255 bytes, and what follows may have 130.
    ".\(String(decoding: target.utf8.prefix(100), as: UTF8.self)).draft-"
  }
}

/// A process, as the name of a draft tells it from all others.
struct DraftProcess: Hashable {
  let host: String
  /// The namespace of process numbers: in two containers of one host the same number is two processes.
  let namespace: UInt64
  let id: Int32
  /// Its start in ticks since that of the system, by which a number that was given out again is known.
  let start: UInt64

  static let current = DraftProcess(
    host: host(), namespace: currentNamespace(), id: getpid(), start: ProcessStatus(of: getpid())?.start ?? 0)

  private init(host: String, namespace: UInt64, id: Int32, start: UInt64) {
    (self.host, self.namespace, self.id, self.start) = (host, namespace, id, start)
  }

  /// Reads `HOST-NAMESPACE-PROCESS-START`, where the host may have hyphens.
  init?(_ parts: ArraySlice<Substring>) {
    let numbers = parts.suffix(3).map { UInt64($0) }
    guard parts.count >= 4, let namespace = numbers[0], let id = numbers[1].flatMap({ Int32(exactly: $0) }),
      let start = numbers[2]
    else { return nil }
    self.init(host: parts.dropLast(3).joined(separator: "-"), namespace: namespace, id: id, start: start)
  }

  var text: String { "\(host)-\(namespace)-\(id)-\(start)" }

  /// Whether it was a process of this machine and is no more. Of another machine nothing can be said.
  var isDead: Bool {
    let own = DraftProcess.current
    guard host == own.host, namespace == own.namespace, self != own, id > 0 else { return false }
    if kill(id, 0) != 0 { return errno == ESRCH }
    return start > 0 && ProcessStatus(of: id).map { $0.start != start } ?? false
  }

  private static func host() -> String {
    var name = [CChar](repeating: 0, count: 256)
    let isKnown = gethostname(&name, name.count - 1) == 0
    let text = name.prefix { isKnown && $0 != 0 }.prefix(50).map { byte in
      let character = Character(Unicode.Scalar(UInt8(bitPattern: byte)))
      return character.isASCII && (character.isLetter || character.isNumber) ? character : "_"
    }
    // Machines that were made from one image may share a name.
    let machine = (try? RegularFile.text(ofProcess: "/etc/machine-id")) ?? ""
    let digits = machine.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(12)
    return (text.isEmpty ? "unknown" : String(text)) + (digits.isEmpty ? "" : "_\(digits)")
  }

  private static func currentNamespace() -> UInt64 {
    var status = stat()
    return stat("/proc/self/ns/pid", &status) == 0 ? UInt64(status.st_ino) : 0
  }
}
