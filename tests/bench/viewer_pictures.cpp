// SPDX-License-Identifier: GPL-3.0-or-later
// Saves pictures of the graph view in its main states: bench_viewer_pictures MODELS_FOLDER OUTPUT_FOLDER [name part]
// Models that are not in the folder are left out; "insides.onnx" is any model with subgraphs.
#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "core/model/reader.h"
#include "widgets/common/theme.h"
#include "widgets/graphview/compare_view.h"
#include "widgets/graphview/find_bar.h"
#include "widgets/graphview/graph_export.h"
#include "widgets/graphview/graph_view.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPixmap>
#include <QTextStream>
#include <QTimer>

#include <functional>

using namespace halftone;

namespace {

constexpr QSize kSize(1400, 900);

void settle(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

void waitFor(const std::function<bool()> &condition)
{
    constexpr int kTimeoutMs = 60'000;
    QElapsedTimer clock;
    clock.start();
    while (!condition() && clock.elapsed() < kTimeoutMs)
        settle(10);
    settle(300);
}

/// One graph view with a model in it.
class Stage
{
public:
    Stage(QString folder, std::shared_ptr<const Model> model)
        : m_folder(std::move(folder)), m_model(std::move(model)), m_view(&m_jobs, &m_selection)
    {
        m_view.resize(kSize);
        m_view.show();
        NoProgress progress;
        auto facts = inferFacts(*m_model, {}, progress);
        m_facts = facts ? std::make_shared<GraphFacts>(std::move(*facts)) : nullptr;
        m_view.setModel(m_model, m_facts);
        ready();
    }

    GraphView &view() { return m_view; }
    const Model &model() const { return *m_model; }
    const GraphFacts *facts() const { return m_facts.get(); }
    SelectionController &selection() { return m_selection; }
    void ready()
    {
        waitFor([&] { return !m_view.isLayingOut() && m_view.canvas()->scene(); });
    }
    void save(const QString &name) { m_view.grab().save(m_folder + u'/' + name + QStringLiteral(".png")); }
    void lookAt(const std::string &node, double scale)
    {
        const GraphScene *scene = m_view.canvas()->scene();
        const NodeId id = scene->graph().findNode(node);
        const std::uint32_t box = id == kNone ? scene->boxCount() / 2 : scene->boxOfNode(id);
        m_view.canvas()->camera().lookAt(scene->boxRect(box).center(), scale, GraphCamera::Move::AtOnce);
        settle(50);
    }

private:
    QString m_folder;
    std::shared_ptr<const Model> m_model;
    std::shared_ptr<const GraphFacts> m_facts;
    JobRunner m_jobs;
    SelectionController m_selection;
    GraphView m_view;
};

std::string nodeOfType(const Model &model, std::string_view type, std::size_t which)
{
    for (const Node &node : model.graph->nodes())
        if (node.opType == type && which-- == 0)
            return node.name;
    return {};
}

struct Scenario
{
    QString name;
    QString model;
    std::function<void(Stage &, const QString &)> play;
};

std::vector<Scenario> scenarios()
{
    const auto first = [](Stage &stage, const QString &name) {
        stage.save(name + QStringLiteral("-first"));
        stage.view().fit();
        settle(500);
        stage.save(name + QStringLiteral("-whole"));
    };
    return {
        {QStringLiteral("resnet50"), QStringLiteral("resnet50.onnx"), first},
        {QStringLiteral("resnet50-horizontal"), QStringLiteral("resnet50.onnx"),
            [](Stage &stage, const QString &name) {
                stage.view().setHorizontal(true);
                stage.ready();
                stage.lookAt(nodeOfType(stage.model(), "Add", 2), 0.8);
                stage.save(name);
            }},
        {QStringLiteral("resnet50-attributes"), QStringLiteral("resnet50.onnx"),
            [](Stage &stage, const QString &name) {
                stage.view().setShowAttributes(true);
                stage.view().setShowNames(true);
                stage.ready();
                stage.lookAt(nodeOfType(stage.model(), "Add", 2), 0.8);
                stage.save(name);
            }},
        {QStringLiteral("resnet50-overlay"), QStringLiteral("resnet50.onnx"),
            [](Stage &stage, const QString &name) {
                stage.view().setOverlayKind(OverlayKind::Macs);
                stage.lookAt(nodeOfType(stage.model(), "Add", 2), 0.7);
                stage.save(name);
            }},
        {QStringLiteral("yolov8n-head"), QStringLiteral("yolov8n.onnx"),
            [](Stage &stage, const QString &name) {
                stage.lookAt(nodeOfType(stage.model(), "Softmax", 0), 0.6);
                stage.save(name);
            }},
        {QStringLiteral("bert-scopes"), QStringLiteral("bert_base.onnx"),
            [first](Stage &stage, const QString &name) {
                stage.view().setScopes(true);
                stage.ready();
                first(stage, name);
            }},
        {QStringLiteral("quantized-folded"), QStringLiteral("mobilenetv2_s8.onnx"),
            [](Stage &stage, const QString &name) {
                stage.view().setFoldQuantizePairs(true);
                stage.ready();
                stage.lookAt(nodeOfType(stage.model(), "Add", 1), 0.8);
                stage.save(name);
            }},
        {QStringLiteral("quantized-unfolded"), QStringLiteral("mobilenetv2_s8.onnx"),
            [](Stage &stage, const QString &name) {
                stage.lookAt(nodeOfType(stage.model(), "Add", 1), 0.7);
                stage.save(name);
            }},
        {QStringLiteral("insides"), QStringLiteral("insides.onnx"),
            [](Stage &stage, const QString &name) {
                for (NodeId id = 0; id < stage.model().graph->nodes().size(); ++id) {
                    stage.selection().selectNodes({id});
                    stage.view().toggleInsideOfSelected();
                    stage.ready();
                }
                stage.save(name);
            }},
        {QStringLiteral("100k"), QStringLiteral("synthetic_100k.onnx"),
            [](Stage &stage, const QString &name) {
                for (const double scale : {0.004, 0.06, 0.35, 1.0}) {
                    stage.lookAt({}, scale);
                    stage.save(name + QStringLiteral("-%1").arg(scale));
                }
            }},
        {QStringLiteral("wide"), QStringLiteral("wide_cells.onnx"),
            [](Stage &stage, const QString &name) {
                for (const double scale : {0.02, 0.1, 0.35, 1.0}) {
                    stage.lookAt({}, scale);
                    stage.save(name + QStringLiteral("-%1").arg(scale));
                }
            }},
        {QStringLiteral("experts"), QStringLiteral("wide_moe.onnx"),
            [](Stage &stage, const QString &name) {
                for (const double scale : {0.35, 1.0}) {
                    stage.lookAt(nodeOfType(stage.model(), "Sum", 1), scale);
                    stage.save(name + QStringLiteral("-%1").arg(scale));
                }
            }},
        {QStringLiteral("find"), QStringLiteral("resnet50.onnx"),
            [](Stage &stage, const QString &name) {
                stage.view().find();
                stage.view().findBar()->openWith(QStringLiteral("type:Conv 64"));
                settle(100);
                stage.save(name);
            }},
        {QStringLiteral("highlight"), QStringLiteral("yolov8n.onnx"),
            [](Stage &stage, const QString &name) {
                const NodeId node = stage.model().graph->findNode(nodeOfType(stage.model(), "Concat", 2));
                stage.selection().selectNodes({node});
                stage.view().highlightNeighbours({node}, 3);
                stage.lookAt(stage.model().graph->node(node).name, 0.7);
                stage.view().setBookmarks({node});
                settle(300);
                stage.save(name);
            }},
    };
}

void playComparison(const QString &models, const QString &out, const QString &suffix)
{
    const auto a = readModel((models + QStringLiteral("/mobilenetv2.onnx")).toStdString());
    if (!a)
        return;
    CompareView view;
    view.resize(kSize);
    view.show();
    view.compareWithFile(*a, QStringLiteral("mobilenetv2.onnx"), models + QStringLiteral("/mobilenetv2_s8.onnx"));
    waitFor([&] { return view.diff() != nullptr; });
    view.step(1);
    settle(500);
    view.grab().save(QStringLiteral("%1/comparison-%2.png").arg(out, suffix));
    view.fit();
    settle(500);
    view.grab().save(QStringLiteral("%1/comparison-whole-%2.png").arg(out, suffix));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 3) {
        QTextStream(stderr) << "bench_viewer_pictures MODELS_FOLDER OUTPUT_FOLDER [name part]\n";
        return 2;
    }
    const QString models = arguments[1], out = arguments[2], part = arguments.value(3);
    QDir().mkpath(out);
    for (const auto &[scheme, suffix] : {std::pair(Theme::Scheme::Light, "light"), {Theme::Scheme::Dark, "dark"}}) {
        Theme::instance().setScheme(scheme);
        for (const Scenario &scenario : scenarios()) {
            if (!scenario.name.contains(part) || !QFile::exists(models + u'/' + scenario.model))
                continue;
            const auto model = readModel((models + u'/' + scenario.model).toStdString());
            if (!model) {
                QTextStream(stderr) << scenario.model << " cannot be read\n";
                return 1;
            }
            Stage stage(out, *model);
            scenario.play(stage, scenario.name + u'-' + QLatin1String(suffix));
        }
        if (QStringLiteral("comparison").contains(part))
            playComparison(models, out, QLatin1String(suffix));
    }
    return 0;
}
