// SPDX-License-Identifier: GPL-3.0-or-later
#include "CKernelReference.h"
#include "generator.h"
#include "heap.h"

struct ckr_churn {
  event_heap events;
  generator random;
  uint32_t tokens;
};

ckr_churn *ckr_churn_create(uint32_t tokens, uint64_t seed) {
  ckr_churn *c = calloc(1, sizeof *c);
  heap_reserve(&c->events, tokens + 64);
  c->events.positions = calloc(1u << payload_bits, sizeof(uint32_t));
  c->random = generator_make(seed);
  c->tokens = tokens;
  for (uint32_t i = 0; i < tokens; i++) heap_schedule(&c->events, next_exponential(&c->random), i);
  return c;
}

// Any token but one, whose event is pending.
static inline uint32_t another(ckr_churn *c, uint32_t token) {
  uint32_t other = next_below(&c->random, c->tokens - 1);
  return other + (other >= token);
}

static inline void reschedule(ckr_churn *c, uint32_t token, double time) {
  event_heap *h = &c->events;
  size_t i = h->positions[token];
  event_key key = key_make(time, h->sequence++, token);
  if (i > 0 && key < h->keys[(i - 1) / 4 + 3]) {
    heap_sift_up(h, i, key);
  } else {
    heap_sift_down(h, i, key);
  }
}

uint64_t ckr_churn_run(ckr_churn *c, double end) {
  uint64_t handled = 0;
  for (event_key key; heap_next(&c->events, end, &key); handled++) {
    double now = key_time(key);
    uint32_t token = key_payload(key), cancelled = another(c, token);
    heap_schedule(&c->events, now + next_exponential(&c->random), token);
    heap_remove(&c->events, c->events.positions[cancelled]);
    heap_schedule(&c->events, now + next_exponential(&c->random), cancelled);
    uint32_t moved = another(c, token);
    reschedule(c, moved, now + next_exponential(&c->random));
  }
  return handled;
}

void ckr_churn_destroy(ckr_churn *c) {
  free(c->events.keys);
  free(c->events.positions);
  free(c);
}
