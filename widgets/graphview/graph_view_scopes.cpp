// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_view.h"

#include "core/layout/scopes.h"

namespace halftone {

namespace {
constexpr int kInitialBoxes = 120;
} // namespace

void GraphView::openInitialScopes()
{
    m_options.expanded.clear();
    if (!m_model || !m_model->graph)
        return;
    // Opens level by level as long as the picture stays small enough to be taken in.
    const ScopeTree tree = buildScopes(*m_model->graph);
    std::vector<int> inside(tree.scopes.size() + 1, 0), scopesInside(tree.scopes.size() + 1, 0);
    for (const Scope &scope : tree.scopes) {
        ++inside[static_cast<std::size_t>(scope.parent + 1)];
        ++scopesInside[static_cast<std::size_t>(scope.parent + 1)];
    }
    for (const std::int32_t scope : tree.ofNode)
        ++inside[static_cast<std::size_t>(scope + 1)];
    int shown = inside[0];
    for (std::size_t s = 0; s < tree.scopes.size(); ++s) {
        const std::int32_t parent = tree.scopes[s].parent;
        const bool parentOpen = parent < 0 || m_options.expanded.contains(tree.scopes[static_cast<std::size_t>(parent)].path);
        if (!parentOpen || scopesInside[s + 1] == 0 || shown + inside[s + 1] > kInitialBoxes)
            continue;
        shown += inside[s + 1];
        m_options.expanded.insert(tree.scopes[s].path);
    }
}

} // namespace halftone
