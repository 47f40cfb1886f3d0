// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the GNU Scientific Library (Debian: libgsl-dev) that PatrolSim calls.
#pragma once
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>
#include <gsl/gsl_statistics_double.h>

// C globals are shared mutable state to Swift 6; these accessors hand out the constants behind them.
static inline const gsl_multimin_fminimizer_type *cgsl_nelder_mead(void) {
  return gsl_multimin_fminimizer_nmsimplex2;
}
static inline const gsl_min_fminimizer_type *cgsl_brent_minimizer(void) {
  return gsl_min_fminimizer_brent;
}
static inline const gsl_root_fsolver_type *cgsl_brent_solver(void) {
  return gsl_root_fsolver_brent;
}
static inline const gsl_qrng_type *cgsl_sobol(void) {
  return gsl_qrng_sobol;
}
