// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

class QWidget;

namespace halftone {

class GraphView;

/// Writes the whole graph as it is shown: SVG or PNG by the file's name.
Status saveGraphPicture(const GraphView &view, const QString &path);

/// Asks for printer and pages and prints the whole graph.
Status printGraphWithDialog(const GraphView &view, const QString &title, QWidget *parent);

} // namespace halftone
