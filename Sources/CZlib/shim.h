// SPDX-License-Identifier: GPL-3.0-or-later
// zlib (Debian: zlib1g-dev): reading and writing gzip files.
#pragma once
#include <zlib.h>
