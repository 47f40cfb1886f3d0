// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// Makes the GNU Scientific Library return a limit where it would end the process.
///
/// Its handler takes an underflow, such as the far tail of a distribution, for an error. Our preconditions are the
/// gate for real ones. Called by everything here that goes through the library's special functions.
func silenceErrorHandler() {
  precondition(errorHandlerIsOff)
}

/// True once the handler is off, which happens at the first look and only then.
private let errorHandlerIsOff: Bool = {
  _ = gsl_set_error_handler_off()
  return true
}()
