// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace halftone {

/// Drives the real window through the main job on the sample and saves a PNG of every main state, light and dark.
/// Returns the exit status.
int takeScreenshots(const QString &folder);

} // namespace halftone
