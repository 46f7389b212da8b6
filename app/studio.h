// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace halftone {

/// Names, theme and language of the program; needed before the first window.
void prepareApplication(QApplication &application);

/// The window application: `halftone [MODEL …]`, or `halftone --sample`. `--screenshots DIR` drives it through the main job and saves
/// pictures. Returns the exit status.
int runStudio(int argc, char **argv);

} // namespace halftone
