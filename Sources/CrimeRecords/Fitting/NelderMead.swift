// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// Returns the point at which a function is least, by the simplex of Nelder and Mead.
///
/// - Parameters:
///   - start: Where to begin.
///   - step: The size of the first simplex, in each direction; greater than 0.
///   - tolerance: The size of the simplex at which to stop; greater than 0.
///   - function: What to make least; a value that is not finite counts as very large.
/// - Returns: The best point found within 2,000 steps.
///
/// Source: Nelder and Mead, *Computer Journal* 7 (1965), 308–313; GSL's `nmsimplex2`.
func minimise(
  from start: [Double], step: Double = 0.5, tolerance: Double = 1e-5, _ function: ([Double]) -> Double
) -> [Double] {
  gsl_set_error_handler_off()
  return withoutActuallyEscaping(function) { escaping in
    let objective = Objective(function: escaping, dimension: start.count)
    return withExtendedLifetime(objective) {
      var description = gsl_multimin_function(
        f: { vector, box in
          guard let vector, let box else { return .greatestFiniteMagnitude }
          let objective = Unmanaged<Objective>.fromOpaque(box).takeUnretainedValue()
          let value = objective.function((0..<objective.dimension).map { gsl_vector_get(vector, $0) })
          return value.isFinite ? value : 1e300
        }, n: start.count, params: Unmanaged.passUnretained(objective).toOpaque())
      guard let point = gsl_vector_alloc(start.count), let steps = gsl_vector_alloc(start.count),
        let simplex = gsl_multimin_fminimizer_alloc(cgsl_nelder_mead(), start.count)
      else { return start }
      defer {
        gsl_vector_free(point)
        gsl_vector_free(steps)
        gsl_multimin_fminimizer_free(simplex)
      }
      for (index, value) in start.enumerated() { gsl_vector_set(point, index, value) }
      gsl_vector_set_all(steps, step)
      guard gsl_multimin_fminimizer_set(simplex, &description, point, steps) == 0 else { return start }
      for _ in 0..<2_000 {
        guard gsl_multimin_fminimizer_iterate(simplex) == 0 else { break }
        if gsl_multimin_fminimizer_size(simplex) < tolerance { break }
      }
      guard let best = gsl_multimin_fminimizer_x(simplex) else { return start }
      return (0..<start.count).map { gsl_vector_get(best, $0) }
    }
  }
}

/// A function on its way through C.
private final class Objective {
  let function: ([Double]) -> Double
  let dimension: Int

  init(function: @escaping ([Double]) -> Double, dimension: Int) {
    self.function = function
    self.dimension = dimension
  }
}
