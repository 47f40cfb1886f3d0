// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import Processes

/// One worker's talk with a program, from replication to replication.
// Unchecked: every stored variable is used only while the lock is held.
final class ExternalSession: @unchecked Sendable {
  private let lock = NSLock()
  private let program: ProgramCommand
  private let timeoutInSeconds: Double
  private let connection: ProgramConnection
  private var line = JSONLine()
  private var names = PlanNames()
  private var known = KnownSoFar()
  /// What the program wants to be asked besides tasks.
  private var wanted: Set<DecisionPoint> = []
  private var fault: ExternalFailure?

  /// How many times as long as for other answers a program may take to start, and to prepare a campaign.
  private static let preparation = 10.0
  private static let hello = "what it wants to be asked (hello)"

  init(_ program: ProgramCommand, timeoutInSeconds: Double) {
    self.program = program
    self.timeoutInSeconds = timeoutInSeconds
    connection = ProgramConnection(program)
  }

  /// What went wrong in this replication.
  var failure: ExternalFailure? { locked { fault } }

  /// Starts a replication.
  func reset(_ view: OperationView, seed: UInt64) {
    locked {
      fault = nil
      names = PlanNames(view)
      known = KnownSoFar()
      greet()
      let answer = ask(view, .reset, seconds: ExternalSession.preparation) { message in
        message.write(reset: view, seed: seed)
      }
      check(answer) { (answer) throws(AnswerProblem) in try answer.ready() }
    }
  }

  /// Returns the task of a unit; `nil` where there is no answer.
  func task(for unit: Int, _ view: OperationView) -> Tasking? {
    locked {
      let answer = ask(view, .task(unit: unit)) { message in message.write(taskOf: unit, view) }
      return check(answer) { (answer) throws(AnswerProblem) in try answer.tasking(of: unit, view) }
    }
  }

  /// Adds the orders that follow from something that happened.
  func orders(on occasion: Occasion, _ view: OperationView, into orders: inout [Redirection]) {
    let given: [Redirection]? = locked {
      guard wanted.contains(occasion.decisionPoint) else { return nil }
      let answer = ask(view, .orders(occasion)) { message in message.write(occasion, view) }
      return check(answer) { (answer) throws(AnswerProblem) in try answer.orders(on: occasion, view) }
    }
    orders += given ?? []
  }

  /// Returns the unit for a call; the closest where the program doesn't want to be asked.
  func unit(for call: CallForService, _ view: OperationView) -> Int? {
    locked {
      guard wanted.contains(.call) else {
        return fault == nil ? view.closestAvailableUnit(to: call.place) : nil
      }
      let answer = ask(view, .call(call)) { message in message.write(call, view) }
      return check(answer) { (answer) throws(AnswerProblem) in try answer.unit(view) } ?? nil
    }
  }

  /// Returns by how many minutes the shifts of each unit start later.
  func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] {
    locked {
      guard wanted.contains(.shifts) else { return [] }
      let answer = ask(view, .shifts(week: week)) { message in message.write(shiftsOfWeek: week, view) }
      return check(answer) { (answer) throws(AnswerProblem) in try answer.moves() } ?? []
    }
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    lock.lock()
    defer { lock.unlock() }
    return body()
  }
}

// How a message goes out and an answer comes back.
extension ExternalSession {
  /// Starts the program, unless it runs, and learns what it wants to be asked.
  private func greet() {
    guard !connection.isOpen else { return }
    wanted = []
    do throws(ExternalFailure.Fault) {
      try connection.start()
      line.begin()
      line.writeHello()
      line.end()
      let bytes = try connection.exchange(
        line.bytes, withinSeconds: timeoutInSeconds * ExternalSession.preparation)
      let answer = Answer(bytes, names: names)
      if let points = check(
        answer, question: ExternalSession.hello, { (answer) throws(AnswerProblem) in try answer.wants() })
      {
        wanted = points
      }
    } catch {
      fail(error, question: connection.isOpen ? ExternalSession.hello : nil)
    }
  }

  /// Sends a message, unless something has gone wrong already, and returns what is answered.
  private func ask(
    _ view: OperationView, _ question: Question, seconds factor: Double = 1,
    _ content: (inout Message) -> Void
  ) -> (answer: Answer, question: () -> String)? {
    guard fault == nil else { return nil }
    line.begin()
    // The line's memory moves to the message and back, so that it isn't copied.
    var message = Message(line: JSONLine(), names: names, known: known)
    swap(&message.line, &line)
    content(&message)
    swap(&message.line, &line)
    known = message.known
    line.end()
    let words = { [names] in question.words(names, view) }
    do throws(ExternalFailure.Fault) {
      let bytes = try connection.exchange(line.bytes, withinSeconds: timeoutInSeconds * factor)
      return (Answer(bytes, names: names), words)
    } catch {
      fail(error, question: words())
      return nil
    }
  }

  @discardableResult
  private func check<Value>(
    _ asked: (answer: Answer, question: () -> String)?, _ read: (Answer) throws(AnswerProblem) -> Value
  ) -> Value? {
    guard let asked else { return nil }
    return check(asked.answer, question: asked.question(), read)
  }

  private func check<Value>(
    _ answer: Answer, question: @autoclosure () -> String, _ read: (Answer) throws(AnswerProblem) -> Value
  ) -> Value? {
    do throws(AnswerProblem) { return try read(answer) } catch {
      fail(.wrongAnswer(line: ProgramText.excerpt(answer.line), problem: error.words), question: question())
      return nil
    }
  }

  private func fail(_ fault: ExternalFailure.Fault, question: String?) {
    // No fault of the program's: whoever handed the replication out drops it.
    if fault == .stopped { WorkInHand.current?.abandon() }
    self.fault = ExternalFailure(
      command: program.shown, question: question, fault: fault, lastErrors: connection.lastErrors())
    connection.abandon()
  }
}
