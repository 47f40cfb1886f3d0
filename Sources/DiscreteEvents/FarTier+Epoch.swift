// SPDX-License-Identifier: GPL-3.0-or-later

extension FarTier {
  /// What an epoch is made for.
  @frozen @usableFromInline
  struct Density {
    /// The earliest time.
    @usableFromInline var earliest: Double
    /// The time before which half of what is due at a finite time is due.
    @usableFromInline var median: Double
    /// The latest finite time of the sample.
    @usableFromInline var latest: Double
    @inlinable
    init(earliest: Double, median: Double, latest: Double) {
      self.earliest = earliest
      self.median = median
      self.latest = latest
    }
  }

  /// The size of the sample from which an epoch learns how times are spread: its median lies between the 38th and the
  /// 62nd percentile 19 times in 20.
  @inlinable static var sampleSize: Int { 64 }

  /// Returns how the times in the overflow, which is not empty, are spread.
  @inlinable
  func densityOfOverflow() -> Density {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: FarTier.sampleSize) { sample in
      var earliest = Double.infinity
      var filled = 0
      let stride = count / FarTier.sampleSize + 1
      var untilNext = 0
      forEachChunk(of: spanCount) { chunk in
        for key in chunk {
          let time = Double(bitPattern: key._high)
          earliest = min(earliest, time)
          untilNext -= 1
          guard untilNext < 0, time < .infinity else { continue }
          untilNext = stride - 1
          // Kept in order as it comes.
          var place = filled
          while place > 0, sample[place - 1] > time {
            sample[place] = sample[place - 1]
            place -= 1
          }
          sample[place] = time
          filled += 1
        }
      }
      guard filled > 0 else { return Density(earliest: earliest, median: earliest, latest: earliest) }
      return Density(
        earliest: earliest, median: max(earliest, sample[filled / 2]),
        latest: max(earliest, sample[filled - 1]))
    }
  }

  /// Divides time anew, so that the earliest buckets get about as many keys as they should, and gives each its keys from
  /// the overflow, which holds them all.
  ///
  /// The width follows from the density of the earlier half of what is pending, and there are four times as many spans as
  /// so many keys would fill evenly; what is due later waits in the overflow. At least half of all keys find a bucket, so a
  /// key is moved a bounded number of times on average.
  ///
  /// - Parameter note: Is told the position of each key.
  @inlinable
  mutating func divide(_ density: Density, note: (UInt128, UInt32) -> Void) {
    let goal = FarTier.bucketGoal(pending: count)
    let halfSpan = max(density.median - density.earliest, 0)
    // Never so narrow that adding it changes nothing: at least the spacing of doubles.
    let narrowest = max(density.latest.ulp, Double.leastNormalMagnitude * 0x1p60)
    let width = max(halfSpan * goal / (0.5 * Double(count)), narrowest)
    guard let buckets else { return }
    var end = Int(buckets[spanCount].end)
    start = density.earliest
    spansPerTime = 1 / width
    spanCount = Int(4 * Double(count) / goal) + 1
    current = 0
    count = 0
    reserveBuckets()
    // A chunk is free once its keys are elsewhere, so that they need hardly any more memory.
    while end > 0 {
      let chunk = (end - 1) / FarTier.chunkLength
      for index in chunk * FarTier.chunkLength..<end {
        // Looked up each time: adding a key can move the memory.
        let key = keys.unsafelyUnwrapped[index]
        note(key, append(key, to: bucket(of: Double(bitPattern: key._high))))
      }
      end = (Int(links.unsafelyUnwrapped[chunk]) + 1) * FarTier.chunkLength
      freeChunk(chunk)
    }
  }

  /// Empties all buckets of the epoch, the overflow included.
  @inlinable
  mutating func reserveBuckets() {
    if spanCount + 1 > bucketCapacity {
      buckets?.deallocate()
      bucketCapacity = max(spanCount + 1, 2 * bucketCapacity)
      buckets = allocateBuffer(bucketCapacity)
    }
    buckets.unsafelyUnwrapped.initialize(repeating: Bucket(), count: spanCount + 1)
  }

  /// Moves all keys into the overflow, where a new epoch finds them.
  @inlinable
  mutating func gather() {
    if buckets == nil { reserveBuckets() }
    var bucket = 0
    while bucket < spanCount, count > 0 {
      while count(of: bucket) > 0 { _ = append(takeLast(of: bucket), to: spanCount) }
      bucket += 1
    }
  }

  /// Returns a time before which everything belongs in the current bucket or an earlier one.
  @inlinable
  func endOfCurrentBucket() -> Double {
    guard current < spanCount else { return start }
    // Rounding can put this a little too far: go back until what is before it is in the bucket for sure.
    var end = start + (Double(current) + 0.5) / spansPerTime
    while bucket(of: end.nextDown) > current { end = end.nextDown }
    return end
  }

  /// Calls a function with the keys of each chunk of a bucket, newest chunk first.
  @inlinable
  func forEachChunk(of bucket: Int, _ body: (UnsafeBufferPointer<UInt128>) -> Void) {
    guard let keys, let links, let buckets else { return }
    var end = Int(buckets[bucket].end)
    while end > 0 {
      let chunk = (end - 1) / FarTier.chunkLength
      let first = chunk * FarTier.chunkLength
      body(UnsafeBufferPointer(start: keys + first, count: end - first))
      end = (Int(links[chunk]) + 1) * FarTier.chunkLength
    }
  }

  /// Takes the newest key from a bucket, which is not empty.
  @inlinable
  mutating func takeLast(of bucket: Int) -> UInt128 {
    let last = Int(buckets.unsafelyUnwrapped[bucket].end) - 1
    let key = keys.unsafelyUnwrapped[last]
    dropLast(of: bucket)
    return key
  }

  /// Takes the newest chunk from a bucket, whose keys are then the caller's to read until a chunk is added.
  ///
  /// - Returns: The chunk's keys; `nil` if the bucket is empty.
  @inlinable
  mutating func takeChunk(of bucket: Int) -> UnsafeBufferPointer<UInt128>? {
    guard let keys, let buckets, buckets[bucket].count > 0 else { return nil }
    let last = Int(buckets[bucket].end) - 1
    let chunk = last / FarTier.chunkLength
    let length = last % FarTier.chunkLength + 1
    buckets[bucket].count -= UInt32(length)
    count -= length
    dropChunk(chunk, of: bucket)
    return UnsafeBufferPointer(start: keys + chunk * FarTier.chunkLength, count: length)
  }
}
