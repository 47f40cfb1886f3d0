// SPDX-License-Identifier: GPL-3.0-or-later

extension FarTier {
  /// What an epoch is made for.
  @frozen @usableFromInline
  struct Density {
    /// The earliest time.
    @usableFromInline var earliest: Double
    /// The time before which half of what is due at a finite time is due.
    @usableFromInline var median: Double
    /// The latest finite time seen.
    @usableFromInline var latest: Double
    @inlinable
    init(earliest: Double, median: Double, latest: Double) {
      self.earliest = earliest
      self.median = median
      self.latest = latest
    }
  }

  /// Divides time anew, so that the earliest buckets get about as many keys as they should; all buckets are empty.
  ///
  /// The width follows from the density of the earlier half of what is pending, and there are no more spans than that
  /// many keys can use: what is due later waits in the overflow. At least half of it finds a bucket, so a key is moved
  /// a bounded number of times on average.
  ///
  /// - Parameter pending: How many keys will be put in.
  @inlinable
  mutating func divide(_ density: Density, pending: Int) {
    let goal = Double(FarTier.bucketGoal)
    let halfSpan = max(density.median - density.earliest, 0)
    // Never so narrow that adding it changes nothing: at least the spacing of doubles.
    let narrowest = max(density.latest.ulp, Double.leastNormalMagnitude * 0x1p60)
    let width = max(halfSpan * goal / (0.5 * Double(pending)), narrowest)
    let reach = (density.latest - density.earliest) / width + 1
    let most = 4 * Double(pending) / goal + 1
    start = density.earliest
    spansPerTime = 1 / width
    spanCount = Int(min(reach, most).rounded(.up))
    current = 0
    reserveBuckets()
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

  /// Returns a time before which everything belongs in the current bucket or an earlier one.
  @inlinable
  func endOfCurrentBucket() -> Double {
    guard current < spanCount else { return start }
    // Rounding can put this a little too far: go back until what is before it is in the bucket for sure.
    var end = start + Double(current + 1) / spansPerTime
    while bucket(of: end.nextDown) > current { end = end.nextDown }
    return end
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
