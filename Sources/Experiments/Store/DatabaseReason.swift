// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import GRDB

/// Returns why a database can't be written, in the system's words where it is the disk's doing.
func databaseReason(_ error: any Error) -> String {
  guard let error = error as? DatabaseError else { return "\(error)" }
  return error.resultCode == .SQLITE_FULL ? String(cString: strerror(ENOSPC)) : error.message ?? "\(error)"
}
