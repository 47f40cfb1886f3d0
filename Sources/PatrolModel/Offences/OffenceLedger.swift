// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Counts what becomes of offences; measuring more never changes the run.
struct OffenceLedger {
  private let campaignStart: Double
  private let campaignEnd: Double
  private let placeCount: Int
  private let typeCount: Int
  private let weekCount: Int
  /// The week of each physical hour of the run; -1 outside the weeks that are counted.
  private let weekOfHour: [Int32]
  /// Laid out as a ``FateTable``.
  private let fateCounts: CountMemory
  /// Laid out as ``WeeklyTable/happened`` and ``WeeklyTable/recorded``.
  private let happenedCounts: CountMemory
  private let recordedCounts: CountMemory
  /// The hour of the week of each physical hour of the run; see ``CivilCalendar/hourOfWeek``.
  private let hourOfWeek: [UInt8]
  private let hourCounts: HourOfWeekCounts
  private var recording = RecordingOptions()
  private(set) var book: [HappenedOffence] = []
  private(set) var events: [LoggedEvent] = []

  /// Creates an empty ledger.
  ///
  /// - Parameters:
  ///   - days: The days that are counted by week, from the start of the run; whole weeks.
  ///   - hourPlaces: The places that are counted by hour of the week, ascending.
  init(
    calendar: CivilCalendar, campaignStart: Double, campaignEnd: Double, days: Range<Int>, placeCount: Int,
    typeCount: Int, hourPlaces: [Int]
  ) {
    self.campaignStart = campaignStart
    self.campaignEnd = campaignEnd
    self.placeCount = placeCount
    self.typeCount = typeCount
    weekCount = days.count / 7
    weekOfHour = calendar.day.map { days.contains(Int($0)) ? ($0 - Int32(days.lowerBound)) / 7 : -1 }
    fateCounts = CountMemory(count: FateTable.countOfCounts(placeCount: placeCount, typeCount: typeCount))
    happenedCounts = CountMemory(count: weekCount * placeCount * typeCount)
    recordedCounts = CountMemory(count: weekCount * placeCount * typeCount)
    hourOfWeek = calendar.hourOfWeek
    hourCounts = HourOfWeekCounts(places: hourPlaces, placeCount: placeCount)
  }

  /// Forgets everything.
  mutating func reset(recording: RecordingOptions) {
    self.recording = recording
    fateCounts.clear()
    happenedCounts.clear()
    recordedCounts.clear()
    hourCounts.clear()
    book = []
    events = []
  }

  /// What has become of offences so far.
  var fates: FateTable {
    FateTable(placeCount: placeCount, typeCount: typeCount, counts: fateCounts.values)
  }

  /// What happened and was recorded so far, by week.
  var weekly: WeeklyTable {
    WeeklyTable(
      weekCount: weekCount, placeCount: placeCount, typeCount: typeCount, happened: happenedCounts.values,
      recorded: recordedCounts.values)
  }

  /// What happened and where units were by hour of the week, over the campaign so far.
  var hours: HourOfWeekTable { hourCounts.table }

  /// The counters of one phase, place and type.
  struct Cell {
    fileprivate let index: Int
  }

  /// Returns the counters of where and when an offence is due.
  @inline(__always)
  func cell(of offence: PotentialOffence) -> Cell {
    let time = offence.timeInSeconds
    let phase = (time < campaignStart ? 0 : 1) + (time < campaignEnd ? 0 : 1)
    let place = Int(offence.place)
    let type = Int(offence.type)
    precondition(place >= 0 && place < placeCount && type >= 0 && type < typeCount)
    return Cell(
      index: FateTable.cell(phase, place, type, placeCount: placeCount, typeCount: typeCount))
  }

  /// Counts a fate.
  @inline(__always)
  func count(_ field: OutcomeField, _ cell: Cell) {
    fateCounts.increment(cell.index + field.rawValue)
  }

  /// Counts an offence that happened.
  mutating func countHappened(
    _ offence: PotentialOffence, _ cell: Cell, knownInSeconds known: Double?
  ) {
    count(.happened, cell)
    if let index = weeklyIndex(offence.timeInSeconds, offence.place, offence.type) {
      happenedCounts.increment(index)
    }
    if let known { countRecorded(place: offence.place, type: offence.type, knownInSeconds: known) }
    if isCampaign(offence.timeInSeconds) {
      let hour = Int(hourOfWeek[Int(offence.timeInSeconds / 3_600)])
      hourCounts.countHappened(place: Int(offence.place), hour: hour)
    }
  }

  /// Counts a stretch of presence of one unit or more in the hours that it falls in.
  ///
  /// - Parameters:
  ///   - end: When the last unit left, in seconds since the start of the run.
  ///   - minutes: How long at least one was there.
  func countPresence(at place: Int, until end: Double, minutes: Double) {
    var start = end - 60 * minutes
    while start < end, isCampaign(start) {
      let hour = Int(start / 3_600)
      let stop = min(end, Double(hour + 1) * 3_600)
      hourCounts.countPresence(place: place, hour: Int(hourOfWeek[hour]), minutes: (stop - start) / 60)
      start = stop
    }
  }

  @inline(__always)
  private func isCampaign(_ time: Double) -> Bool { time >= campaignStart && time < campaignEnd }

  /// Whether offences that happened are kept one by one.
  var keepsOffences: Bool { recording.keepsBook || recording.keepsEvents }

  /// Keeps an offence that happened, where that was asked for.
  ///
  /// - Parameter microPlace: Where it stands, by its index in its place's list; -1 for none.
  mutating func keep(
    _ offence: PotentialOffence, microPlace: Int32, knownInSeconds known: Double?, isDiscovered: Bool
  ) {
    let time = offence.timeInSeconds
    log(
      .offenceHappened, at: time, place: Int(offence.place), type: Int(offence.type),
      microPlace: microPlace < 0 ? nil : Int(microPlace))
    guard recording.keepsBook else { return }
    book.append(
      HappenedOffence(
        id: offence.id, timeInSeconds: time, place: offence.place, type: offence.type, microPlace: microPlace,
        knownInSeconds: known, isDiscovered: isDiscovered))
  }

  /// Counts an offence in the week in which it became known, whenever it happened.
  func countRecorded(place: Int32, type: Int32, knownInSeconds known: Double) {
    if let index = weeklyIndex(known, place, type) { recordedCounts.increment(index) }
  }

  /// Notes an event where events are kept; costs one test where they are not.
  @inline(__always)
  mutating func log(
    _ kind: LoggedEvent.Kind, at time: Double, unit: Int? = nil, place: Int? = nil, type: Int? = nil,
    microPlace: Int? = nil, reason: TaskingReason? = nil
  ) {
    guard recording.keepsEvents, recording.eventWindow?.contains(time) ?? true else { return }
    events.append(
      LoggedEvent(
        timeInSeconds: time, kind: kind, unit: unit, place: place, type: type, microPlace: microPlace,
        reason: reason))
  }

  /// The counter of a moment, place and type; `nil` outside the weeks that are counted.
  @inline(__always)
  private func weeklyIndex(_ time: Double, _ place: Int32, _ type: Int32) -> Int? {
    // A report can come in long after the end of the run.
    guard time < Double(weekOfHour.count) * 3_600 else { return nil }
    let week = Int(weekOfHour[Int(time / 3_600)])
    return week < 0 ? nil : (week * placeCount + Int(place)) * typeCount + Int(type)
  }
}
