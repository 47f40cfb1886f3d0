// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import ReferenceModels
import Testing

@Suite("The reference models")
struct ReferenceModelsTests {
  /// The means of batches of a station, after one batch to warm up.
  private func batches(_ station: any Station, _ load: StationLoad) -> Tally {
    let duration = load.duration(customers: 4000)
    return Tally((0...30).map { station.run(until: Double($0 + 1) * duration).mean }.dropFirst())
  }

  @Test("the mean sojourn time at one server agrees with theory, on the kernel and in C")
  func singleServer() {
    let load = StationLoad(utilisation: 0.7)
    for station in [SingleServerRun(load, seed: 5) as any Station, SingleServerInC(load, seed: 5)] {
      let interval = ConfidenceInterval(of: batches(station, load), level: 0.999)
      #expect(interval.contains(1 / (1 - 0.7)))
    }
  }

  @Test("the mean wait for one of five servers agrees with Erlang C, on the kernel and in C")
  func fiveServers() {
    let load = StationLoad(utilisation: 0.7, serverCount: 5)
    for station in [MultiServerRun(load, seed: 5) as any Station, MultiServerInC(load, seed: 5)] {
      let interval = ConfidenceInterval(of: batches(station, load), level: 0.999)
      #expect(interval.contains(erlangCMeanWait(unitCount: 5, offeredLoad: 3.5)))
    }
  }

  @Test("the kernel and both queues in C handle the events of PHOLD in one order", arguments: [1, 10, 2000])
  func traces(processCount: Int) {
    let end = 20_000 / Double(processCount)
    let kernel = PholdTrace.ofKernel(processCount: processCount, seed: 3, until: end)
    for isTwoTier in [false, true] {
      let c = PholdTrace.ofC(processCount: processCount, seed: 3, isTwoTier: isTwoTier, until: end)
      #expect(kernel == c)
    }
  }

  @Test("the processes of PHOLD count every event, as many as theory has it")
  func counts() {
    let runs: [any PholdRun] = [
      PholdOnKernel(processCount: 500, seed: 2), PholdInC(processCount: 500, isTwoTier: false, seed: 2),
      PholdInC(processCount: 500, isTwoTier: true, seed: 2),
    ]
    for run in runs {
      let handled = run.run(until: 40)
      #expect(run.total == handled)
      #expect(abs(Double(handled) - 20_000) <= normalQuantile(0.9995) * 20_000.0.squareRoot())
    }
  }

  @Test("cancelling and moving events leaves as many firings as theory has it")
  func churn() {
    let runs: [any ChurnRun] = [ChurnOnKernel(tokenCount: 300, seed: 2), ChurnInC(tokenCount: 300, seed: 2)]
    for run in runs {
      let handled = run.run(until: 50)
      #expect(abs(Double(handled) - 15_000) <= normalQuantile(0.9995) * 15_000.0.squareRoot())
    }
  }

  @Test("dispatch on the kernel and in C agree in every figure")
  func dispatch() {
    let runs = DispatchRuns(days: 10, seed: 4)
    let kernel = (1...40).map { runs.onKernel(replication: $0) }
    let c = (1...40).map { runs.inC(replication: $0) }
    for figure in DispatchOutcome.figures {
      let (a, b) = (Tally(kernel.map(figure.value)), Tally(c.map(figure.value)))
      let error = ((a.variance + b.variance) / 40).squareRoot()
      #expect(abs(a.mean - b.mean) <= normalQuantile(0.9995) * error, "\(figure.name)")
    }
    // 10 calls an hour come; nobody is served who didn't call.
    #expect(ConfidenceInterval(of: kernel.map(\.served), level: 0.999).upper <= 2400 + 100)
    #expect(kernel.allSatisfy { $0.served <= $0.calls && (0...1).contains($0.utilisation) })
  }
}
