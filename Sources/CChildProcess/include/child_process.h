// SPDX-License-Identifier: GPL-3.0-or-later

// Starts a program with pipes to its standard input, output and error. In C, since what it takes (pipe2, addchdir_np,
// addclosefrom_np) is declared only with _GNU_SOURCE, which Swift's module of the C library leaves out.

#ifndef CHILD_PROCESS_H
#define CHILD_PROCESS_H

#include <sys/types.h>

/// A program that was started, and this process' ends of its pipes, which don't block and close on exec.
struct child_process {
  pid_t id;
  int input, output, errors;
};

/// Starts a program as the leader of a process group of its own, with no signal blocked or ignored and no descriptor
/// but its standard three.
///
/// - Parameters:
///   - words: The program, looked up along PATH unless it holds a slash, and its arguments; then a null pointer.
///   - folder: The folder that it runs in, and from which a path with a slash is looked up; null for the current one.
/// - Returns: 0, or the error as errno has it.
int start_child_process(char *const words[], const char *folder, struct child_process *child);

/// Writes to a pipe that may have nobody left to read it: then it fails with EPIPE, and no signal comes of it.
///
/// The signal is held back in the calling thread alone, so that what the process does with it elsewhere stays as it is.
///
/// - Returns: How many bytes were written, or the error as errno has it, negative.
ssize_t write_without_signal(int descriptor, const void *bytes, size_t count);

#endif
