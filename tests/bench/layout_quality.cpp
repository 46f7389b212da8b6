// SPDX-License-Identifier: GPL-3.0-or-later
// Says how readable layouts are: bench_layout_quality [--scopes] MODEL...
// `crossings` are those of the lines as drawn (each Bézier piece as its chord), `length` and `sideways` of all lines in thousands of
// pixels, `bends` pieces that are not straight, `labels` the share of shapes that found a free place, `crossed` labels with a line
// through them, `ms` the least of three layouts.
#include "core/layout/graph_boxes.h"
#include "core/layout/layout.h"
#include "core/model/reader.h"
#include "core/ops/fact.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string_view>

using namespace halftone;

namespace {

struct Chord
{
    LayoutPoint a, b;
    std::uint32_t from = 0, to = 0, value = 0;
};

double side(LayoutPoint a, LayoutPoint b, LayoutPoint p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); }

/// Lines of one value run together and lines that share an end meet there: neither is a crossing.
bool cross(const Chord &s, const Chord &t)
{
    if (s.value == t.value || std::max(s.a.x, s.b.x) < std::min(t.a.x, t.b.x) || std::max(t.a.x, t.b.x) < std::min(s.a.x, s.b.x))
        return false;
    return side(s.a, s.b, t.a) * side(s.a, s.b, t.b) < 0 && side(t.a, t.b, s.a) * side(t.a, t.b, s.b) < 0;
}

std::uint64_t crossings(std::vector<Chord> chords)
{
    std::sort(chords.begin(), chords.end(), [](const Chord &s, const Chord &t) { return s.a.y < t.a.y; });
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < chords.size(); ++i)
        for (std::size_t k = i + 1; k < chords.size() && chords[k].a.y < chords[i].b.y; ++k)
            count += cross(chords[i], chords[k]) ? 1 : 0;
    return count;
}

bool passes(const Chord &chord, const LayoutRect &rect)
{
    const double top = std::max(chord.a.y, rect.y), bottom = std::min(chord.b.y, rect.bottom());
    if (top >= bottom)
        return false;
    const auto at = [&](double y) { return chord.a.x + (chord.b.x - chord.a.x) * (y - chord.a.y) / (chord.b.y - chord.a.y); };
    return std::max(at(top), at(bottom)) > rect.x && std::min(at(top), at(bottom)) < rect.right();
}

void print(const char *name, const GraphBoxes &boxes, const LayoutResult &layout, double milliseconds)
{
    std::vector<Chord> chords;
    std::vector<LayoutRect> labels;
    std::size_t stubs = 0, bends = 0, wanted = 0, crossed = 0;
    double length = 0, sideways = 0;
    for (std::size_t e = 0; e < layout.edges.size(); ++e) {
        const LayoutRoute &route = layout.edges[e];
        const LayoutEdge &edge = boxes.layout.edges[e];
        if (route.isStub) {
            ++stubs;
            continue;
        }
        for (std::size_t i = 0; i + 3 < route.points.size(); i += 3) {
            const LayoutPoint a = route.points[i], b = route.points[i + 3];
            length += std::hypot(b.x - a.x, b.y - a.y);
            sideways += std::abs(b.x - a.x);
            bends += std::abs(b.x - a.x) > 0.5 ? 1 : 0;
            chords.push_back({a, b, edge.from, edge.to, edge.value * 0x10001U ^ edge.from});
        }
        wanted += edge.labelWidth > 0 ? 1 : 0;
        if (route.hasLabel)
            labels.push_back({route.label.x, route.label.y, edge.labelWidth, edge.labelHeight});
    }
    if (labels.size() < 20'000) {
        std::vector<Chord> sorted = chords;
        std::sort(sorted.begin(), sorted.end(), [](const Chord &s, const Chord &t) { return s.a.y < t.a.y; });
        for (const LayoutRect &label : labels) {
            bool hit = false;
            for (const Chord &chord : sorted) {
                if (chord.a.y > label.bottom())
                    break;
                hit = hit || passes(chord, label);
            }
            crossed += hit ? 1 : 0;
        }
    }
    std::printf("%-24s %6zu %6zu %5zu %8.0f %9.0f %9llu %9.1f %9.1f %6zu %5.0f%% %6zu %8.1f\n", name, layout.nodes.size(),
        layout.edges.size(), stubs, layout.width, layout.height,
        chords.size() < 300'000 ? static_cast<unsigned long long>(crossings(chords)) : 0ULL, length / 1000, sideways / 1000, bends,
        wanted > 0 ? 100.0 * static_cast<double>(labels.size()) / static_cast<double>(wanted) : 100.0, crossed, milliseconds);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    BoxOptions options;
    std::printf("%-24s %6s %6s %5s %8s %9s %9s %9s %9s %6s %6s %6s %8s\n", "model", "boxes", "edges", "stubs", "width", "height",
        "crossings", "length", "sideways", "bends", "labels", "crossed", "ms");
    for (int i = 1; i < argc; ++i) {
        const std::string_view path = argv[i];
        if (path == "--scopes") {
            options.scopes = true;
            continue;
        }
        NoProgress progress;
        const auto model = readModel(std::string(path));
        if (!model) {
            std::fprintf(stderr, "%s cannot be read\n", argv[i]);
            return 1;
        }
        const auto facts = inferFacts(**model, {}, progress);
        const TableTextMeasurer measurer;
        double least = 1e30;
        LayoutResult layout;
        GraphBoxes boxes;
        for (int run = 0; run < 3; ++run) {
            const auto start = std::chrono::steady_clock::now();
            boxes = buildGraphBoxes(**model, *(*model)->graph, facts ? &*facts : nullptr, options, BoxMetrics{}, measurer);
            auto result = layoutGraph(boxes.layout, LayoutOptions{}, progress);
            least = std::min(least, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
            layout = std::move(*result);
        }
        print(argv[i] + path.find_last_of('/') + 1, boxes, layout, least);
    }
    return 0;
}
