// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace halftone {

class MainWindow;

/// For measuring how long opening takes: writes to stdout "window MS", "graph MS" and "complete MS" — the window painted, the graph
/// painted for the first time, shapes and all else there — in milliseconds of the system's monotonic clock, then ends the program.
/// Without a model it ends after the window.
void reportFirstFrame(MainWindow *window, bool withModel);

} // namespace halftone
