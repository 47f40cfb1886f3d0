// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

extension SummaryColumn {
  /// The columns of calls for service, which a scenario with calls has after the others.
  static var calls: [SummaryColumn] {
    received + times
      + [
        units("response", "Units of ordinary response", \.response),
        units("operation", "Units of the operation", \.operation),
      ].joined() + [
        column("calls_preemptions", "Visits that a call cut short or prevented", "visits") {
          $0.preemptions
        },
        column("abstracted_shifts", "Shifts on which a unit was abstracted", "shifts") {
          $0.abstractedShifts
        },
      ]
  }

  private static func column<Value: CellValue & AdditiveArithmetic>(
    _ name: String, _ meaning: String, _ unit: String, _ value: @escaping @Sendable (AnsweredCalls) -> Value
  ) -> SummaryColumn {
    SummaryColumn(name, meaning, unit: unit) { $0.calls.map(value) ?? .zero }
  }

  private static var received: [SummaryColumn] {
    func count(_ name: String, _ meaning: String, _ path: any KeyPath<CallSums, Int> & Sendable)
      -> SummaryColumn
    {
      column("calls_\(name)", meaning, "calls") { $0.total[keyPath: path] }
    }
    return CallGrade.allCases.map { grade in
      column("calls_\(grade.rawValue)", "Calls for service graded \(grade.rawValue)", "calls") {
        $0.grades[grade.rank].received
      }
    } + [
      count("answered", "Calls that a unit was assigned to", \.answered),
      count("queued", "Calls that had to wait for a unit", \.queued),
      count("lost", "Calls lost, with no free unit and a full queue", \.lost),
      count("over_target", "Answered calls that missed the response target", \.overTarget),
      count("waiting_at_end", "Calls still waiting at the end", \.waitingAtEnd),
    ]
  }

  private static var times: [SummaryColumn] {
    [
      column("calls_delay_hours", "Dispatch delays of answered calls, summed", "h") {
        $0.total.delayInSeconds / 3_600
      },
      column(
        "calls_response_hours", "Response times of answered calls, dispatch delay plus travel, summed", "h"
      ) { $0.total.responseInSeconds / 3_600 },
    ]
  }

  private static func units(
    _ name: String, _ who: String, _ path: @escaping @Sendable (AnsweredCalls) -> UnitWorkload
  ) -> [SummaryColumn] {
    [
      column("\(name)_calls", "\(who): calls answered", "calls") { path($0).calls },
      column("\(name)_duty_hours", "\(who): hours on duty, overtime included", "h") { path($0).dutyHours },
      column("\(name)_busy_hours", "\(who): hours on the way to calls and at them", "h") {
        path($0).busyHours
      },
      column("\(name)_overtime_hours", "\(who): hours past the end of a shift", "h") {
        path($0).overtimeHours
      },
    ]
  }
}
