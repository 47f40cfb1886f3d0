// SPDX-License-Identifier: GPL-3.0-or-later

#ifndef EXCLUSIVE_RENAME_H
#define EXCLUSIVE_RENAME_H

// Gives a file or folder another name, and fails with EEXIST where something has it already. Returns 0 or errno; EINVAL
// or ENOSYS where the file system can't.
int rename_exclusively(const char *from, const char *to);

// Lets two files or folders take each other's name in one step. Returns 0 or errno; EINVAL or ENOSYS where the file
// system can't.
int exchange_names(const char *first, const char *second);

#endif
