// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_painter.h"

#include "widgets/graphview/change_marks.h"
#include "widgets/graphview/painter_style.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace halftone {

using namespace painterstyle;

namespace {

/// Boxes that take fewer screen pixels are painted together, edges shorter are left out.
constexpr double kAggregateBelow = 5, kShortestEdge = 3;
/// Pixels of lines that a frame has time for, and what a line costs besides.
constexpr double kMostEdgeWork = 500'000, kEdgeWork = 24;

/// Colours by kind of box, looked up once a frame instead of once a box.
struct BlockPalette
{
    QRgb selection = Theme::instance().selection().rgba();
    QRgb port = Theme::instance().mutedText().rgba();
    QRgb scope = scopeColor().rgba();
    std::array<QRgb, 12> categories{};
    std::array<QRgb, 256> scale{};
    std::array<QRgb, 5> changes{};

    explicit BlockPalette(const std::optional<GraphOverlay> &overlay)
    {
        for (std::size_t i = 0; i < categories.size(); ++i)
            categories[i] = Theme::instance().category(static_cast<OpCategory>(i)).rgba();
        for (std::size_t i = 0; i < scale.size(); ++i)
            if (overlay)
                scale[i] = overlay->color(static_cast<double>(i) / 255).rgba();
        for (std::size_t i = 0; i < changes.size(); ++i)
            changes[i] = changeColor(static_cast<NodeChange>(i)).rgba();
    }
    QRgb of(const GraphBox &box) const
    {
        return box.kind == GraphBox::Kind::Node ? categories[static_cast<std::size_t>(box.category)]
            : box.kind == GraphBox::Kind::Scope ? scope
                                                : port;
    }
};

} // namespace

void GraphPainter::paintBlocks(const Pass &pass)
{
    const auto &overlay = pass.look.overlayPosition;
    const double ratio = pass.painter.device()->devicePixelRatioF();
    const double pixel = 1 / pass.scale;
    const BlockPalette palette(pass.look.overlay);
    const auto colorOf = [&](std::uint32_t box) {
        if (pass.look.isSelected(box))
            return palette.selection;
        if (const auto &changes = pass.look.changeOfBox; !changes.empty())
            return palette.changes[static_cast<std::size_t>(changes[box])];
        const bool measured = !overlay.empty() && overlay[box] >= 0;
        const QRgb color = measured ? palette.scale[static_cast<std::size_t>(overlay[box] * 255)] : palette.of(pass.scene.box(box));
        constexpr QRgb kOpaque = 0xff000000U, kFaint = 0x3c000000U;
        return pass.look.isDimmed(box) || (!overlay.empty() && !measured) ? (color & ~kOpaque) | kFaint : color;
    };
    const QRgb body = Theme::instance().nodeBody().rgba();
    m_raster.begin({pass.area.x, pass.area.y, pass.area.width, pass.area.height}, pass.scale * ratio);
    paintBlockEdges(pass);
    pass.scene.boxIndex().visit(
        pass.area, kAggregateBelow * pixel,
        [&](std::uint32_t box) {
            QRectF rect = pass.scene.boxRect(box);
            m_raster.fill(rect, colorOf(box));
            if (rect.height() > 6 * pixel && pass.look.changeOfBox.empty() && pass.scene.box(box).rowCount > 0 && overlay.empty()
                && !pass.look.isSelected(box)) {
                rect.setTop(rect.top() + pass.scene.metrics().headerHeight);
                m_raster.fill(rect.adjusted(pixel, 0, -pixel, -pixel), body);
            }
        },
        [&](const LayoutRect &bounds, std::span<const std::uint32_t> boxes) {
            std::uint32_t shown = boxes.front();
            for (const std::uint32_t box : boxes)
                if (pass.look.isSelected(box)
                    || (!pass.look.isSelected(shown) && !overlay.empty() && overlay[box] >= 0
                        && (overlay[shown] < 0 || overlay[box] < overlay[shown]))
                    || (!pass.look.changeOfBox.empty() && pass.look.changeOfBox[box] > pass.look.changeOfBox[shown]))
                    shown = box;
            m_raster.fill({bounds.x, bounds.y, bounds.width, bounds.height}, colorOf(shown));
        });
    m_raster.end(pass.painter);
    pass.painter.setRenderHint(QPainter::Antialiasing, true);
    for (const std::uint32_t e : m_strongEdges)
        paintEdge(pass, e);
}

void GraphPainter::paintBlockEdges(const Pass &pass)
{
    const Theme &theme = Theme::instance();
    const auto &edges = pass.scene.content().edges;
    const double shortest = kShortestEdge / pass.scale;
    const auto faded = [&](const QColor &color) {
        constexpr int kShare = 65;
        const auto mix = [](int a, int b) { return (a * kShare + b * (100 - kShare)) / 100; };
        const QColor canvas = theme.canvas();
        return QColor(mix(color.red(), canvas.red()), mix(color.green(), canvas.green()), mix(color.blue(), canvas.blue()));
    };
    const QRgb plain = faded(theme.edge()).rgba(), quantized = faded(theme.accent()).rgba();
    m_strongEdges.clear();
    m_edges.clear();
    double work = 0;
    pass.scene.edgeIndex().visit(
        pass.area, shortest,
        [&](std::uint32_t e) {
            const LayoutRect &bounds = pass.scene.edgeIndex().rect(e);
            if ((bounds.width < shortest && bounds.height < shortest)
                || (pass.look.isDimmed(edges[e].from) && pass.look.isDimmed(edges[e].to)))
                return;
            if (isStrong(pass, e)) {
                m_strongEdges.push_back(e);
                return;
            }
            m_edges.push_back(e);
            work += kEdgeWork + pass.scale * std::max(std::min(bounds.width, pass.area.width), std::min(bounds.height, pass.area.height));
        },
        [](const LayoutRect &, std::span<const std::uint32_t>) {});
    // Where lines cover each other anyway a share of them is drawn, the same ones in every frame.
    constexpr std::uint32_t kSpread = 2654435761U;
    const auto share = static_cast<std::uint32_t>(std::min(1.0, kMostEdgeWork / std::max(work, 1.0)) * 0xffffffffU);
    for (const std::uint32_t e : m_edges) {
        if (e * kSpread > share)
            continue;
        const auto &points = pass.scene.layout().edges[e].points;
        for (std::size_t i = 0; i + 3 < points.size(); i += 3)
            m_raster.line({points[i].x, points[i].y}, {points[i + 3].x, points[i + 3].y}, edges[e].quantized ? quantized : plain);
    }
}

} // namespace halftone
