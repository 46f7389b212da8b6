// SPDX-License-Identifier: GPL-3.0-or-later
// Writes node data as the window's Graph menu does, for tests/interop/overlays.py: bench_node_data MODEL FILE [words]
// FILE.json for Model Explorer and FILE.attachment.json for Netron: multiply-accumulates, or with `words` what each node is.
#include "core/document/node_data_labels.h"
#include "core/model/reader.h"
#include "core/ops/fact.h"
#include "core/ops/operator.h"
#include "widgets/graphview/graph_overlay.h"

#include <QCoreApplication>
#include <QTextStream>

#include <cmath>

using namespace halftone;

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().sliced(1);
    if (arguments.size() < 2) {
        QTextStream(stderr) << "bench_node_data MODEL FILE [words]\n";
        return 2;
    }
    NoProgress progress;
    const auto model = readModel(arguments[0].toStdString());
    if (!model) {
        QTextStream(stderr) << arguments[0] << " cannot be read\n";
        return 1;
    }
    const auto facts = inferFacts(**model, {}, progress);
    if (!facts)
        return 1;
    const Graph &graph = *(*model)->graph;
    NodeData data = nodeDataOf(macsOverlay(**model, *facts, {}));
    if (arguments.value(2) == QLatin1String("words")) {
        std::vector<NodeLabel> labels;
        for (NodeId id = 0; id < graph.nodes().size(); ++id)
            labels.push_back({id, std::isnan(data.values[id]) ? QStringLiteral("free") : QStringLiteral("counted"), {}});
        data.title = QStringLiteral("cost");
        useLabels(labels, data);
    }
    const bool written
        = static_cast<bool>(writeNodeData(arguments[1] + QStringLiteral(".json"), graph, data, NodeDataFormat::ModelExplorer))
        && static_cast<bool>(writeNodeData(arguments[1] + QStringLiteral(".attachment.json"), graph, data, NodeDataFormat::Netron));
    return written ? 0 : 1;
}
