// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/graph_boxes.h"

#include <array>
#include <iosfwd>
#include <string>

namespace halftone {

/// Colours of a picture as "#rrggbb"; the defaults are the light theme's.
struct SvgStyle
{
    std::string canvas = "#fafafa", body = "#ffffff", border = "#4a5260", text = "#14181f", muted = "#5b6472", edge = "#3a4250";
    std::string frame = "#eef1f5", quantizedEdge = "#0f766e", headerText = "#ffffff";
    /// By OpCategory.
    std::array<std::string, 12> header{
        "#335588", "#702921", "#335533", "#335544", "#6c4f47", "#59423b", "#335544", "#642b7a", "#0b655e", "#464670", "#804a00", "#3f4550"};
    std::string scope = "#5b6472";
    std::string fontFamily = "DejaVu Sans, Segoe UI, Helvetica, Arial, sans-serif";
    double margin = 24;
};

/// Writes a whole picture as SVG 1.1, piece by piece: memory does not grow with the graph.
void writeSvg(std::ostream &out, const GraphBoxes &content, const LayoutResult &layout, const BoxMetrics &metrics, const SvgStyle &style);

} // namespace halftone
