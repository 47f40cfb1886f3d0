// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// What a control room has seen come of tips: the offences of their type that became known at their place afterwards, beyond
/// those that are usual there.
///
/// It starts from a stated expectation, which counts like ten tips that were followed for 14 days each. Whether a tip was true
/// is never told; one that was not is followed by no more than is usual, so the share that is true and what a true one
/// announces are learned together.
struct TipExperience: Sendable {
  /// How long a tip is followed, in seconds.
  static let followedInSeconds = 14 * 86_400.0
  /// How many tips the expectation counts like: an assumption.
  static let priorTips = 10.0

  private struct Open: Sendable {
    let place: Int
    let type: Int
    let until: Double
    var excess: Double
  }

  private let prior: Double
  private var excess = 0.0
  private var closed = 0.0
  private var open: [Open] = []
  /// Offences that are usual in the time for which a tip is followed, by place and type.
  private var usual: [Double] = []
  private var typeCount = 0

  /// - Parameter prior: Offences expected after a tip before any was followed.
  init(prior: Double) { self.prior = prior }

  /// Counts what is usual: the mean of the last 52 weeks of history, or of all where that is shorter.
  mutating func begin(_ view: OperationView) {
    typeCount = view.plan.types.count
    usual = [Double](repeating: 0, count: view.plan.places.count * typeCount)
    let span = min(52 * 7 * 86_400, view.plan.campaignStartInSeconds)
    for offence in view.history.reversed() {
      guard offence.knownInSeconds >= view.nowInSeconds - span else { break }
      usual[Int(offence.place) * typeCount + Int(offence.type)] += TipExperience.followedInSeconds / span
    }
  }

  /// Offences that are expected on top of the usual ones after a tip.
  var expectedOffences: Double {
    max(0, (TipExperience.priorTips * prior + excess) / (TipExperience.priorTips + closed))
  }

  /// Follows a tip from now on.
  mutating func follow(_ tip: Tip, nowInSeconds: Double) {
    close(nowInSeconds)
    let usually = usual.isEmpty ? 0 : usual[tip.place * typeCount + tip.type]
    open.append(
      Open(
        place: tip.place, type: tip.type, until: nowInSeconds + TipExperience.followedInSeconds,
        excess: -usually))
  }

  /// Takes note of an offence that has become known.
  mutating func note(_ offence: KnownOffence) {
    guard !open.isEmpty else { return }
    close(offence.knownInSeconds)
    for index in open.indices
    where open[index].place == Int(offence.place) && open[index].type == Int(offence.type) {
      open[index].excess += 1
    }
  }

  private mutating func close(_ now: Double) {
    let over = open.prefix { $0.until <= now }.count
    for tip in open.prefix(over) { excess += tip.excess }
    closed += Double(over)
    open.removeFirst(over)
  }
}
