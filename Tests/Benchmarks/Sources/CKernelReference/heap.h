// SPDX-License-Identifier: GPL-3.0-or-later
// A general event queue: a 4-ary heap of 128-bit keys (time bits, sequence, payload), the four children of a node
// in one cache line, compared without branches. The root is left as a hole for the successor of its event.
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned __int128 event_key;
enum { payload_bits = 24 };

typedef struct {
  event_key *keys;  // The root is at 3, its children at 4 to 7, a cache line. What lies past the last is ~0.
  size_t count, capacity;
  bool hole;
  uint64_t sequence;
  uint32_t *positions;  // Where the key of each payload is; NULL where nobody asks.
} event_heap;

static inline event_key key_make(double time, uint64_t sequence, uint32_t payload) {
  uint64_t bits;
  memcpy(&bits, &time, sizeof bits);
  return (event_key)bits << 64 | sequence << payload_bits | payload;
}

static inline double key_time(event_key key) {
  uint64_t bits = (uint64_t)(key >> 64);
  double time;
  memcpy(&time, &bits, sizeof time);
  return time;
}

static inline uint32_t key_payload(event_key key) { return (uint32_t)key & ((1u << payload_bits) - 1); }

static inline void heap_reserve(event_heap *h, size_t capacity) {
  size_t bytes = ((capacity + 8) * sizeof(event_key) + 63) / 64 * 64;
  event_key *keys = aligned_alloc(64, bytes);
  memset(keys, 0xff, bytes);
  if (h->keys) memcpy(keys, h->keys, (h->count + 3) * sizeof(event_key));
  free(h->keys);
  h->keys = keys;
  h->capacity = capacity;
}

static inline __attribute__((always_inline)) void heap_place(event_heap *h, size_t i, event_key key) {
  h->keys[i + 3] = key;
  if (h->positions) h->positions[key_payload(key)] = (uint32_t)i;
}

static inline __attribute__((always_inline)) void heap_sift_up(event_heap *h, size_t i, event_key key) {
  while (i > 0) {
    size_t parent = (i - 1) / 4;
    if (h->keys[parent + 3] < key) break;
    heap_place(h, i, h->keys[parent + 3]);
    i = parent;
  }
  heap_place(h, i, key);
}

static inline __attribute__((always_inline)) void heap_sift_down(event_heap *h, size_t i, event_key key) {
  const event_key *heap = h->keys + 3;
  for (size_t first; (first = 4 * i + 1) < h->count;) {
    size_t left = first + (heap[first + 1] < heap[first]);
    size_t right = first + 2 + (heap[first + 3] < heap[first + 2]);
    size_t least = left ^ ((left ^ right) & -(size_t)(heap[right] < heap[left]));
    if (key < heap[least]) break;
    heap_place(h, i, heap[least]);
    i = least;
  }
  heap_place(h, i, key);
}

// Takes out the key at an index that isn't a hole.
static inline void heap_remove(event_heap *h, size_t i) {
  event_key last = h->keys[--h->count + 3];
  h->keys[h->count + 3] = ~(event_key)0;
  if (i == h->count) return;
  if (i > 0 && last < h->keys[(i - 1) / 4 + 3]) {
    heap_sift_up(h, i, last);
  } else {
    heap_sift_down(h, i, last);
  }
}

static inline __attribute__((always_inline)) void heap_close_hole(event_heap *h) {
  if (!h->hole) return;
  h->hole = false;
  heap_remove(h, 0);
}

static inline __attribute__((always_inline)) void heap_add(event_heap *h, event_key key) {
  if (h->hole) {
    h->hole = false;
    heap_sift_down(h, 0, key);
    return;
  }
  if (h->count == h->capacity) heap_reserve(h, h->capacity * 2);
  heap_sift_up(h, h->count++, key);
}

static inline __attribute__((always_inline)) void heap_schedule(event_heap *h, double time, uint32_t payload) {
  heap_add(h, key_make(time, h->sequence++, payload));
}

// Takes the earliest event if it is due before a moment.
static inline __attribute__((always_inline)) bool heap_next(event_heap *h, double end, event_key *key) {
  heap_close_hole(h);
  if (h->count == 0 || key_time(h->keys[3]) >= end) return false;
  *key = h->keys[3];
  h->hole = true;
  return true;
}
