// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/matching/node_matching.h"

#include <QObject>

namespace halftone {

class GraphView;
class SelectionController;

/// Keeps two graph views on the same nodes: zoom, position, selection. The node nearest to the middle of the one that is moved is brought
/// to the same place in the other.
class ViewSync : public QObject
{
    Q_OBJECT

public:
    struct Side
    {
        GraphView *view = nullptr;
        SelectionController *selection = nullptr;
    };
    /// Views and selections outlive this.
    ViewSync(Side a, Side b, QObject *parent);

    /// Until there is one, only the zoom follows.
    void setMatching(NodeMatching matching);

private:
    void followView(bool fromA);
    void followSelection(bool fromA, bool reveal);
    std::vector<NodeId> counterparts(bool ofA, const std::vector<NodeId> &nodes) const;

    Side m_a, m_b;
    NodeMatching m_matching;
    /// What is moved here must not move the other again.
    bool m_following = false;
};

} // namespace halftone
