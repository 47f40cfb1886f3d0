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

// Four words of Philox4x32-10 for one key and counter.
static inline philox4x32_ctr_t crandom123_philox4x32(uint32_t key0, uint32_t key1, uint32_t c0,
                                                     uint32_t c1, uint32_t c2, uint32_t c3) {
  philox4x32_ctr_t counter = {{c0, c1, c2, c3}};
  philox4x32_key_t key = {{key0, key1}};
  return philox4x32(counter, key);
}
