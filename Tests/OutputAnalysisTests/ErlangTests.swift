// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import Testing

@Suite("Queueing formulas")
struct ErlangTests {
  /// A row of the published tables: units, load, lost, waiting, mean wait in service times.
  struct Row: Sendable {
    var unitCount: Int
    var load, lost, waiting, meanWait: Double
  }

  static let table = [
    Row(unitCount: 3, load: 1.5, lost: 0.134328, waiting: 0.236842, meanWait: 0.157895),
    Row(unitCount: 10, load: 7, lost: 0.0787409, waiting: 0.221731, meanWait: 0.0739104),
    Row(unitCount: 10, load: 8, lost: 0.121661, waiting: 0.409180, meanWait: 0.204590),
    Row(unitCount: 5, load: 4, lost: 0.199067, waiting: 0.554113, meanWait: 0.554113),
    Row(unitCount: 2, load: 1, lost: 0.2, waiting: 1 / 3.0, meanWait: 1 / 3.0),
  ]

  @Test("the Erlang formulas give the figures of the tables", arguments: table)
  func figures(row: Row) {
    let (count, load) = (row.unitCount, row.load)
    #expect(agree(erlangB(unitCount: count, offeredLoad: load), row.lost, within: 6e-7))
    #expect(agree(erlangC(unitCount: count, offeredLoad: load), row.waiting, within: 6e-7))
    #expect(agree(erlangCMeanWait(unitCount: count, offeredLoad: load), row.meanWait, within: 6e-7))
  }

  @Test("without units every call is lost, and without load none is lost or waits")
  func extremes() {
    #expect(erlangB(unitCount: 0, offeredLoad: 3) == 1)
    #expect(erlangB(unitCount: 3, offeredLoad: 0) == 0)
    #expect(erlangC(unitCount: 3, offeredLoad: 0) == 0)
    // Far more units than the load needs: nobody waits, and nothing overflows.
    #expect(erlangC(unitCount: 5000, offeredLoad: 100) >= 0)
  }

  @Test("a single server keeps a call waiting as often as it is busy")
  func singleServer() {
    #expect(agree(erlangC(unitCount: 1, offeredLoad: 0.7), 0.7))
    #expect(agree(erlangCMeanWait(unitCount: 1, offeredLoad: 0.7), 0.7 / 0.3))
  }
}
