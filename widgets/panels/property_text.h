// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <QString>

#include <vector>

namespace halftone {

class Document;

/// "N×64×32×32 f32" of a value as far as it is known.
QString typeText(const Document &document, ValueId value);
/// A value as a link with its type, as rich text.
QString valueLink(const Document &document, ValueId value);
/// A line for each value, kNone left out; of very many the first, with the number of the others, for laying out thousands takes seconds.
QString valueLinks(const Document &document, const std::vector<ValueId> &values);
/// A node as a link, as rich text.
QString nodeLink(const Graph &graph, NodeId node);
/// Rich text that can wrap after "/", "." and "_".
QString wrappable(const QString &plain);

} // namespace halftone
