// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/svg_writer.h"

#include <cmath>
#include <ostream>

namespace halftone {

namespace {

constexpr double kCorner = 5, kArrowLength = 7, kArrowHalf = 3.2;

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else if (c == '"')
            result += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20)
            result += c;
    }
    return result;
}

class SvgPicture
{
public:
    SvgPicture(std::ostream &out, const GraphBoxes &content, const LayoutResult &layout, const BoxMetrics &metrics, const SvgStyle &style)
        : m_out(out), m_content(content), m_layout(layout), m_metrics(metrics), m_style(style)
    {
    }

    void write()
    {
        const double margin = m_style.margin, width = m_layout.width + 2 * margin, height = m_layout.height + 2 * margin;
        m_out.precision(10);
        m_out << "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" << width << "\" height=\"" << height << "\" viewBox=\"" << -margin
              << ' ' << -margin << ' ' << width << ' ' << height << "\" font-family=\"" << escaped(m_style.fontFamily) << "\">\n";
        rect({-margin, -margin, width, height}, m_style.canvas, {}, 0);
        for (std::size_t g = 0; g < m_layout.groups.size(); ++g)
            frame(g);
        for (std::size_t e = 0; e < m_layout.edges.size(); ++e)
            edge(e);
        for (std::size_t b = 0; b < m_content.boxes.size(); ++b)
            box(b);
        m_out << "</svg>\n";
    }

private:
    void rect(const LayoutRect &r, const std::string &fill, const std::string &stroke, double corner)
    {
        m_out << "<rect x=\"" << r.x << "\" y=\"" << r.y << "\" width=\"" << r.width << "\" height=\"" << r.height << "\" rx=\"" << corner
              << "\" fill=\"" << fill << '"';
        if (!stroke.empty())
            m_out << " stroke=\"" << stroke << '"';
        m_out << "/>\n";
    }

    void text(
        double x, double baseline, std::string_view content, TextStyle textStyle, const std::string &color, const char *anchor = "start")
    {
        const TextFont font = textFont(textStyle);
        m_out << "<text x=\"" << x << "\" y=\"" << baseline << "\" font-size=\"" << font.pixels << "\" fill=\"" << color << '"'
              << (font.bold ? " font-weight=\"bold\"" : "") << " text-anchor=\"" << anchor << "\">" << escaped(content) << "</text>\n";
    }

    void frame(std::size_t group)
    {
        const LayoutRect &r = m_layout.groups[group];
        rect(r, m_style.frame, m_style.muted, kCorner * 1.5);
        const Scope &scope = m_content.scopes.scopes[static_cast<std::size_t>(m_content.groupScope[group])];
        text(r.x + m_metrics.padding, r.y + m_metrics.groupHeader * 0.68, scope.label, TextStyle::GroupTitle, m_style.text);
    }

    void curve(const std::vector<LayoutPoint> &points, std::size_t first, std::size_t last, const std::string &color, bool dashed)
    {
        m_out << "<path d=\"M" << points[first].x << ' ' << points[first].y;
        for (std::size_t i = first + 1; i + 2 < last; i += 3) {
            m_out << 'C';
            for (std::size_t k = i; k < i + 3; ++k)
                m_out << (k > i ? " " : "") << points[k].x << ' ' << points[k].y;
        }
        m_out << "\" fill=\"none\" stroke=\"" << color << '"' << (dashed ? " stroke-dasharray=\"3 3\"" : "") << "/>\n";
    }

    void arrow(LayoutPoint tip, LayoutPoint before, const std::string &color)
    {
        const double dx = tip.x - before.x, dy = tip.y - before.y, length = std::max(1e-6, std::hypot(dx, dy));
        const double ux = dx / length, uy = dy / length;
        const LayoutPoint base{tip.x - ux * kArrowLength, tip.y - uy * kArrowLength};
        m_out << "<path d=\"M" << tip.x << ' ' << tip.y << 'L' << base.x - uy * kArrowHalf << ' ' << base.y + ux * kArrowHalf << 'L'
              << base.x + uy * kArrowHalf << ' ' << base.y - ux * kArrowHalf << "Z\" fill=\"" << color << "\"/>\n";
    }

    void edge(std::size_t index)
    {
        const LayoutRoute &route = m_layout.edges[index];
        const BoxEdge &content = m_content.edges[index];
        const std::string &color = content.quantized ? m_style.quantizedEdge : m_style.edge;
        const auto &points = route.points;
        if (points.size() < 4)
            return;
        arrow(points.back(), points[points.size() - 2], color);
        if (!route.isStub) {
            curve(points, 0, points.size(), color, false);
            if (route.hasLabel)
                text(route.label.x, route.label.y + m_metrics.labelHeight * 0.78, content.label, TextStyle::EdgeLabel, m_style.muted);
            return;
        }
        curve(points, 0, route.stubSplit, color, true);
        curve(points, route.stubSplit, points.size(), color, true);
        const std::string &producer = m_content.boxes[content.from].title;
        const std::string &consumer = m_content.boxes[content.to].title;
        const LayoutPoint in = points[route.stubSplit];
        if (route.incomingShared == 1)
            text(in.x, in.y, elided(producer, roomFor(route.incomingRoom)), TextStyle::EdgeLabel, m_style.muted, "middle");
        else if (m_sharedStubs.insert(content.to).second)
            text(in.x, in.y, "× " + std::to_string(route.incomingShared), TextStyle::EdgeLabel, m_style.muted, "middle");
        if (m_namedStubs.insert(content.value).second) {
            const LayoutPoint out = points[route.stubSplit - 1];
            text(out.x, out.y + m_metrics.labelHeight / 2, elided(consumer, roomFor(route.outgoingRoom)), TextStyle::EdgeLabel,
                m_style.muted, "middle");
        }
    }

    static std::size_t roomFor(double room) { return static_cast<std::size_t>(std::max(1.0, room / 6.5)); }

    void box(std::size_t index)
    {
        const LayoutRect &r = m_layout.nodes[index];
        const GraphBox &box = m_content.boxes[index];
        const double middle = 0.68;
        if (box.kind != GraphBox::Kind::Node && box.kind != GraphBox::Kind::Scope) {
            rect(r, m_style.frame, m_style.muted, kCorner);
            text(r.centerX(), r.y + r.height * middle, box.title, TextStyle::Port, m_style.text, "middle");
            return;
        }
        const std::string &header
            = box.kind == GraphBox::Kind::Scope ? m_style.scope : m_style.header[static_cast<std::size_t>(box.category)];
        if (box.rowCount == 0) {
            rect(r, header, m_style.border, kCorner);
        } else {
            rect(r, m_style.body, m_style.border, kCorner);
            m_out << "<path d=\"M" << r.x << ' ' << r.y + m_metrics.headerHeight << "v" << -(m_metrics.headerHeight - kCorner) << "q0 "
                  << -kCorner << ' ' << kCorner << ' ' << -kCorner << 'h' << r.width - 2 * kCorner << 'q' << kCorner << " 0 " << kCorner
                  << ' ' << kCorner << 'v' << m_metrics.headerHeight - kCorner << "z\" fill=\"" << header << "\"/>\n";
        }
        text(r.x + m_metrics.padding, r.y + m_metrics.headerHeight * middle, box.title, TextStyle::Title, m_style.headerText);
        double y = r.y + m_metrics.headerHeight + m_metrics.bodyPadding;
        for (std::uint32_t row = box.firstRow; row < box.firstRow + box.rowCount; ++row, y += m_metrics.rowHeight) {
            const BoxRow &content = m_content.rows[row];
            const TextFont name = textFont(TextStyle::RowName), value = textFont(TextStyle::RowText);
            m_out << "<text x=\"" << r.x + m_metrics.padding << "\" y=\"" << y + m_metrics.rowHeight * 0.72 << "\" font-size=\""
                  << value.pixels << "\" fill=\"" << m_style.text << "\"><tspan" << (name.bold ? " font-weight=\"bold\"" : "") << '>'
                  << escaped(content.name) << "</tspan> " << escaped(content.text) << "</text>\n";
        }
    }

    std::ostream &m_out;
    const GraphBoxes &m_content;
    const LayoutResult &m_layout;
    const BoxMetrics &m_metrics;
    const SvgStyle &m_style;
    std::unordered_set<ValueId> m_namedStubs;
    std::unordered_set<std::uint32_t> m_sharedStubs;
};

} // namespace

void writeSvg(std::ostream &out, const GraphBoxes &content, const LayoutResult &layout, const BoxMetrics &metrics, const SvgStyle &style)
{
    SvgPicture(out, content, layout, metrics, style).write();
}

} // namespace halftone
