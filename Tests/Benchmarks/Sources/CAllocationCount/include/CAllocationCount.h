// SPDX-License-Identifier: GPL-3.0-or-later
// Counts the allocations of a thread, so that the run loop can be held to making none.
#pragma once

// How many times this thread has asked for memory; -1 where that can't be counted.
long allocation_count(void);
