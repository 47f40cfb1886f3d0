// SPDX-License-Identifier: GPL-3.0-or-later
// A two-tier event queue: buckets of equal width hold what is due later, unsorted, and feed a heap of what is due
// in the present one. The width is given by hand, for a known load; the order is exactly that of the heap alone.
#pragma once
#include <sys/mman.h>
#include "heap.h"

enum { chunk_keys = 63, slab_bytes = 1 << 23 };

typedef struct chunk {
  struct chunk *next;
  uint64_t padding;
  event_key keys[chunk_keys];
} chunk;

typedef struct {
  chunk *head;  // Full but for the first one, which holds `fill`.
  uint64_t fill;
} bucket;

typedef struct slab {
  struct slab *next;
} slab;

typedef struct {
  event_heap heap;
  bucket *buckets, later;  // `later` is what lies past the wheel.
  uint64_t mask, present;  // The heap holds the buckets up to `present`, counted from time 0.
  double buckets_per_time;
  size_t beyond;           // Events in buckets.
  chunk *spare;
  slab *slabs;
} event_wheel;

static void wheel_open(event_wheel *w, double width, double horizon) {
  uint64_t count = 64;
  while ((double)count * width < horizon) count *= 2;
  memset(w, 0, sizeof *w);
  heap_reserve(&w->heap, 1024);
  w->buckets = calloc(count, sizeof(bucket));
  w->mask = count - 1;
  w->buckets_per_time = 1 / width;
}

static void wheel_close(event_wheel *w) {
  for (slab *s = w->slabs, *next; s; s = next) {
    next = s->next;
    free(s);
  }
  free(w->buckets);
  free(w->heap.keys);
}

// Chunks are cut from slabs on huge pages: a wheel touches a page for each bucket.
static __attribute__((noinline)) void wheel_cut_slab(event_wheel *w) {
  char *bytes = aligned_alloc(1 << 21, slab_bytes);
#ifdef MADV_HUGEPAGE
  madvise(bytes, slab_bytes, MADV_HUGEPAGE);
#endif
  slab *s = (slab *)bytes;
  s->next = w->slabs;
  w->slabs = s;
  for (size_t i = slab_bytes / sizeof(chunk) - 1; i > 0; i--) {
    chunk *c = (chunk *)bytes + i;
    c->next = w->spare;
    w->spare = c;
  }
}

static inline void bucket_add(event_wheel *w, bucket *b, event_key key) {
  if (!b->head || b->fill == chunk_keys) {
    if (!w->spare) wheel_cut_slab(w);
    chunk *c = w->spare;
    w->spare = c->next;
    c->next = b->head;
    b->head = c;
    b->fill = 0;
  }
  b->head->keys[b->fill++] = key;
}

static inline __attribute__((always_inline)) void wheel_add(event_wheel *w, event_key key) {
  uint64_t index = (uint64_t)(key_time(key) * w->buckets_per_time);
  if (index <= w->present) {
    heap_add(&w->heap, key);
    return;
  }
  w->beyond++;
  bucket_add(w, index - w->present > w->mask ? &w->later : &w->buckets[index & w->mask], key);
}

static inline __attribute__((always_inline)) void wheel_schedule(event_wheel *w, double time, uint32_t payload) {
  wheel_add(w, key_make(time, w->heap.sequence++, payload));
}

// Empties a bucket, each key to where it belongs now.
static void wheel_pour(event_wheel *w, bucket *b) {
  chunk *c = b->head;
  uint64_t fill = b->fill;
  *b = (bucket){0, 0};
  while (c) {
    w->beyond -= fill;
    for (uint64_t i = 0; i < fill; i++) wheel_add(w, c->keys[i]);
    chunk *next = c->next;
    c->next = w->spare;
    w->spare = c;
    c = next;
    fill = chunk_keys;
  }
}

// Goes on to the next bucket that holds something.
static __attribute__((noinline)) void wheel_advance(event_wheel *w) {
  while (w->heap.count == 0 && w->beyond > 0) {
    w->present++;
    // Twice a turn, so that nothing in `later` is passed by.
    if ((w->present & (w->mask >> 1)) == 0) wheel_pour(w, &w->later);
    wheel_pour(w, &w->buckets[w->present & w->mask]);
  }
}

static inline __attribute__((always_inline)) bool wheel_next(event_wheel *w, double end, event_key *key) {
  heap_close_hole(&w->heap);
  if (__builtin_expect(w->heap.count == 0, 0)) wheel_advance(w);
  return heap_next(&w->heap, end, key);
}
