// SPDX-License-Identifier: GPL-3.0-or-later
// What a careful C programmer would write for one model and no other: the limit that the general kernel is
// measured against. Single-threaded; nothing is checked that the models can't get wrong.
#pragma once
#include <stdint.h>

/// Customers that left or began service, and the sum of their times, since the last reading.
typedef struct {
  uint64_t count;
  double sum;
} ckr_tally;

/// M/M/1: the tally is of sojourn times.
typedef struct ckr_mm1 ckr_mm1;
ckr_mm1 *ckr_mm1_create(double arrival_rate, double service_rate, uint64_t seed);
ckr_tally ckr_mm1_run(ckr_mm1 *station, double end);
void ckr_mm1_destroy(ckr_mm1 *station);

/// M/M/c: the tally is of waits before service.
typedef struct ckr_mmc ckr_mmc;
ckr_mmc *ckr_mmc_create(int servers, double arrival_rate, double service_rate, uint64_t seed);
ckr_tally ckr_mmc_run(ckr_mmc *station, double end);
void ckr_mmc_destroy(ckr_mmc *station);

/// PHOLD on a 4-ary heap, or on a wheel of buckets before that heap.
typedef struct ckr_phold ckr_phold;
ckr_phold *ckr_phold_create(uint32_t processes, int two_tier, uint64_t seed);
/// Returns how many events were handled.
uint64_t ckr_phold_run(ckr_phold *phold, double end);
/// Returns the sum of the processes' own counts.
uint64_t ckr_phold_total(const ckr_phold *phold);
void ckr_phold_destroy(ckr_phold *phold);
/// A fingerprint of the order in which so many events are handled, on numbers that any kernel can draw.
uint64_t ckr_phold_trace(uint32_t processes, int two_tier, uint64_t seed, double end);

/// Churn: each firing schedules two events, cancels one and reschedules one.
typedef struct ckr_churn ckr_churn;
ckr_churn *ckr_churn_create(uint32_t tokens, uint64_t seed);
uint64_t ckr_churn_run(ckr_churn *churn, double end);
void ckr_churn_destroy(ckr_churn *churn);

/// One replication of the reference dispatch model.
typedef struct {
  double calls, served, share_queued, mean_response, share_late, utilisation;
} ckr_dispatch_outcome;
ckr_dispatch_outcome ckr_dispatch_run(double hours, uint64_t seed);

/// Sums of so many draws.
double ckr_sum_of_uniforms(uint64_t draws, uint64_t seed);
double ckr_sum_of_exponentials(uint64_t draws, uint64_t seed);
