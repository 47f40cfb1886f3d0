// SPDX-License-Identifier: GPL-3.0-or-later
#include "CKernelReference.h"
#include "generator.h"
#include "wheel.h"

struct ckr_phold {
  event_heap heap;
  event_wheel wheel;
  bool two_tier;
  generator random;
  uint32_t processes, *counts;
};

// Found by trial, for delays of mean 1: events to a bucket, and delays to a turn of the wheel.
static const double bucket_load = 256, turn = 8;

static void open_queue(ckr_phold *p) {
  if (p->two_tier) {
    wheel_open(&p->wheel, bucket_load / p->processes, turn);
  } else {
    heap_reserve(&p->heap, p->processes + 64);
  }
}

static inline void schedule(ckr_phold *p, double time, uint32_t process) {
  if (p->two_tier) {
    wheel_schedule(&p->wheel, time, process);
  } else {
    heap_schedule(&p->heap, time, process);
  }
}

ckr_phold *ckr_phold_create(uint32_t processes, int two_tier, uint64_t seed) {
  ckr_phold *p = calloc(1, sizeof *p);
  p->two_tier = two_tier != 0;
  p->processes = processes;
  p->counts = calloc(processes, sizeof *p->counts);
  p->random = generator_make(seed);
  open_queue(p);
  for (uint32_t i = 0; i < processes; i++) schedule(p, next_exponential(&p->random), i);
  return p;
}

#define RUN(queue)                                                                                     \
  for (event_key key; queue##_next(&p->queue, end, &key); handled++) {                                 \
    p->counts[key_payload(key)]++;                                                                     \
    double delay = next_exponential(&p->random);                                                       \
    queue##_schedule(&p->queue, key_time(key) + delay, next_below(&p->random, p->processes));          \
  }

uint64_t ckr_phold_run(ckr_phold *p, double end) {
  uint64_t handled = 0;
  if (p->two_tier) {
    RUN(wheel)
  } else {
    RUN(heap)
  }
  return handled;
}

uint64_t ckr_phold_total(const ckr_phold *p) {
  uint64_t total = 0;
  for (uint32_t i = 0; i < p->processes; i++) total += p->counts[i];
  return total;
}

void ckr_phold_destroy(ckr_phold *p) {
  if (p->two_tier) {
    wheel_close(&p->wheel);
  } else {
    free(p->heap.keys);
  }
  free(p->counts);
  free(p);
}

uint64_t ckr_phold_trace(uint32_t processes, int two_tier, uint64_t seed, double end) {
  ckr_phold p = {.two_tier = two_tier != 0, .processes = processes};
  uint64_t print = 0xcbf29ce484222325, state = seed;
  open_queue(&p);
  for (uint32_t i = 0; i < processes; i++) schedule(&p, (double)(splitmix64(&state) >> 50) * 0x1p-13, i);
  event_key key;
  while (two_tier ? wheel_next(&p.wheel, end, &key) : heap_next(&p.heap, end, &key)) {
    print = (print ^ (uint64_t)(key >> 64) ^ key_payload(key)) * 0x100000001b3;
    double delay = (double)(splitmix64(&state) >> 50) * 0x1p-13;
    schedule(&p, key_time(key) + delay, (uint32_t)(((unsigned __int128)splitmix64(&state) * processes) >> 64));
  }
  if (two_tier) {
    wheel_close(&p.wheel);
  } else {
    free(p.heap.keys);
  }
  return print;
}
