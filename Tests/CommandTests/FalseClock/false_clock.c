// SPDX-License-Identifier: GPL-3.0-or-later

// A wall clock that jumps: loaded before a program, it adds to each time that the program asks for the next of the seconds
// that FALSE_CLOCK lists, and begins again at the list's end. The monotonic clock is left alone, as it is on a real machine.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

enum { most = 16 };
static long offsets[most];
static unsigned count;

__attribute__((constructor)) static void read_offsets(void) {
  const char *text = getenv("FALSE_CLOCK");
  char *end;
  while (text && count < most) {
    long seconds = strtol(text, &end, 10);
    if (end == text) break;
    offsets[count++] = seconds;
    text = end;
  }
}

static long offset(void) {
  static atomic_uint next;
  return count ? offsets[atomic_fetch_add(&next, 1) % count] : 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  static int (*original)(clockid_t, struct timespec *);
  if (!original) original = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int result = original(clock, time);
  if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += offset();
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  struct timespec now;
  (void)zone;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}
