// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/file_errors.h"
#include "app/cli/opened_model.h"
#include "core/layout/graph_boxes.h"
#include "core/layout/layout.h"
#include "core/layout/svg_writer.h"
#include "core/ops/fact.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <fstream>
#include <sstream>

namespace halftone {

namespace {

/// Larger pictures are scaled down: no viewer opens them otherwise.
constexpr double kLargestSide = 30000;

class LayoutCommand final : public Command
{
public:
    const char *name() const override { return "layout"; }
    const char *summary() const override { return "Draw a model's graph"; }
    void declare(CLI::App &app) override
    {
        app.add_option("MODEL", m_model, "Model file")->required();
        app.add_option("--svg", m_svg, "Vector picture")->type_name("FILE");
        app.add_option("--png", m_png, "Pixel picture")->type_name("FILE");
        m_dims.declare(app);
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    Status writePictures(const std::string &svg, const LayoutResult &layout) const;

    std::string m_model;
    std::string m_svg;
    std::string m_png;
    DimOptions m_dims;
};

Status LayoutCommand::writePictures(const std::string &svg, const LayoutResult &layout) const
{
    if (!m_svg.empty()) {
        std::ofstream file(m_svg, std::ios::binary);
        file << svg;
        file.close();
        if (!file)
            return Error(errc::kFileUnwritable, {m_svg});
    }
    if (!m_png.empty()) {
        QSvgRenderer renderer(QByteArray::fromRawData(svg.data(), static_cast<qsizetype>(svg.size())));
        const double factor = std::min(1.0, kLargestSide / std::max({layout.width, layout.height, 1.0}));
        const QSizeF size = QSizeF(renderer.defaultSize()) * factor;
        QImage image(size.toSize().expandedTo(QSize(1, 1)), QImage::Format_RGB32);
        if (image.isNull())
            return Error(errc::kFileUnwritable, {m_png});
        image.fill(Qt::white);
        QPainter painter(&image);
        renderer.render(&painter);
        painter.end();
        if (!image.save(QString::fromStdString(m_png), "PNG"))
            return Error(errc::kFileUnwritable, {m_png});
    }
    return {};
}

Result<CommandResult> LayoutCommand::run(const Console &console, ConsoleProgress &progress)
{
    HALFTONE_TRY(const auto dims, m_dims.dims());
    HALFTONE_TRY(const auto model, openModel(m_model, progress));
    HALFTONE_TRY(const GraphFacts facts, inferFacts(*model, dims, progress));
    const TableTextMeasurer measurer;
    const BoxMetrics metrics;
    progress.begin(CliText::tr("Laying out"));
    QElapsedTimer clock;
    clock.start();
    const GraphBoxes boxes = buildGraphBoxes(*model, *model->graph, &facts, BoxOptions{}, metrics, measurer);
    HALFTONE_TRY(const LayoutResult layout, layoutGraph(boxes.layout, LayoutOptions{}, progress));
    const double seconds = static_cast<double>(clock.nsecsElapsed()) * 1e-9;
    progress.clear();
    if (!m_svg.empty() || !m_png.empty()) {
        std::ostringstream svg;
        writeSvg(svg, boxes, layout, metrics, SvgStyle{});
        HALFTONE_CHECK(writePictures(svg.str(), layout));
    }
    const std::size_t nodes = model->graph->nodes().size();
    console.line(CliText::tr("%1 nodes, %2 edges, %3×%4, laid out in %5")
                     .arg(nodes)
                     .arg(boxes.edges.size())
                     .arg(layout.width, 0, 'f', 0)
                     .arg(layout.height, 0, 'f', 0)
                     .arg(CliText::seconds(seconds)));
    if (!console.json(
            {{"nodes", nodes}, {"edges", boxes.edges.size()}, {"seconds", seconds}, {"width", layout.width}, {"height", layout.height}}))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    return CommandResult::Done;
}

} // namespace

std::unique_ptr<Command> makeLayoutCommand() { return std::make_unique<LayoutCommand>(); }

} // namespace halftone
