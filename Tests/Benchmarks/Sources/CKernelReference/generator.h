// SPDX-License-Identifier: GPL-3.0-or-later
// xoshiro256++ (Blackman and Vigna, ACM TOMS 47(4), 2021) and the ziggurat exponential of 256 layers (Marsaglia
// and Tsang, J. Stat. Software 5(8), 2000): the fastest draws that a model without streams can have.
#pragma once
#include <math.h>
#include <stdint.h>

typedef struct {
  uint64_t s[4];
} generator;

typedef struct {
  uint64_t inside;  // Below this, the 53-bit position lies under the layer above as well.
  double width;     // Of the layer, over 2^53.
} ziggurat_layer;

extern ziggurat_layer ckr_layers[256];
extern double ckr_heights[257];
void ckr_prepare_ziggurat(void);
double ckr_slow_exponential(generator *g, uint64_t word);

static inline uint64_t splitmix64(uint64_t *state) {
  uint64_t z = (*state += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

static inline generator generator_make(uint64_t seed) {
  ckr_prepare_ziggurat();
  generator g;
  for (int i = 0; i < 4; i++) g.s[i] = splitmix64(&seed);
  return g;
}

static inline uint64_t rotate_left(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline uint64_t next_word(generator *g) {
  uint64_t *s = g->s, result = rotate_left(s[0] + s[3], 23) + s[0], t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left(s[3], 45);
  return result;
}

static inline double next_uniform(generator *g) { return (double)(next_word(g) >> 11 | 1) * 0x1p-53; }

static inline double next_exponential(generator *g) {
  uint64_t word = next_word(g), position = word >> 11;
  const ziggurat_layer *layer = &ckr_layers[word & 255];
  if (__builtin_expect(position < layer->inside, 1)) return (double)position * layer->width;
  return ckr_slow_exponential(g, word);
}

static inline uint32_t next_below(generator *g, uint32_t n) {
  return (uint32_t)(((unsigned __int128)next_word(g) * n) >> 64);
}
