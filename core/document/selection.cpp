// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/selection.h"

namespace halftone {

namespace {
constexpr std::size_t kHistoryLimit = 200;
}

void SelectionController::selectNodes(const std::vector<NodeId> &nodes, bool reveal) { visit({nodes, kNone}, reveal); }
void SelectionController::selectValue(ValueId value, bool reveal) { visit({{}, value}, reveal); }
void SelectionController::clear() { visit({}, false); }
void SelectionController::hoverNode(NodeId node) { emit hovered(node); }

void SelectionController::back()
{
    if (!canGoBack())
        return;
    m_current = m_history[--m_position];
    emit changed(true);
}

void SelectionController::forward()
{
    if (!canGoForward())
        return;
    m_current = m_history[++m_position];
    emit changed(true);
}

void SelectionController::reset()
{
    m_history = {State{}};
    m_position = 0;
    m_current = {};
    emit changed(false);
}

void SelectionController::visit(State state, bool reveal)
{
    if (state == m_current)
        return;
    m_current = std::move(state);
    m_history.resize(m_position + 1);
    m_history.push_back(m_current);
    if (m_history.size() > kHistoryLimit)
        m_history.erase(m_history.begin());
    m_position = m_history.size() - 1;
    emit changed(reveal);
}

} // namespace halftone
