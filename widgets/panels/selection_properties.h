// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <QWidget>

#include <vector>

namespace halftone {

class Document;

/// Several nodes: how many of which type, their work, and what excluding or including them would change.
class SelectionProperties : public QWidget
{
    Q_OBJECT

public:
    SelectionProperties(Document *document, const std::vector<NodeId> &nodes, QWidget *parent = nullptr);
};

} // namespace halftone
