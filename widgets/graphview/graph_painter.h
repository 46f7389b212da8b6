// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graphview/block_raster.h"
#include "widgets/graphview/graph_look.h"
#include "widgets/graphview/graph_scene.h"
#include "widgets/graphview/text_cache.h"

class QPainter;

namespace halftone {

/// Paints the visible part of a scene in scene coordinates, with less detail at lower zoom: full boxes, headers, plain blocks,
/// and at last one block for many boxes.
class GraphPainter
{
public:
    enum class Detail { Full, Title, Block };
    /// `scale` is screen pixels per scene pixel; the painter must be transformed accordingly.
    void paint(QPainter &painter, const GraphScene &scene, const GraphLook &look, const QRectF &area, double scale);

    static Detail detailAt(double scale);

private:
    struct Pass
    {
        QPainter &painter;
        const GraphScene &scene;
        const GraphLook &look;
        LayoutRect area;
        double scale;
        Detail detail;
        /// Few enough boxes are in view to draw them with round corners and soft edges.
        bool fine;
    };

    void paintFrames(const Pass &pass);
    void paintFrameTitles(const Pass &pass);
    void paintEdges(const Pass &pass);
    void paintEdge(const Pass &pass, std::uint32_t edge);
    void paintStubs(const Pass &pass, std::uint32_t box);
    void paintLabel(const Pass &pass, std::uint32_t edge);
    void paintBlocks(const Pass &pass);
    void paintBlockEdges(const Pass &pass);
    bool isStrong(const Pass &pass, std::uint32_t edge) const;
    void paintBox(const Pass &pass, std::uint32_t box);
    /// The title over the whole box, so large that it can be read where rows are not shown.
    void paintLargeTitle(const Pass &pass, std::uint32_t box, const std::string &title);
    void paintPort(const Pass &pass, std::uint32_t box);
    void paintRows(const Pass &pass, std::uint32_t box);
    void paintBadge(const Pass &pass, std::uint32_t box);
    void paintStripe(const Pass &pass, std::uint32_t box);
    void paintOutline(const Pass &pass, std::uint32_t box);
    /// Halo and sign of what became of the box between two models, and its bookmark.
    void paintHalo(const Pass &pass, std::uint32_t box);
    void paintSigns(const Pass &pass, std::uint32_t box);

    QColor edgeColor(const Pass &pass, std::uint32_t edge) const;
    QColor headerColor(const Pass &pass, std::uint32_t box) const;

    TextCache m_texts;
    BlockRaster m_raster;
    std::string m_scopeTitle;
    std::vector<QLineF> m_lines, m_accentLines;
    std::vector<std::uint32_t> m_boxes, m_edges, m_strongEdges;
};

} // namespace halftone
