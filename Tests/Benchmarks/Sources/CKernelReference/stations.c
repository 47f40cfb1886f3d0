// SPDX-License-Identifier: GPL-3.0-or-later
#include "CKernelReference.h"
#include "generator.h"
#include "heap.h"

// Times of customers in the order in which they came.
typedef struct {
  double *times;
  uint64_t head, tail, mask;
} ring;

static void ring_grow(ring *r) {
  uint64_t size = r->mask ? 2 * (r->mask + 1) : 1024;
  double *times = malloc(size * sizeof *times);
  for (uint64_t i = r->head; i < r->tail; i++) times[i & (size - 1)] = r->times[i & r->mask];
  free(r->times);
  r->times = times;
  r->mask = size - 1;
}

static inline void ring_push(ring *r, double time) {
  if (r->tail - r->head > r->mask || !r->mask) ring_grow(r);
  r->times[r->tail++ & r->mask] = time;
}

static inline double ring_pop(ring *r) { return r->times[r->head++ & r->mask]; }

enum { arrival, departure };

struct ckr_mm1 {
  event_heap events;
  generator random;
  double between_arrivals, service_time;
  ring present;
};

ckr_mm1 *ckr_mm1_create(double arrival_rate, double service_rate, uint64_t seed) {
  ckr_mm1 *s = calloc(1, sizeof *s);
  heap_reserve(&s->events, 64);
  s->random = generator_make(seed);
  s->between_arrivals = 1 / arrival_rate;
  s->service_time = 1 / service_rate;
  heap_schedule(&s->events, next_exponential(&s->random) * s->between_arrivals, arrival);
  return s;
}

ckr_tally ckr_mm1_run(ckr_mm1 *s, double end) {
  ckr_tally tally = {0, 0};
  for (event_key key; heap_next(&s->events, end, &key);) {
    double now = key_time(key);
    if (key_payload(key) == arrival) {
      heap_schedule(&s->events, now + next_exponential(&s->random) * s->between_arrivals, arrival);
      ring_push(&s->present, now);
      if (s->present.tail - s->present.head > 1) continue;
    } else {
      tally.sum += now - ring_pop(&s->present);
      tally.count++;
      if (s->present.tail == s->present.head) continue;
    }
    heap_schedule(&s->events, now + next_exponential(&s->random) * s->service_time, departure);
  }
  return tally;
}

void ckr_mm1_destroy(ckr_mm1 *s) {
  free(s->events.keys);
  free(s->present.times);
  free(s);
}

struct ckr_mmc {
  event_heap events;
  generator random;
  double between_arrivals, service_time;
  int idle;
  ring waiting;
};

ckr_mmc *ckr_mmc_create(int servers, double arrival_rate, double service_rate, uint64_t seed) {
  ckr_mmc *s = calloc(1, sizeof *s);
  heap_reserve(&s->events, 64);
  s->random = generator_make(seed);
  s->between_arrivals = 1 / arrival_rate;
  s->service_time = 1 / service_rate;
  s->idle = servers;
  heap_schedule(&s->events, next_exponential(&s->random) * s->between_arrivals, arrival);
  return s;
}

ckr_tally ckr_mmc_run(ckr_mmc *s, double end) {
  ckr_tally tally = {0, 0};
  for (event_key key; heap_next(&s->events, end, &key);) {
    double now = key_time(key);
    if (key_payload(key) == arrival) {
      heap_schedule(&s->events, now + next_exponential(&s->random) * s->between_arrivals, arrival);
      if (s->idle == 0) {
        ring_push(&s->waiting, now);
        continue;
      }
      s->idle--;
    } else {
      if (s->waiting.head == s->waiting.tail) {
        s->idle++;
        continue;
      }
      tally.sum += now - ring_pop(&s->waiting);
    }
    tally.count++;
    heap_schedule(&s->events, now + next_exponential(&s->random) * s->service_time, departure);
  }
  return tally;
}

void ckr_mmc_destroy(ckr_mmc *s) {
  free(s->events.keys);
  free(s->waiting.times);
  free(s);
}
