// SPDX-License-Identifier: GPL-3.0-or-later

/// A new file that is written from its start to its end.
package final class OutputFile {
  /// Where it will be in the end, which is what messages name.
  package let path: String
  private let system: any SystemCalls
  private var descriptor: Int32
  private var length = 0

  /// Creates the file; nothing may have its name.
  ///
  /// - Parameters:
  ///   - draft: Where it is written.
  ///   - path: Where it will be in the end.
  package init(draft: String, for path: String, system: any SystemCalls = Disk()) throws(WriteProblem) {
    (self.path, self.system) = (path, system)
    do throws(SystemFailure) { descriptor = try system.create(draft) } catch {
      throw WriteProblem(path, error)
    }
  }

  deinit { if descriptor >= 0 { system.close(descriptor) } }

  /// Adds bytes, all of them.
  package func write(_ bytes: [UInt8]) throws(WriteProblem) {
    do throws(SystemFailure) { try system.write(bytes, to: descriptor, at: &length) } catch {
      throw WriteProblem(path, error)
    }
  }

  /// Brings the file to the disk and closes it.
  package func close() throws(WriteProblem) {
    do throws(SystemFailure) { try system.sync(descriptor) } catch { throw WriteProblem(path, error) }
    system.close(descriptor)
    descriptor = -1
  }
}

extension SystemCalls {
  /// Writes bytes from an offset on, however many calls that takes; the offset moves on with what was written.
  package func write(_ bytes: [UInt8], to file: Int32, at offset: inout Int) throws(SystemFailure) {
    var written = 0
    while written < bytes.count {
      let result = bytes.withUnsafeBytes { buffer in
        Result { () throws(SystemFailure) in
          try write(UnsafeRawBufferPointer(rebasing: buffer[written...]), to: file, at: offset)
        }
      }
      let count = try result.get()
      (written, offset) = (written + count, offset + count)
    }
  }
}
