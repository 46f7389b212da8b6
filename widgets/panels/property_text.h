// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <QString>

namespace halftone {

class Document;

/// "N×64×32×32 f32" of a value as far as it is known.
QString typeText(const Document &document, ValueId value);
/// A value as a link with its type, as rich text.
QString valueLink(const Document &document, ValueId value);
/// A node as a link, as rich text.
QString nodeLink(const Graph &graph, NodeId node);
/// Rich text that can wrap after "/", "." and "_".
QString wrappable(const QString &plain);

} // namespace halftone
