// SPDX-License-Identifier: GPL-3.0-or-later
// Times frames of the graph view while panning and zooming, and finding as one types: bench_viewer_frames [--steps] MODEL
// Prints one line of JSON, milliseconds; --steps adds a line for each zoom level to stderr, --pictures FOLDER exports the graph as PNG
// (at 100 %) and SVG there and says how long it took and how much was written.
#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "core/model/reader.h"
#include "widgets/graphview/graph_export.h"
#include "widgets/graphview/graph_search.h"
#include "widgets/graphview/graph_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QTextStream>
#include <QTimer>
#include <QWindow>

#include <algorithm>
#include <cmath>
#include <ctime>

using namespace halftone;

namespace {

constexpr QSize kSize(1400, 900);

double milliseconds(const QElapsedTimer &clock) { return static_cast<double>(clock.nsecsElapsed()) / 1e6; }

double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

/// Of this thread: what other programs take on a busy machine is not in it.
double processorMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Milliseconds by frame, on the clock and of the processor alone.
struct Frames
{
    std::vector<double> wall, processor;
};

class Bench
{
public:
    explicit Bench(std::shared_ptr<const Model> model) : m_model(std::move(model)), m_view(&m_jobs, &m_selection)
    {
        m_view.resize(kSize);
        m_view.show();
        NoProgress progress;
        if (auto facts = inferFacts(*m_model, {}, progress))
            m_facts = std::make_shared<GraphFacts>(std::move(*facts));
        m_view.setModel(m_model, m_facts);
        // What is not on screen yet is not painted.
        while (m_view.isLayingOut() || !m_view.canvas()->scene() || !m_view.windowHandle() || !m_view.windowHandle()->isExposed()) {
            QEventLoop loop;
            QTimer::singleShot(5, &loop, &QEventLoop::quit);
            loop.exec();
        }
    }

    /// From the first view out to the whole graph and in to the largest zoom, in steps of a wheel, over several places.
    Frames zoom(bool steps)
    {
        constexpr double kFactor = 1.1;
        Frames all;
        GraphCamera &camera = m_view.canvas()->camera();
        const QRectF bounds = m_view.canvas()->scene()->bounds();
        const double least = std::max(
            std::min({kSize.width() / bounds.width(), kSize.height() / bounds.height(), 1.0}), GraphCamera::smallestScale() * kFactor);
        for (const double place : {0.0, 0.37, 0.5, 0.81}) {
            if (place > 0)
                goTo(place, 1);
            while (camera.scale() > least)
                frame(all, steps, [&] { camera.zoomAt({700, 450}, 1 / kFactor); });
            while (camera.scale() < GraphCamera::largestScale() * 0.99)
                frame(all, steps, [&] { camera.zoomAt({650, 400}, kFactor); });
        }
        return all;
    }

    /// Drags at several zooms, along the graph and across.
    Frames pan(bool steps)
    {
        constexpr int kFrames = 40;
        Frames all;
        GraphCamera &camera = m_view.canvas()->camera();
        for (const double scale : {2.0, 1.0, 0.5, 0.47, 0.35, 0.31, 0.29, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002}) {
            goTo(0.5, scale);
            for (int i = 0; i < kFrames; ++i)
                frame(all, steps, [&] { camera.pan({7, 23}); });
        }
        return all;
    }

    double build()
    {
        QElapsedTimer clock;
        clock.start();
        m_search.emplace(m_model, m_facts);
        return milliseconds(clock);
    }
    /// The slowest key stroke of several texts typed letter by letter.
    double find() const
    {
        double worst = 0;
        for (const QString &text : {QStringLiteral("conv 64"), QStringLiteral("type:Relu 12"), QStringLiteral("\"Add\""),
                 QStringLiteral("/_9+[05]$/"), QStringLiteral("none of these")})
            for (qsizetype length = 1; length <= text.size(); ++length) {
                QElapsedTimer clock;
                clock.start();
                const GraphSearch::Results results = m_search->find(text.first(length));
                worst = std::max(worst, milliseconds(clock));
                m_found += results.total;
            }
        return worst;
    }
    std::size_t found() const { return m_found; }

    /// Milliseconds and MiB of each format.
    QString pictures(const QString &folder) const
    {
        NoProgress progress;
        const GraphScene &scene = *m_view.canvas()->scene();
        QString text;
        const auto timed = [&](const char *what, auto &&write) {
            QElapsedTimer clock;
            clock.start();
            const Result<std::vector<QString>> files = write();
            qint64 bytes = 0;
            if (files)
                for (const QString &file : *files)
                    bytes += QFileInfo(file).size();
            text += QStringLiteral(", \"%1\": %2, \"%1_MiB\": %3, \"%1_files\": %4")
                        .arg(QLatin1String(what))
                        .arg(milliseconds(clock))
                        .arg(static_cast<double>(bytes) / (1 << 20))
                        .arg(files ? files->size() : 0);
        };
        timed("png", [&] { return exportPng(scene, m_view.canvas()->look(), folder + QStringLiteral("/graph.png"), 1, progress); });
        timed("svg", [&] { return exportSvg(scene, folder + QStringLiteral("/graph.svg"), progress); });
        return text;
    }

    std::uint32_t boxes() const { return m_view.canvas()->scene()->boxCount(); }

private:
    void goTo(double place, double scale)
    {
        const GraphScene &scene = *m_view.canvas()->scene();
        const auto box = static_cast<std::uint32_t>(place * (scene.boxCount() - 1));
        m_view.canvas()->camera().lookAt(scene.boxRect(box).center(), scale, GraphCamera::Move::AtOnce);
        m_view.repaint();
    }

    /// One move and everything it makes the view paint, all the widgets that lie over the canvas with it.
    template <typename Move>
    void frame(Frames &frames, bool steps, Move &&move)
    {
        QElapsedTimer clock;
        clock.start();
        const double before = processorMilliseconds();
        move();
        m_view.repaint();
        frames.processor.push_back(processorMilliseconds() - before);
        frames.wall.push_back(milliseconds(clock));
        if (steps)
            QTextStream(stderr) << m_view.canvas()->camera().scale() << ' ' << frames.processor.back() << ' ' << frames.wall.back() << '\n';
    }

    std::shared_ptr<const Model> m_model;
    std::shared_ptr<const GraphFacts> m_facts;
    JobRunner m_jobs;
    SelectionController m_selection;
    GraphView m_view;
    std::optional<GraphSearch> m_search;
    mutable std::size_t m_found = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QStringList arguments = QApplication::arguments().sliced(1);
    const bool steps = arguments.removeOne(QStringLiteral("--steps"));
    QString folder;
    if (const qsizetype at = arguments.indexOf(QStringLiteral("--pictures")); at >= 0 && at + 1 < arguments.size()) {
        folder = arguments[at + 1];
        arguments.remove(at, 2);
    }
    if (arguments.size() != 1) {
        QTextStream(stderr) << "bench_viewer_frames [--steps] [--pictures FOLDER] MODEL\n";
        return 2;
    }
    const auto model = readModel(arguments[0].toStdString());
    if (!model) {
        QTextStream(stderr) << arguments[0] << " cannot be read\n";
        return 1;
    }
    Bench bench(*model);
    const Frames zoom = bench.zoom(steps), pan = bench.pan(steps);
    const double index = bench.build(), find = bench.find();
    QTextStream(stdout) << QStringLiteral("{\"boxes\": %1, \"zoom_p99\": %2, \"zoom_wall_p99\": %3, \"pan_p99\": %4, \"pan_wall_p99\": %5, "
                                          "\"find_index\": %6, \"find\": %7, \"found\": %8%9}\n")
                               .arg(bench.boxes())
                               .arg(percentile(zoom.processor, 0.99))
                               .arg(percentile(zoom.wall, 0.99))
                               .arg(percentile(pan.processor, 0.99))
                               .arg(percentile(pan.wall, 0.99))
                               .arg(index)
                               .arg(find)
                               .arg(bench.found())
                               .arg(folder.isEmpty() ? QString() : bench.pictures(folder));
    return 0;
}
