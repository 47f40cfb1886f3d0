// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// Returns the value that a standard normal number stays below with a given probability.
///
/// - Parameter probability: Between 0 and 1, both excluded.
///
/// Source: GSL's `gsl_cdf_ugaussian_Pinv`: Wichura, Algorithm AS 241, Applied Statistics 37(3), 1988.
public func normalQuantile(_ probability: Double) -> Double {
  precondition(probability > 0 && probability < 1, "A probability lies between 0 and 1")
  silenceErrorHandler()
  return gsl_cdf_ugaussian_Pinv(probability)
}

/// Returns the probability that a standard normal number stays below a value.
///
/// - Parameter value: Any number but NaN; infinities give 0 and 1.
public func normalProbability(below value: Double) -> Double {
  precondition(!value.isNaN, "The value must be a number")
  guard value.isFinite else { return value < 0 ? 0 : 1 }
  silenceErrorHandler()
  return gsl_cdf_ugaussian_P(value)
}

/// Returns the value that Student's *t* stays below with a given probability.
///
/// - Parameters:
///   - probability: Between 0 and 1, both excluded.
///   - degreesOfFreedom: Greater than 0.
///
/// Source: GSL's `gsl_cdf_tdist_Pinv`: Hill, Algorithm 396, CACM 13(10), 1970, then refined.
public func studentTQuantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
  precondition(probability > 0 && probability < 1, "A probability lies between 0 and 1")
  precondition(degreesOfFreedom > 0, "There must be a degree of freedom")
  silenceErrorHandler()
  return gsl_cdf_tdist_Pinv(probability, degreesOfFreedom)
}

/// Returns the probability that Student's *t* is at least as far from 0, on either side, as a value is.
///
/// - Parameters:
///   - value: Any number but NaN; infinities give 0.
///   - degreesOfFreedom: Greater than 0.
public func studentTTwoSidedPValue(_ value: Double, degreesOfFreedom: Double) -> Double {
  precondition(!value.isNaN, "The value must be a number")
  precondition(degreesOfFreedom > 0, "There must be a degree of freedom")
  guard value.isFinite else { return 0 }
  silenceErrorHandler()
  return min(1, 2 * gsl_cdf_tdist_Q(value.magnitude, degreesOfFreedom))
}
