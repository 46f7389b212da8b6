// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/value_properties.h"

#include "core/document/document.h"
#include "widgets/common/format.h"
#include "widgets/panels/override_box.h"
#include "widgets/panels/property_grid.h"
#include "widgets/panels/property_text.h"
#include "widgets/panels/tensor_box.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace halftone {

namespace {

/// More consumers are counted, not listed.
constexpr std::size_t kListedConsumers = 12;

QString consumersText(const Graph &graph, const Value &value)
{
    QStringList lines;
    for (std::size_t i = 0; i < value.consumers.size() && i < kListedConsumers; ++i)
        lines.append(nodeLink(graph, value.consumers[i].node));
    if (value.consumers.size() > kListedConsumers)
        lines.append(ValueProperties::tr("and %n more", nullptr, static_cast<int>(value.consumers.size() - kListedConsumers)));
    return lines.join(QStringLiteral("<br/>"));
}

QString kindText(const Graph &graph, const Value &value, ValueId id)
{
    if (value.initializer != kNone)
        return ValueProperties::tr("Initializer");
    if (value.isInput)
        return ValueProperties::tr("Model input");
    if (value.isOutput)
        return ValueProperties::tr("Model output");
    return graph.storedValue(id) ? ValueProperties::tr("Constant") : ValueProperties::tr("Value");
}

void addStatistics(PropertyGrid *grid, const Document &document, const std::string &name)
{
    if (const auto statistics = document.statistics()) {
        if (const auto found = statistics->tensors.find(name); found != statistics->tensors.end()) {
            const TensorStatistics &seen = found->second;
            grid->addHeading(ValueProperties::tr("Over %n sample(s)", nullptr, static_cast<int>(statistics->samples)));
            grid->addText(
                ValueProperties::tr("range"), QStringLiteral("%1 … %2").arg(formatNumber(seen.minimum), formatNumber(seen.maximum)));
            if (seen.finiteCount > 0)
                grid->addText(ValueProperties::tr("mean"), formatNumber(seen.sum / static_cast<double>(seen.finiteCount)));
            if (seen.finiteCount < seen.count)
                grid->addText(ValueProperties::tr("not finite"), formatCount(seen.count - seen.finiteCount));
        }
    }
    if (const auto quantized = document.quantized()) {
        if (const auto found = quantized->params.find(name); found != quantized->params.end() && !found->second.scale.empty()) {
            const QuantParams &params = found->second;
            grid->addHeading(ValueProperties::tr("Quantized"));
            const std::string_view type = dtypeName(params.dtype);
            grid->addText(ValueProperties::tr("type"), QString::fromUtf8(type.data(), static_cast<qsizetype>(type.size())));
            if (params.scale.size() == 1) {
                grid->addText(ValueProperties::tr("scale"), formatNumber(params.scale.front()));
                if (!params.zeroPoint.empty())
                    grid->addText(ValueProperties::tr("zero point"), QString::number(params.zeroPoint.front()));
            } else {
                const auto [low, high] = std::minmax_element(params.scale.begin(), params.scale.end());
                grid->addText(ValueProperties::tr("scales"),
                    ValueProperties::tr("%1 along axis %2: %3 … %4")
                        .arg(params.scale.size())
                        .arg(params.axis)
                        .arg(formatNumber(*low), formatNumber(*high)));
            }
        }
    }
    const auto errors = document.errors();
    const TensorError *error = errors ? errors->find(name) : nullptr;
    if (!error)
        return;
    grid->addText(ValueProperties::tr("error"), formatDb(error->accumulated.sqnrDb));
    if (error->accumulated.worstChannel >= 0)
        grid->addText(ValueProperties::tr("worst channel"),
            ValueProperties::tr("%1 (channel %2)").arg(formatDb(error->accumulated.worstChannelDb)).arg(error->accumulated.worstChannel));
}

} // namespace

ValueProperties::ValueProperties(Document *document, ValueId id, QWidget *parent) : QWidget(parent)
{
    const Graph &graph = *document->model()->graph;
    const Value &value = graph.value(id);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *kind = new QLabel(kindText(graph, value, id), this);
    QFont font = kind->font();
    font.setBold(true);
    kind->setFont(font);
    layout->addWidget(kind);
    auto *grid = new PropertyGrid(this);
    grid->addText(tr("name"), QString::fromStdString(value.name));
    grid->addText(tr("type"), typeText(*document, id));
    if (value.producer != kNone)
        grid->addRow(tr("made by"), nodeLink(graph, value.producer));
    if (!value.consumers.empty())
        grid->addRow(tr("read by"), consumersText(graph, value));
    const ConstantTensor *constant = graph.storedValue(id);
    if (constant)
        grid->addText(tr("size"), formatBytes(constant->bytes()));
    if (!value.docString.empty())
        grid->addText(tr("note"), QString::fromStdString(value.docString));
    addStatistics(grid, *document, value.name);
    layout->addWidget(grid);
    if (OverrideBox::applies(*document, id))
        layout->addWidget(new OverrideBox(document, id, this));
    if (constant)
        layout->addWidget(
            new TensorBox(*constant, QString::fromStdString(value.name), weightAxis(*document->model(), id).value_or(0), this));
}

} // namespace halftone
