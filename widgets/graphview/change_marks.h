// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/node_change.h"

#include <QColor>
#include <QString>

namespace halftone {

/// Colour of a change in graphs, minimaps and lists; on the canvas it has a contrast of 3:1 or more, in both themes.
QColor changeColor(NodeChange change);
/// The same without colour: "+", "−", "≠", "q"; empty for what stayed the same.
QString changeSign(NodeChange change);
/// "added", "removed", "changed", "quantized or converted", "the same".
QString changeText(NodeChange change);

} // namespace halftone
