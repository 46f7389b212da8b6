// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace halftone {

class GraphView;
class JobRunner;

/// Writes the whole graph as it is shown now, in the background: SVG or PNG by the file's name. `done` gets the files written; nothing
/// happens without a graph.
void saveGraphPicture(const GraphView &view, const QString &path, JobRunner *jobs, std::function<void(Result<std::vector<QString>>)> done);

/// Asks for printer and pages and prints the whole graph.
Status printGraphWithDialog(const GraphView &view, const QString &title, QWidget *parent);

} // namespace halftone
