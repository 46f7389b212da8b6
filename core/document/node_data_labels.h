// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/node_data.h"

namespace halftone {

/// A word for a node, with the colour that its file gives it; invalid for none.
struct NodeLabel
{
    NodeId node = kNone;
    QString text;
    QColor color;
};

/// Makes `data` one of labels: a step for each word, the most frequent first, whose number is the value of its nodes. Words without a
/// colour get one that differs from their neighbours'.
void useLabels(const std::vector<NodeLabel> &labels, NodeData &data);

/// The word of a value of labelled data; empty for NaN.
QString labelOf(const NodeData &data, double value);

} // namespace halftone
