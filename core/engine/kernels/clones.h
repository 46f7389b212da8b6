// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Compiles a function for several instruction sets; the best one the processor has is chosen at load time. Files that use
/// it are built with -O3 and without fused multiply-add, so that every variant gives the same bits.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define HALFTONE_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define HALFTONE_CLONES
#endif
