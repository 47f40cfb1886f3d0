// SPDX-License-Identifier: GPL-3.0-or-later
// The reference dispatch model: see `DispatchModel` in ReferenceModels for its rules. Hours and kilometres.
#include "CKernelReference.h"
#include "generator.h"
#include "heap.h"

enum { hotspots = 20, units = 10, week = 168 };
static const double calls_per_hour = 10, km_per_hour = 40, on_scene = .5, late = .25;

typedef struct {
  double travel[hotspots][hotspots], own_share[hotspots], rate[week];
  int alias[hotspots];
  bool ready;
} city;

static double frac(double x) { return x - floor(x); }

static void build_alias(city *c) {
  double share[hotspots], sum = 0;
  int small[hotspots], large[hotspots], smalls = 0, larges = 0;
  for (int h = 0; h < hotspots; h++) sum += 1. / (h + 1);
  for (int h = 0; h < hotspots; h++) {
    share[h] = hotspots / (h + 1.) / sum;
    c->own_share[h] = 1;
    *(share[h] < 1 ? &small[smalls++] : &large[larges++]) = h;
  }
  while (smalls && larges) {
    int taker = small[--smalls], giver = large[larges - 1];
    c->own_share[taker] = share[taker];
    c->alias[taker] = giver;
    share[giver] -= 1 - share[taker];
    if (share[giver] < 1) small[smalls++] = large[--larges];
  }
}

static void build_city(city *c) {
  double x[hotspots], y[hotspots], sum = 0;
  for (int h = 0; h < hotspots; h++) {
    x[h] = 10 * frac(.5 + .7548776662466927 * (h + 1));
    y[h] = 10 * frac(.5 + .5698402909980532 * (h + 1));
  }
  for (int a = 0; a < hotspots; a++)
    for (int b = 0; b < hotspots; b++) c->travel[a][b] = (fabs(x[a] - x[b]) + fabs(y[a] - y[b])) / km_per_hour;
  for (int i = 0; i < week; i++) {
    c->rate[i] = (1 + .6 * sin(2 * acos(-1) * (i % 24 - 15) / 24)) * (i / 24 == 4 || i / 24 == 5 ? 1.25 : .9);
    sum += c->rate[i];
  }
  for (int i = 0; i < week; i++) c->rate[i] *= calls_per_hour * week / sum;
  build_alias(c);
}

typedef struct {
  double time;
  int hotspot;
} call;

typedef struct {
  event_heap events;
  generator random;
  double end, hour_end, rate;
  int hour, at[units];
  uint32_t idle;  // A bit for each unit.
  call *queue;
  size_t head, tail, mask;
  double responses, busy;
  uint64_t calls, served, sent, queued, late;
} run;

// The next call after a time, by inversion of the rate that is constant within an hour.
static double next_call(const city *c, run *r, double time) {
  double left = next_exponential(&r->random), needed;
  while ((needed = left / r->rate) >= r->hour_end - time) {
    left -= (r->hour_end - time) * r->rate;
    time = r->hour_end++;
    r->hour = r->hour == week - 1 ? 0 : r->hour + 1;
    r->rate = c->rate[r->hour];
  }
  return time + needed;
}

static inline int draw_hotspot(const city *c, generator *g) {
  double position = next_uniform(g) * hotspots;
  int h = (int)position;
  return position - h < c->own_share[h] ? h : c->alias[h];
}

static inline void send(const city *c, run *r, int unit, call to, double now) {
  double travel = c->travel[r->at[unit]][to.hotspot], response = now - to.time + travel;
  double free_at = now + travel + on_scene * next_exponential(&r->random);
  r->at[unit] = to.hotspot;
  r->sent++;
  r->responses += response;
  r->late += response > late;
  r->busy += (free_at < r->end ? free_at : r->end) - now;
  heap_schedule(&r->events, free_at, (uint32_t)unit);
}

static inline void take_call(const city *c, run *r, double now) {
  call new = {now, draw_hotspot(c, &r->random)};
  r->calls++;
  if (!r->idle) {
    r->queued++;
    if (r->tail - r->head > r->mask) {
      size_t size = 2 * (r->mask + 1);
      call *queue = malloc(size * sizeof *queue);
      for (size_t i = r->head; i < r->tail; i++) queue[i & (size - 1)] = r->queue[i & r->mask];
      free(r->queue);
      r->queue = queue;
      r->mask = size - 1;
    }
    r->queue[r->tail++ & r->mask] = new;
    return;
  }
  int nearest = -1;
  double least = INFINITY;
  for (uint32_t idle = r->idle; idle; idle &= idle - 1) {
    int unit = __builtin_ctz(idle);
    double travel = c->travel[r->at[unit]][new.hotspot];
    if (travel < least) {
      least = travel;
      nearest = unit;
    }
  }
  r->idle &= ~(1u << nearest);
  send(c, r, nearest, new, now);
}

static void run_until_end(const city *c, run *r) {
  double coming = next_call(c, r, 0);
  while (1) {
    event_key key;
    if (heap_next(&r->events, coming < r->end ? coming : r->end, &key)) {
      int unit = (int)key_payload(key);
      r->served++;
      if (r->head == r->tail) {
        r->idle |= 1u << unit;
      } else {
        send(c, r, unit, r->queue[r->head++ & r->mask], key_time(key));
      }
    } else if (coming < r->end) {
      take_call(c, r, coming);
      coming = next_call(c, r, coming);
    } else {
      return;
    }
  }
}

ckr_dispatch_outcome ckr_dispatch_run(double hours, uint64_t seed) {
  static city c;
  if (!c.ready) {
    build_city(&c);
    c.ready = true;
  }
  run r = {.random = generator_make(seed), .end = hours, .hour_end = 1, .rate = c.rate[0],
           .idle = (1u << units) - 1, .mask = 63};
  heap_reserve(&r.events, 64);
  r.queue = malloc(64 * sizeof *r.queue);
  for (int u = 0; u < units; u++) r.at[u] = u % hotspots;
  run_until_end(&c, &r);
  free(r.events.keys);
  free(r.queue);
  double sent = (double)(r.sent ? r.sent : 1), calls = (double)(r.calls ? r.calls : 1);
  return (ckr_dispatch_outcome){
      .calls = (double)r.calls, .served = (double)r.served, .share_queued = (double)r.queued / calls,
      .mean_response = r.responses / sent, .share_late = (double)r.late / sent,
      .utilisation = r.busy / (units * hours)};
}
