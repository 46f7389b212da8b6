// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_look.h"

#include "core/document/decision_text.h"
#include "widgets/common/theme.h"
#include "widgets/graphview/graph_scene.h"

#include <algorithm>

namespace halftone {

void GraphLook::reset(const GraphScene &scene)
{
    selected.assign(scene.boxCount(), false);
    highlighted.clear();
    hoveredBox = hoveredEdge = kNone;
    selectedValue = hoveredValue = kNone;
    updateOverlay(scene);
    updateMarks(scene);
}

void GraphLook::updateMarks(const GraphScene &scene)
{
    changeOfBox.clear();
    if (!changes.empty())
        changeOfBox.assign(scene.boxCount(), NodeChange::Same);
    for (NodeId node = 0; node < changes.size(); ++node)
        if (const std::uint32_t box = scene.boxOfNode(node); box != kNone)
            changeOfBox[box] = std::max(changeOfBox[box], changes[node]);
    bookmarked.clear();
    if (!bookmarks.empty())
        bookmarked.assign(scene.boxCount(), false);
    for (const NodeId node : bookmarks)
        if (const std::uint32_t box = scene.boxOfNode(node); box != kNone)
            bookmarked[box] = true;
}

void GraphLook::updateOverlay(const GraphScene &scene)
{
    overlayPosition.clear();
    if (!overlay)
        return;
    overlayPosition.assign(scene.boxCount(), -1);
    // The dark end is what a person looks for: of several nodes in a box the darkest shows.
    for (NodeId node = 0; node < overlay->values.size(); ++node) {
        const std::uint32_t box = scene.boxOfNode(node);
        const auto position = static_cast<float>(overlay->position(node));
        if (box != kNone && position >= 0)
            overlayPosition[box] = overlayPosition[box] < 0 ? position : std::min(overlayPosition[box], position);
    }
}

Badge badgeOf(const NodeDecision &decision)
{
    const Theme &theme = Theme::instance();
    return {decisionBadge(decision), isUserChoice(decision) ? theme.excluded() : theme.precision(decision.precision)};
}

} // namespace halftone
