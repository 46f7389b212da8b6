// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <QObject>

#include <vector>

namespace halftone {

/// The focus: what is highlighted in every view and shown in Properties. Navigation, not document: no undo, but back and
/// forward. Panels talk to each other only through this.
class SelectionController : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const std::vector<NodeId> &nodes() const { return m_current.nodes; }
    /// Selected value, kNone when a node or nothing is.
    ValueId value() const { return m_current.value; }
    bool canGoBack() const { return m_position > 0; }
    bool canGoForward() const { return m_position + 1 < m_history.size(); }

public slots:
    /// `reveal`: views scroll there when it is outside their central part.
    void selectNodes(const std::vector<halftone::NodeId> &nodes, bool reveal = true);
    void selectValue(halftone::ValueId value, bool reveal = true);
    void clear();
    void hoverNode(halftone::NodeId node);
    void back();
    void forward();
    /// Forgets everything (another model was opened).
    void reset();

signals:
    void changed(bool reveal);
    void hovered(halftone::NodeId node);

private:
    struct State
    {
        std::vector<NodeId> nodes;
        ValueId value = kNone;
        friend bool operator==(const State &, const State &) = default;
    };
    void visit(State state, bool reveal);

    State m_current;
    std::vector<State> m_history{State{}};
    std::size_t m_position = 0;
};

} // namespace halftone
