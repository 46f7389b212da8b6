// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace halftone {

/// Removes what killed processes left of files that they were writing: "NAME.XXXXXX.part" in `folder` where NAME is a model's, its
/// weights' or `name`. Those of living processes, which hold a lock on them (see OutputFile), stay, and so do all whose lock cannot be
/// asked for. Returns how many were removed.
int removeLeftovers(const std::string &folder, const std::string &name = {});

/// Locks a temporary file that was just made. False when another process removed it meanwhile, believing its owner dead.
bool claimTemporary(int descriptor);

} // namespace halftone
