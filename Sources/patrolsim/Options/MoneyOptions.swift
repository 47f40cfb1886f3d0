// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Evaluation

/// What an officer's hour costs, wherever a command shows money.
struct MoneyOptions: ParsableArguments {
  @Option(
    name: .customLong("cost-per-hour"), parsing: .unconditional,
    help: ArgumentHelp("The cost of an officer hour on duty, in pounds.", valueName: "£"))
  var pounds = CostPerHour.usual

  func validate() throws {
    guard pounds > 0, pounds.isFinite else {
      throw ValidationError("--cost-per-hour is \(pounds); it must be greater than 0")
    }
  }

  var costPerHour: CostPerHour { CostPerHour(pounds: pounds) }
}
