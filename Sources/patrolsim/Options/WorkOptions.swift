// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Processes
import Questions

/// How a command goes about running many replications.
struct WorkOptions: ParsableArguments {
  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("Number of parallel workers. Default: one for each core.", valueName: "number"))
  var jobs: Int?

  @Flag(name: [.short, .long], help: "Show no progress.")
  var quiet = false

  /// The most that can be meant: each is a thread with memory of its own.
  private static let jobLimit = 1_024

  func validate() throws {
    if let jobs, jobs > WorkOptions.jobLimit {
      throw ValidationError(
        "--jobs is \(jobs); it must be at most \(WorkOptions.jobLimit). More than the \(Experiment.processorCount) cores of this machine have no benefit"
      )
    }
  }

  /// How many replications to run at the same time.
  var jobCount: Int { jobs ?? Experiment.processorCount }

  /// Calls a function that runs for long, with Ctrl-C as a request to stop and its progress on the terminal.
  ///
  /// - Parameter body: Takes the request to stop and where to report progress.
  /// - Returns: What it returned, and the exit code that the process owes to a signal; `nil` where there was none.
  /// - Throws: An exit code, after what `body` threw was printed.
  func watched<Value>(
    _ body: (Interruption, (ExperimentProgress) -> Void) throws -> Value
  ) throws -> (value: Value, signalCode: Int32?) {
    let interruption = Interruption()
    let watch = SignalWatch(interruption)
    watch.start()
    var progress = ProgressLine(isShown: Terminal.showsProgress && !quiet)
    var isShortageTold = false
    func tellShortage() {
      guard !isShortageTold, let shortage = ThreadShortage.first, shortage.started > 0 else { return }
      isShortageTold = true
      progress.clear()
      printToError("\(shortage)")
    }
    do {
      let value = try body(interruption) {
        tellShortage()
        progress.show($0)
      }
      progress.clear()
      tellShortage()
      return (value, watch.exitCode)
    } catch {
      progress.clear()
      _ = failure(error)
      throw ExitCode(watch.exitCode ?? 1)
    }
  }
}
