// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/override_details.h"

#include "core/document/document.h"
#include "core/document/quant_choices.h"
#include "core/document/recipe_text.h"
#include "widgets/common/format.h"
#include "widgets/panels/override_box.h"
#include "widgets/panels/override_fields.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

#include <algorithm>

namespace halftone {

namespace {

/// Rows of readers that are seen without scrolling.
constexpr int kMostRows = 4;

using Choices = std::vector<std::pair<QString, bool>>;

Choices zeroPointChoices() { return {{OverrideDetails::tr("free"), false}, {OverrideDetails::tr("in the middle"), true}}; }

Choices stepChoices() { return {{OverrideDetails::tr("all"), false}, {OverrideDetails::tr("half"), true}}; }

QString chosenText(const Choices &choices, bool value)
{
    return std::ranges::find_if(choices, [value](const auto &each) { return each.second == value; })->first;
}

} // namespace

bool OverrideDetails::holds(const TensorOverride &set) { return set.symmetric || set.reduceRange || !set.scale.empty() || set.convert; }

OverrideDetails::OverrideDetails(const Document *document, ValueId value, bool isWeight, const TensorOverride &set, QWidget *parent)
    : QWidget(parent), m_document(document), m_value(value), m_isWeight(isWeight), m_set(set)
{
    if (const auto quantized = document->quantized()) {
        const auto found = quantized->params.find(document->model()->graph->value(value).name);
        if (found != quantized->params.end()) {
            m_chosenScale = found->second.scale;
            m_chosenZeroPoint = found->second.zeroPoint;
        }
    }
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addZeroPoint(layout);
    addSteps(layout);
    addScale(layout);
    if (!isWeight)
        addConversion(layout);
}

void OverrideDetails::addZeroPoint(QFormLayout *layout)
{
    const QString automatic = m_isWeight ? tr("as the type wants")
                                         : tr("as all (%1)").arg(chosenText(zeroPointChoices(), m_document->recipe().symmetricActivations));
    QComboBox *box = makeChoiceBox(automatic, zeroPointChoices(), m_set.symmetric);
    box->setObjectName(QStringLiteral("overrideSymmetric"));
    box->setEnabled(m_set.scale.empty());
    box->setToolTip(tr("In the middle (symmetric), as some accelerators need: loses up to one bit where values lie on one side of zero"));
    connect(box, &QComboBox::activated, this, [this](int row) {
        TensorOverride changed = m_set;
        changed.symmetric = choiceAt(zeroPointChoices(), row);
        emit edited(tr("Zero point of %1"), changed);
    });
    layout->addRow(tr("Zero point"), box);
}

void OverrideDetails::addSteps(QFormLayout *layout)
{
    QComboBox *box = makeChoiceBox(
        tr("as all (%1)").arg(chosenText(stepChoices(), m_document->recipe().reduceRange)), stepChoices(), m_set.reduceRange);
    box->setObjectName(QStringLiteral("overrideReduceRange"));
    box->setEnabled(m_set.scale.empty());
    box->setToolTip(tr("Half of the type's steps keep 16-bit sums from saturating on processors without VNNI; costs 6 dB"));
    connect(box, &QComboBox::activated, this, [this](int row) {
        TensorOverride changed = m_set;
        changed.reduceRange = choiceAt(stepChoices(), row);
        emit edited(tr("Steps of %1"), changed);
    });
    layout->addRow(tr("Steps"), box);
}

void OverrideDetails::addScale(QFormLayout *layout)
{
    const auto addLine = [this](const char *name, const QString &text, const QString &chosen, const QString &title) {
        auto *line = new QLineEdit(text, this);
        line->setObjectName(QLatin1String(name));
        line->setPlaceholderText(chosen);
        line->setAccessibleName(title);
        line->setToolTip(tr("As given, instead of any range: for scales that hardware or another tool dictates. One for the tensor, or for "
                            "a weight one a channel, parted by blanks. Empty: from the range."));
        connect(line, &QLineEdit::editingFinished, this, &OverrideDetails::editScale);
        return line;
    };
    const auto shown = [this](const auto &values) {
        if (values.empty())
            return tr("from the range");
        return values.size() == 1 ? numbersText(values) : tr("%n of them", nullptr, static_cast<int>(values.size()));
    };
    const QString chosenScale = m_chosenScale.size() == 1 ? formatNumber(m_chosenScale.front()) : shown(m_chosenScale);
    m_scale = addLine("overrideScale", numbersText(m_set.scale), chosenScale, tr("Scale"));
    m_zeroPoint = addLine("overrideZeroPoint", numbersText(m_set.zeroPoint), shown(m_chosenZeroPoint), tr("Zero point"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_scale, 3);
    row->addWidget(new QLabel(tr("at"), this));
    row->addWidget(m_zeroPoint, 2);
    layout->addRow(tr("Scale"), row);
}

void OverrideDetails::addConversion(QFormLayout *layout)
{
    std::vector<std::pair<QString, DType>> types;
    for (const DType type : activationTypes())
        types.emplace_back(quantTypeText(type), type);
    m_convert = makeChoiceBox(tr("no other"), types, m_set.convert ? std::optional(m_set.convert->dtype) : std::optional<DType>());
    m_convert->setObjectName(QStringLiteral("overrideConvert"));
    m_convert->setToolTip(tr("Some readers may get the value in another type: 16 bits where 8 hurt, without the others paying for it. "
                             "Costs a conversion in between"));
    connect(m_convert, &QComboBox::activated, this, &OverrideDetails::editConversion);
    layout->addRow(tr("Read as"), m_convert);

    m_readers = new QListWidget(this);
    m_readers->setObjectName(QStringLiteral("overrideReaders"));
    m_readers->setToolTip(tr("Nodes that read it so; none marked: all of them"));
    m_readers->setAccessibleName(tr("Readers"));
    std::vector<std::string> marked = m_set.convert ? m_set.convert->nodes : std::vector<std::string>();
    const Graph &graph = *m_document->model()->graph;
    std::vector<std::string> names;
    for (const Use &use : graph.value(m_value).consumers)
        names.push_back(graph.node(use.node).name);
    // What a file names and is not in the graph is kept.
    names.insert(names.end(), marked.begin(), marked.end());
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i])
            != names.begin() + static_cast<std::ptrdiff_t>(i))
            continue;
        auto *item = new QListWidgetItem(QString::fromStdString(names[i]), m_readers);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(std::ranges::find(marked, names[i]) != marked.end() ? Qt::Checked : Qt::Unchecked);
    }
    m_readers->setFixedHeight((fontMetrics().height() + 6) * std::clamp(m_readers->count(), 1, kMostRows) + 4);
    m_readers->setEnabled(m_set.convert.has_value());
    m_readers->setVisible(m_readers->count() > 1);
    connect(m_readers, &QListWidget::itemChanged, this, &OverrideDetails::editConversion);
    if (m_readers->count() > 1)
        layout->addRow(tr("by"), m_readers);
}

void OverrideDetails::editConversion()
{
    TensorOverride changed = m_set;
    if (m_convert->currentIndex() <= 0) {
        changed.convert.reset();
    } else {
        TensorConversion conversion;
        conversion.dtype = activationTypes()[static_cast<std::size_t>(m_convert->currentIndex() - 1)];
        for (int row = 0; row < m_readers->count(); ++row) {
            if (m_readers->item(row)->checkState() == Qt::Checked)
                conversion.nodes.push_back(m_readers->item(row)->text().toStdString());
        }
        std::ranges::sort(conversion.nodes);
        changed.convert = std::move(conversion);
    }
    if (!(changed == m_set))
        emit edited(tr("Type of %1 for its readers"), changed);
}

void OverrideDetails::editScale()
{
    const auto scale = readNumbers(m_scale->text());
    const auto zeroPoint = readWholeNumbers(m_zeroPoint->text());
    if (!scale || !zeroPoint)
        return emit refused(tr("This is no number."));
    TensorOverride changed = m_set;
    changed.scale = *scale;
    changed.zeroPoint = *zeroPoint;
    // One of the two alone: the other stays as calibration chose it.
    if (!scale->empty() && zeroPoint->empty() && m_set.zeroPoint.empty())
        changed.zeroPoint = m_chosenZeroPoint.size() == scale->size() ? m_chosenZeroPoint : std::vector<std::int32_t>(scale->size(), 0);
    else if (scale->empty() && !zeroPoint->empty() && m_set.scale.empty())
        changed.scale = m_chosenScale.size() == zeroPoint->size() ? m_chosenScale : changed.scale;
    else if (scale->empty() || zeroPoint->empty())
        changed.scale.clear(), changed.zeroPoint.clear();
    if (changed.scale.size() > 1 && !changed.axis)
        changed.axis = weightAxis(*m_document->model(), m_value);
    if (!changed.scale.empty()) {
        changed.minimum.reset();
        changed.maximum.reset();
        changed.method.reset();
        changed.symmetric.reset();
        changed.reduceRange.reset();
    }
    if (!(changed == m_set))
        emit edited(tr("Scale of %1"), changed);
}

} // namespace halftone
