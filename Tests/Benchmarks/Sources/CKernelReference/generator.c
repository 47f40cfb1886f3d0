// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator.h"
#include "CKernelReference.h"

ziggurat_layer ckr_layers[256];
double ckr_heights[257];

static const double tail_start = 7.69711747013104972, layer_area = 0.0039496598225815571993;

void ckr_prepare_ziggurat(void) {
  if (ckr_heights[256] == 1) return;
  double edge[257] = {layer_area / exp(-tail_start), tail_start};
  for (int i = 2; i < 256; i++) edge[i] = -log(layer_area / edge[i - 1] + exp(-edge[i - 1]));
  for (int i = 0; i < 256; i++) {
    ckr_layers[i].inside = (uint64_t)(edge[i + 1] / edge[i] * 0x1p53);
    ckr_layers[i].width = edge[i] * 0x1p-53;
    ckr_heights[i] = exp(-edge[i]);
  }
  ckr_heights[256] = 1;
}

// The tail, or the wedge of a layer; about one draw in ninety.
double ckr_slow_exponential(generator *g, uint64_t word) {
  while (1) {
    int i = (int)(word & 255);
    if (i == 0 && word >> 11 >= ckr_layers[0].inside) return tail_start - log(next_uniform(g));
    double x = (double)(word >> 11) * ckr_layers[i].width;
    if (word >> 11 < ckr_layers[i].inside) return x;
    double y = ckr_heights[i] + next_uniform(g) * (ckr_heights[i + 1] - ckr_heights[i]);
    if (y < exp(-x)) return x;
    word = next_word(g);
  }
}

double ckr_sum_of_uniforms(uint64_t draws, uint64_t seed) {
  generator g = generator_make(seed);
  double sum = 0;
  for (uint64_t i = 0; i < draws; i++) sum += next_uniform(&g);
  return sum;
}

double ckr_sum_of_exponentials(uint64_t draws, uint64_t seed) {
  generator g = generator_make(seed);
  double sum = 0;
  for (uint64_t i = 0; i < draws; i++) sum += next_exponential(&g);
  return sum;
}
