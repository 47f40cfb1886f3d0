// SPDX-License-Identifier: GPL-3.0-or-later
// Philox counter-based generators of Random123 (Debian: librandom123-dev), as plain C functions.
#pragma once
#include <Random123/philox.h>
#include <stdint.h>

// Four words of Philox4x64-10 for one key and counter.
static inline philox4x64_ctr_t crandom123_philox4x64(uint64_t key0, uint64_t key1, uint64_t c0,
                                                     uint64_t c1, uint64_t c2, uint64_t c3) {
  philox4x64_ctr_t counter = {{c0, c1, c2, c3}};
  philox4x64_key_t key = {{key0, key1}};
  return philox4x64(counter, key);
}

// The words of two blocks of Philox4x64-10 that follow each other in the first word of the counter. A round waits for
// the products of the round before: two blocks side by side fill each other's waits, and cost little more than one.
typedef struct {
  uint64_t v[8];
} crandom123_two_blocks;

static inline crandom123_two_blocks crandom123_philox4x64_twice(uint64_t key0, uint64_t key1, uint64_t c0,
                                                                uint64_t c1, uint64_t c2, uint64_t c3) {
  philox4x64_ctr_t a = {{c0, c1, c2, c3}}, b = {{c0 + 1, c1, c2, c3}};
  philox4x64_key_t key = {{key0, key1}};
  for (int round = 0; round < 10; round++) {
    a = _philox4x64round(a, key);
    b = _philox4x64round(b, key);
    key = _philox4x64bumpkey(key);
  }
  return (crandom123_two_blocks){{a.v[0], a.v[1], a.v[2], a.v[3], b.v[0], b.v[1], b.v[2], b.v[3]}};
}

// Four words of Philox4x32-10 for one key and counter.
static inline philox4x32_ctr_t crandom123_philox4x32(uint32_t key0, uint32_t key1, uint32_t c0,
                                                     uint32_t c1, uint32_t c2, uint32_t c3) {
  philox4x32_ctr_t counter = {{c0, c1, c2, c3}};
  philox4x32_key_t key = {{key0, key1}};
  return philox4x32(counter, key);
}
