// SPDX-License-Identifier: GPL-3.0-or-later

/// Keys of events that are due later than the heap reaches: unsorted buckets, one for each of many equal spans of time.
///
/// An *epoch* divides the time from its start on into spans; the last bucket, the *overflow*, takes what is due after
/// them. A bucket is a list of chunks, newest first, all of which but the newest are full. Adding a key is
/// one write at the end of a chunk. Equal times always share a bucket, so that the order of events is left to the heap.
@frozen
@usableFromInline
struct FarTier: ~Copyable {
  /// Keys a chunk: 512 bytes.
  @inlinable static var chunkLength: Int { 32 }
  /// How many keys a bucket should hold when its time has come, with so many pending: as many as there are buckets, but
  /// few enough that sorting them stays within the first-level cache.
  @inlinable
  static func bucketGoal(pending: Int) -> Double { min(max(Double(pending).squareRoot(), 16), 128) }

  @frozen @usableFromInline
  struct Bucket {
    /// Where the next key goes, if that is not the start of a chunk; else the end of the newest chunk.
    @usableFromInline var end: UInt32 = 0
    @usableFromInline var count: UInt32 = 0
    @inlinable init() {}
  }

  // Chunks. Before the first is needed there is no memory.
  @usableFromInline var keys: UnsafeMutablePointer<UInt128>?
  /// Of a chunk in use the next older one of its bucket, of another the next free one; -1 for none.
  @usableFromInline var links: UnsafeMutablePointer<Int32>?
  /// The bucket of a chunk in use.
  @usableFromInline var owners: UnsafeMutablePointer<Int32>?
  @usableFromInline var chunkCapacity = 0
  @usableFromInline var usedChunks = 0
  @usableFromInline var firstFreeChunk: Int32 = -1

  // The epoch.
  @usableFromInline var buckets: UnsafeMutablePointer<Bucket>?
  @usableFromInline var bucketCapacity = 0
  /// How many buckets there are before the overflow.
  @usableFromInline var spanCount = 0
  @usableFromInline var start = 0.0
  @usableFromInline var spansPerTime = 0.0
  /// The last bucket that was poured into the heap.
  @usableFromInline var current = 0

  /// How many keys there are.
  @usableFromInline var count = 0

  @inlinable init() {}

  @inlinable
  deinit {
    keys?.deallocate()
    links?.deallocate()
    owners?.deallocate()
    buckets?.deallocate()
  }

  /// Whether a slot's position is one in the far tier.
  @inlinable @inline(__always)
  static func isFar(_ position: UInt32) -> Bool { position & 0x8000_0000 != 0 }

  /// Returns the bucket of a time, which grows with the time; the overflow is ``spanCount``.
  @inlinable @inline(__always)
  func bucket(of time: Double) -> Int {
    // Subtraction, multiplication and rounding each keep the order of times.
    let span = (time - start) * spansPerTime
    guard span < Double(spanCount) else { return spanCount }
    // Added to 2⁵², a number has its nearest whole number in the low bits: a conversion costs more, and checks for
    // what can't be.
    return Int(truncatingIfNeeded: (span + 0x1p52).bitPattern & 0xF_FFFF_FFFF_FFFF)
  }

  /// The key at a position.
  @inlinable
  func key(at position: UInt32) -> UInt128 { keys.unsafelyUnwrapped[Int(position & 0x7FFF_FFFF)] }

  /// Adds a key to a bucket.
  ///
  /// - Returns: Its position.
  @inlinable @inline(__always)
  mutating func append(_ key: UInt128, to bucket: Int) -> UInt32 {
    guard let buckets else { preconditionFailure("There is no epoch") }
    var end = buckets[bucket].end
    if end & UInt32(FarTier.chunkLength - 1) == 0 { end = addChunk(to: bucket) }
    keys.unsafelyUnwrapped[Int(end)] = key
    buckets[bucket].end = end &+ 1
    buckets[bucket].count &+= 1
    count &+= 1
    return end | 0x8000_0000
  }

  /// Takes the key at a position out.
  ///
  /// - Returns: The key that took its place; `nil` if none had to.
  @inlinable
  mutating func remove(at position: UInt32) -> UInt128? {
    guard let keys, let owners, let buckets else { preconditionFailure("There is no epoch") }
    let index = Int(position & 0x7FFF_FFFF)
    let bucket = Int(owners[index / FarTier.chunkLength])
    let last = Int(buckets[bucket].end) - 1
    let moved = keys[last]
    keys[index] = moved
    dropLast(of: bucket)
    return index == last ? nil : moved
  }

  /// Forgets the newest key of a bucket.
  @inlinable @inline(__always)
  mutating func dropLast(of bucket: Int) {
    guard let buckets else { return }
    let last = Int(buckets[bucket].end) - 1
    buckets[bucket].end = UInt32(last)
    buckets[bucket].count -= 1
    count -= 1
    if last % FarTier.chunkLength == 0 { dropChunk(last / FarTier.chunkLength, of: bucket) }
  }

  /// Gives a bucket a chunk.
  ///
  /// - Returns: The position of its first key.
  @inlinable @inline(never)
  mutating func addChunk(to bucket: Int) -> UInt32 {
    var chunk = firstFreeChunk
    if chunk < 0 {
      if usedChunks == chunkCapacity { growChunks() }
      chunk = Int32(usedChunks)
      usedChunks += 1
    } else {
      firstFreeChunk = links.unsafelyUnwrapped[Int(chunk)]
    }
    let older = buckets.unsafelyUnwrapped[bucket].end
    links.unsafelyUnwrapped[Int(chunk)] = older == 0 ? -1 : Int32(Int(older - 1) / FarTier.chunkLength)
    owners.unsafelyUnwrapped[Int(chunk)] = Int32(bucket)
    return UInt32(Int(chunk) * FarTier.chunkLength)
  }

  /// Takes the newest chunk, which is empty, from a bucket.
  @inlinable @inline(never)
  mutating func dropChunk(_ chunk: Int, of bucket: Int) {
    guard let links, let buckets else { return }
    buckets[bucket].end = UInt32((Int(links[chunk]) + 1) * FarTier.chunkLength)
    freeChunk(chunk)
  }

  @inlinable @inline(__always)
  mutating func freeChunk(_ chunk: Int) {
    links.unsafelyUnwrapped[chunk] = firstFreeChunk
    firstFreeChunk = Int32(chunk)
  }

  /// Doubles the room for chunks.
  @inlinable @inline(never)
  mutating func growChunks() {
    let larger = max(64, 2 * chunkCapacity)
    func move<Element: BitwiseCopyable>(_ old: UnsafeMutablePointer<Element>?, _ length: Int)
      -> UnsafeMutablePointer<Element>
    {
      let new: UnsafeMutablePointer<Element> = allocateBuffer(larger * length)
      if let old {
        new.update(from: old, count: usedChunks * length)
        old.deallocate()
      }
      return new
    }
    keys = move(keys, FarTier.chunkLength)
    links = move(links, 1)
    owners = move(owners, 1)
    chunkCapacity = larger
  }

  /// Removes every key; memory is kept. There is then one bucket, the overflow.
  @inlinable
  mutating func removeAll() {
    count = 0
    usedChunks = 0
    firstFreeChunk = -1
    spanCount = 0
    current = 0
    reserveBuckets()
  }

  /// How many keys a bucket holds.
  @inlinable
  func count(of bucket: Int) -> Int { Int(buckets.unsafelyUnwrapped[bucket].count) }
}
