// SPDX-License-Identifier: GPL-3.0-or-later

/// The blocks of four weeks that a run touches, whole, and their hours.
///
/// Blocks are counted from Monday 5 January 1970, whenever a run starts: one that begins or ends within a block draws the block whole and
/// leaves what lies outside. So another week of history in front changes nothing of the weeks after it.
struct CrimeBlocks: Sendable {
  private static let firstDay = CivilDate(year: 1970, month: 1, day: 5)

  /// The number of the first block.
  let firstNumber: Int
  /// How many blocks there are.
  let count: Int
  /// The days of all blocks; it starts with the first, and so before the run.
  let calendar: CivilCalendar
  /// The hours before the run in the first block.
  let hoursBefore: Int
  /// The hours of the run.
  private let hoursOfRun: Int

  init(of run: CivilCalendar) {
    let length = PotentialCrimeModel.blockInDays
    func number(ofDay day: Int) -> Int {
      let days = day - CrimeBlocks.firstDay.dayNumber
      return days >= 0 ? days / length : -((length - 1 - days) / length)
    }
    let first = number(ofDay: run.start.dayNumber)
    let last = number(ofDay: run.start.dayNumber + run.dayCount - 1)
    let start = CivilDate(dayNumber: CrimeBlocks.firstDay.dayNumber + first * length)
    let count = run.dayCount == 0 ? 0 : last - first + 1
    guard let calendar = CivilCalendar(timeZone: run.timeZone, start: start, dayCount: count * length) else {
      preconditionFailure("There is no time zone \(run.timeZone)")
    }
    firstNumber = first
    self.count = count
    self.calendar = calendar
    hoursBefore = Int((run.startInUnixSeconds - calendar.startInUnixSeconds) / 3_600)
    hoursOfRun = run.hourOfWeek.count
  }

  /// The hours of a block, counted from the start of ``calendar``.
  func hours(ofBlock block: Int) -> Range<Int> {
    let first = block * PotentialCrimeModel.blockInDays
    let days = calendar.dayStartInSeconds
    return Int(days[first] / 3_600)..<Int(days[first + PotentialCrimeModel.blockInDays] / 3_600)
  }

  /// The hours of a block that lie in the run, counted from its start.
  func hoursOfRun(inBlock block: Int) -> Range<Int> {
    let hours = hours(ofBlock: block)
    return max(0, hours.lowerBound - hoursBefore)..<min(hoursOfRun, hours.upperBound - hoursBefore)
  }

  /// The most hours that a block has.
  var longest: Int { (0..<count).map { hours(ofBlock: $0).count }.max() ?? 0 }

  /// Returns the part of a random stream that belongs to a block.
  func part(ofBlock block: Int) -> UInt64 { CrimeBlocks.part(firstNumber + block) }

  /// Returns the part of a random stream with a number that may be negative; never `UInt64.max` for one that comes up.
  static func part(_ number: Int) -> UInt64 { UInt64(bitPattern: Int64(number)) ^ (1 << 63) }
}
