// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// A program that decides for a strategy did not do what the protocol asks of it.
public struct ExternalFailure: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Fault: Error, Hashable {
    /// It could not be started, with the system's reason.
    case notStarted(reason: String)
    /// It ended by itself with a status.
    case exited(status: Int32)
    /// It was ended by a signal of that number.
    case signalled(signal: Int32)
    /// It closed its standard output and went on.
    case closedOutput
    /// It gave no answer within so many seconds.
    case silent(seconds: Double)
    /// It was not waited for, since the run was asked to stop.
    case stopped
    /// It wrote so many bytes without an end of line; they start so.
    case endless(bytes: Int, start: String)
    /// It wrote a line that nothing had asked for.
    case unasked(line: String)
    /// Its answer can't be understood or carried out, and why.
    case wrongAnswer(line: String, problem: String)
  }

  /// The command, as a person types it.
  public var command: String
  /// What it had been asked, in words; `nil` where it had not been asked yet.
  public var question: String?
  public var fault: Fault
  /// The last lines of its standard error, if there are any.
  public var lastErrors: [String]
}

extension ExternalFailure: CustomStringConvertible {
  /// The sentence, and on lines of their own what its standard error ended with.
  public var description: String {
    let asked = question.map { "asked \($0), " } ?? ""
    var text = printable("\(asked)\(command) \(fault.words)")
    if !lastErrors.isEmpty {
      text += "\nits standard error ended with:" + lastErrors.map { "\n  \($0)" }.joined()
    }
    return text
  }
}

extension ExternalFailure.Fault {
  /// The fault in words that follow the name of a program.
  var words: String {
    switch self {
    case .notStarted(let reason): "could not be started: \(reason)"
    case .exited(let status): "ended with exit status \(status) and no answer"
    case .signalled(let signal): "was ended by signal \(signal)\(Self.name(ofSignal: signal))"
    case .closedOutput: "closed its standard output without an answer"
    case .silent(let seconds): "gave no answer within \(DecimalText.exact(seconds)) s"
    case .stopped: "was not waited for any longer, since the run was asked to stop"
    case .endless(let bytes, let start):
      "wrote \(bytes) bytes without an end of line; a line holds at most \(ProgramConnection.longestLine): \(start)"
    case .unasked(let line):
      "wrote a line that nothing had asked for (notes belong on standard error): \(line)"
    case .wrongAnswer(let line, let problem): "answered \(line): \(problem)"
    }
  }

  private static func name(ofSignal number: Int32) -> String {
    switch number {
    case 2: " (SIGINT)"
    case 4: " (SIGILL)"
    case 6: " (SIGABRT)"
    case 8: " (SIGFPE)"
    case 9: " (SIGKILL)"
    case 11: " (SIGSEGV)"
    case 13: " (SIGPIPE)"
    case 15: " (SIGTERM)"
    default: ""
    }
  }
}
