// SPDX-License-Identifier: GPL-3.0-or-later

#define _GNU_SOURCE
#include "processes.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

extern char **environ;

// Moves a descriptor above the standard three, which the child's own are put onto.
static int moved_up(int descriptor) {
  if (descriptor > STDERR_FILENO) return descriptor;
  int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  close(descriptor);
  return moved;
}

static int open_pipe(int ends[2], int our_end) {
#if defined(__linux__)
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
#else
  if (pipe(ends) != 0) return errno;
  for (int index = 0; index < 2; index++) fcntl(ends[index], F_SETFD, FD_CLOEXEC);
#endif
  for (int index = 0; index < 2; index++) ends[index] = moved_up(ends[index]);
  if (ends[0] < 0 || ends[1] < 0) return EMFILE;
#if defined(F_SETNOSIGPIPE)
  fcntl(ends[1], F_SETNOSIGPIPE, 1);
#endif
  int flags = fcntl(ends[our_end], F_GETFL);
  fcntl(ends[our_end], F_SETFL, flags | O_NONBLOCK);
  return 0;
}

static void close_all(int pipes[3][2]) {
  for (int pipe = 0; pipe < 3; pipe++)
    for (int index = 0; index < 2; index++)
      if (pipes[pipe][index] >= 0) close(pipes[pipe][index]);
}

static int set_attributes(posix_spawnattr_t *attributes) {
  short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
#if defined(POSIX_SPAWN_CLOEXEC_DEFAULT)
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  sigset_t signals;
  int code = posix_spawnattr_setflags(attributes, flags);
  if (code == 0) code = posix_spawnattr_setpgroup(attributes, 0);
  sigfillset(&signals);
  if (code == 0) code = posix_spawnattr_setsigdefault(attributes, &signals);
  sigemptyset(&signals);
  if (code == 0) code = posix_spawnattr_setsigmask(attributes, &signals);
  return code;
}

static int set_actions(posix_spawn_file_actions_t *actions, int pipes[3][2], const char *folder) {
  int code = folder ? posix_spawn_file_actions_addchdir_np(actions, folder) : 0;
  if (code == 0) code = posix_spawn_file_actions_adddup2(actions, pipes[0][0], STDIN_FILENO);
  if (code == 0) code = posix_spawn_file_actions_adddup2(actions, pipes[1][1], STDOUT_FILENO);
  if (code == 0) code = posix_spawn_file_actions_adddup2(actions, pipes[2][1], STDERR_FILENO);
#if defined(__GLIBC_PREREQ)
#if __GLIBC_PREREQ(2, 34)
  // Whatever else this process has open without closing it on exec.
  if (code == 0) code = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
#endif
#endif
  return code;
}

// The environment of this process with a variable more; to be freed, its texts not. Null where there is no memory.
static char **environment_with(const char *variable) {
  size_t count = 0, name = strcspn(variable, "=") + 1;
  while (environ[count]) count++;
  char **all = malloc((count + 2) * sizeof *all);
  if (!all) return NULL;
  size_t kept = 0;
  for (size_t index = 0; index < count; index++)
    if (strncmp(environ[index], variable, name) != 0) all[kept++] = environ[index];
  all[kept++] = (char *)variable;
  all[kept] = NULL;
  return all;
}

static int spawn(
    char *const words[], const char *folder, char *const environment[], int pipes[3][2], pid_t *id) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int code = posix_spawn_file_actions_init(&actions);
  if (code != 0) return code;
  code = posix_spawnattr_init(&attributes);
  if (code == 0) {
    code = set_actions(&actions, pipes, folder);
    if (code == 0) code = set_attributes(&attributes);
    if (code == 0) code = posix_spawnp(id, words[0], &actions, &attributes, words, environment);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return code;
}

int start_child_process(
    char *const words[], const char *folder, const char *variable, struct child_process *child) {
  char **environment = environment_with(variable);
  if (!environment) return ENOMEM;
  // Of a pipe, end 0 is read and end 1 is written.
  int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
  int code = open_pipe(pipes[0], 1);
  if (code == 0) code = open_pipe(pipes[1], 0);
  if (code == 0) code = open_pipe(pipes[2], 0);
  if (code == 0) code = spawn(words, folder, environment, pipes, &child->id);
  free(environment);
  if (code != 0) {
    close_all(pipes);
    return code;
  }
  close(pipes[0][0]);
  close(pipes[1][1]);
  close(pipes[2][1]);
  child->input = pipes[0][1];
  child->output = pipes[1][0];
  child->errors = pipes[2][0];
  return 0;
}

ssize_t write_without_signal(int descriptor, const void *bytes, size_t count) {
#if defined(F_SETNOSIGPIPE)
  ssize_t written = write(descriptor, bytes, count);
  return written < 0 ? -errno : written;
#else
  sigset_t pipe, before;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  ssize_t written = write(descriptor, bytes, count);
  int code = written < 0 ? errno : 0;
  if (code == EPIPE) {
    const struct timespec none = {0, 0};
    while (sigtimedwait(&pipe, NULL, &none) < 0 && errno == EINTR) {}
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return code ? -code : written;
#endif
}

struct thread_start {
  void (*body)(void *);
  void *context;
};

static void *run_thread(void *argument) {
  struct thread_start start = *(struct thread_start *)argument;
  free(argument);
  start.body(start.context);
  return NULL;
}

int start_thread(void (*body)(void *), void *context, size_t stack_size) {
  struct thread_start *start = malloc(sizeof *start);
  if (!start) return ENOMEM;
  *start = (struct thread_start){body, context};
  pthread_attr_t attributes;
  pthread_t thread;
  int code = pthread_attr_init(&attributes);
  if (code == 0) {
    code = pthread_attr_setstacksize(&attributes, stack_size);
    if (code == 0) code = pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (code == 0) code = pthread_create(&thread, &attributes, run_thread, start);
    pthread_attr_destroy(&attributes);
  }
  if (code != 0) free(start);
  return code;
}

static long long limit(int resource) {
  struct rlimit limits;
  if (getrlimit(resource, &limits) != 0 || limits.rlim_cur == RLIM_INFINITY) return -1;
  return limits.rlim_cur > (rlim_t)1 << 62 ? -1 : (long long)limits.rlim_cur;
}

long long address_space_limit(void) { return limit(RLIMIT_AS); }

long long user_thread_limit(void) { return limit(RLIMIT_NPROC); }

int adopt_orphans(void) {
#if defined(PR_SET_CHILD_SUBREAPER)
  return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0 ? 0 : errno;
#else
  return ENOSYS;
#endif
}

int open_process(pid_t id) {
#if defined(SYS_pidfd_open)
  return (int)syscall(SYS_pidfd_open, id, 0);
#else
  (void)id;
  errno = ENOSYS;
  return -1;
#endif
}

int signal_process(int descriptor, int signal) {
#if defined(SYS_pidfd_send_signal)
  return syscall(SYS_pidfd_send_signal, descriptor, signal, NULL, 0) == 0 ? 0 : errno;
#else
  (void)descriptor, (void)signal;
  return ENOSYS;
#endif
}
