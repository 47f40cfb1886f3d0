// SPDX-License-Identifier: GPL-3.0-or-later

// Starts programs and threads, and reaches what programs have started. In C, since what it takes (pipe2, addchdir_np, prctl, pidfd_open)
// is declared only with _GNU_SOURCE or takes a variable number of arguments, and Swift's module of the C library leaves out both.

#ifndef PROCESSES_H
#define PROCESSES_H

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
///   - variable: A variable of its environment, as NAME=VALUE, beside those of this process; it takes the place of one with that name.
/// - Returns: 0, or the error as errno has it.
int start_child_process(
    char *const words[], const char *folder, const char *variable, struct child_process *child);

/// Writes to a pipe that may have nobody left to read it: then it fails with EPIPE, and no signal comes of it.
///
/// The signal is held back in the calling thread alone, so that what the process does with it elsewhere stays as it is.
///
/// - Returns: How many bytes were written, or the error as errno has it, negative.
ssize_t write_without_signal(int descriptor, const void *bytes, size_t count);

/// Starts a thread that nobody waits for.
///
/// - Parameters:
///   - body: Called on the thread with the context.
///   - stack_size: In bytes.
/// - Returns: 0, or the error as errno has it; then the body is never called.
int start_thread(void (*body)(void *), void *context, size_t stack_size);

/// The address space that this process may use, in bytes; negative for no limit.
long long address_space_limit(void);

/// How many processes and threads the user of this process may have; negative for no limit.
long long user_thread_limit(void);

/// Has orphans among this process' descendants become its children, in place of the first process' of the system, for as long as it
/// lives.
///
/// - Returns: 0, or the error as errno has it: ENOSYS where the system has no such thing.
int adopt_orphans(void);

/// Opens a process, so that a signal goes to it and to no later one of the same number.
///
/// - Returns: A descriptor, or -1 where the process is gone or the system has no such thing, which errno tells (ESRCH, ENOSYS).
int open_process(pid_t id);

/// Sends a signal to a process that was opened.
///
/// - Returns: 0, or the error as errno has it.
int signal_process(int descriptor, int signal);

#endif
