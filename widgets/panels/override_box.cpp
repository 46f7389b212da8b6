// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/override_box.h"

#include "core/document/document.h"
#include "core/document/messages.h"
#include "core/document/quant_choices.h"
#include "core/document/recipe_text.h"
#include "core/ops/operator.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/panels/override_details.h"
#include "widgets/panels/override_fields.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

#include <nlohmann/json.hpp>

namespace halftone {

namespace {

/// Scales of a weight: as many as the recipe says, one, one a channel, or one a slice of an axis.
struct ScaleChoice
{
    std::optional<bool> perChannel;
    std::optional<int> axis;
    friend bool operator==(const ScaleChoice &, const ScaleChoice &) = default;
};

} // namespace

std::optional<int> weightAxis(const Model &model, ValueId value)
{
    for (const Use &use : model.graph->value(value).consumers) {
        const Node &node = model.graph->node(use.node);
        const Operator *op = findOperator(node.domain, node.opType);
        if (!op)
            continue;
        const QuantRule rule = op->quantRule({node, model.opset(node.domain), model.graph.get()});
        if (rule.weight && rule.weight->input == static_cast<int>(use.index))
            return rule.weight->channelAxis;
    }
    return std::nullopt;
}

bool OverrideBox::applies(const Document &document, ValueId value)
{
    const auto model = document.model();
    if (const ConstantTensor *constant = model->graph->constant(value))
        return constant->dtype() == DType::Float && constant->shape().rank() > 0;
    const auto facts = document.facts();
    return facts && value < facts->values.size() && facts->values[value].dtype() == DType::Float;
}

OverrideBox::OverrideBox(Document *document, ValueId value, QWidget *parent)
    : QWidget(parent), m_document(document), m_value(value), m_name(document->model()->graph->value(value).name)
{
    const auto model = document->model();
    m_isWeight = model->graph->constant(value) && weightAxis(*model, value).has_value();
    const TensorOverride set = current();
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *heading = new QLabel(set == TensorOverride{} ? tr("For this tensor alone") : tr("For this tensor alone (set by hand)"), this);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    layout->addRow(heading);
    addRange(layout);
    if (!m_isWeight)
        addMethod(layout);
    addType(layout);
    if (m_isWeight)
        addScales(layout);
    addDetails(layout);

    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("overrideProblem"));
    m_problem->setWordWrap(true);
    QPalette colours = m_problem->palette();
    colours.setColor(QPalette::WindowText, Theme::instance().excluded());
    m_problem->setPalette(colours);
    m_problem->hide();
    layout->addRow(m_problem);
    if (set == TensorOverride{})
        return;
    auto *reset = new QPushButton(tr("&Reset"), this);
    reset->setObjectName(QStringLiteral("overrideReset"));
    reset->setToolTip(tr("Treat this tensor like all others again"));
    connect(reset, &QPushButton::clicked, this, [this] { change(tr("Reset %1"), {}); });
    layout->addRow(QString(), reset);
}

void OverrideBox::addType(QFormLayout *layout)
{
    const Recipe &recipe = m_document->recipe();
    std::vector<std::pair<QString, DType>> types;
    for (const DType type : m_isWeight ? weightTypes() : activationTypes())
        types.emplace_back(quantTypeText(type), type);
    QComboBox *box
        = makeChoiceBox(tr("as all (%1)").arg(quantTypeText(m_isWeight ? recipe.weights : recipe.activations)), types, current().dtype);
    box->setObjectName(QStringLiteral("overrideType"));
    box->setToolTip(tr("More bits cost size and speed and gain accuracy, for this tensor only"));
    connect(box, &QComboBox::activated, this, [this, types](int row) {
        TensorOverride changed = current();
        changed.dtype = choiceAt(types, row);
        change(tr("Type of %1"), changed);
    });
    layout->addRow(tr("Type"), box);
}

void OverrideBox::addScales(QFormLayout *layout)
{
    const auto model = m_document->model();
    std::vector<std::pair<QString, ScaleChoice>> choices{{tr("per channel"), {true, {}}}, {tr("per tensor"), {false, {}}}};
    const Shape &shape = model->graph->constant(m_value)->shape();
    for (int axis = 0; axis < shape.rank(); ++axis)
        choices.push_back({tr("along axis %1 (%2)").arg(axis).arg(shape.dims()[static_cast<std::size_t>(axis)]), {{}, axis}});
    const TensorOverride set = current();
    std::optional<ScaleChoice> chosen;
    if (set.axis)
        chosen = ScaleChoice{{}, set.axis};
    else if (set.perChannel)
        chosen = ScaleChoice{set.perChannel, {}};
    QComboBox *box
        = makeChoiceBox(tr("as all (%1)").arg(m_document->recipe().perChannel ? tr("per channel") : tr("per tensor")), choices, chosen);
    box->setObjectName(QStringLiteral("overrideChannels"));
    box->setToolTip(tr("A scale for each output channel is more accurate; some targets know one scale only. Along another axis only where "
                       "the target computes so: runtimes fuse output channels"));
    connect(box, &QComboBox::activated, this, [this, choices](int row) {
        TensorOverride changed = current();
        const ScaleChoice choice = choiceAt(choices, row).value_or(ScaleChoice{});
        changed.perChannel = choice.perChannel;
        changed.axis = choice.axis;
        change(tr("Scales of %1"), changed);
    });
    layout->addRow(tr("Scales"), box);
}

void OverrideBox::addMethod(QFormLayout *layout)
{
    std::vector<std::pair<QString, RangeMethod>> methods;
    for (const RangeMethod each : rangeMethods())
        methods.emplace_back(rangeMethodText(each), each);
    QComboBox *box = makeChoiceBox(tr("as all (%1)").arg(rangeMethodText(m_document->recipe().method)), methods, current().method);
    box->setObjectName(QStringLiteral("overrideMethod"));
    box->setToolTip(tr("How this tensor's range follows from the calibration data"));
    box->setEnabled(current().scale.empty());
    connect(box, &QComboBox::activated, this, [this, methods](int row) {
        TensorOverride changed = current();
        changed.method = choiceAt(methods, row);
        change(tr("Range method of %1"), changed);
    });
    layout->addRow(tr("Method"), box);
}

void OverrideBox::addRange(QFormLayout *layout)
{
    std::optional<float> low, high;
    if (const auto quantized = m_document->quantized(); quantized && !m_isWeight) {
        if (const auto found = quantized->params.find(m_name); found != quantized->params.end()) {
            low = found->second.minimum;
            high = found->second.maximum;
        }
    }
    const TensorOverride set = current();
    m_minimum = addLimit("overrideMinimum", set.minimum, low);
    m_maximum = addLimit("overrideMaximum", set.maximum, high);
    m_minimum->setAccessibleName(tr("Smallest value of the range"));
    m_maximum->setAccessibleName(tr("Largest value of the range"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_minimum, 1);
    row->addWidget(new QLabel(QStringLiteral("…"), this));
    row->addWidget(m_maximum, 1);
    layout->addRow(tr("Range"), row);
}

void OverrideBox::addDetails(QFormLayout *layout)
{
    const TensorOverride set = current();
    auto *details = new OverrideDetails(m_document, m_value, m_isWeight, set, this);
    auto *more = new QToolButton(this);
    more->setObjectName(QStringLiteral("overrideMore"));
    more->setText(tr("More"));
    more->setToolTip(tr("Zero point, steps, a scale as given, another type for some readers"));
    more->setCheckable(true);
    more->setAutoRaise(true);
    more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const auto show = [more, details](bool open) {
        details->setVisible(open);
        more->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    };
    connect(more, &QToolButton::toggled, this, show);
    connect(details, &OverrideDetails::edited, this, &OverrideBox::change);
    connect(details, &OverrideDetails::refused, this, &OverrideBox::refuse);
    more->setChecked(OverrideDetails::holds(set));
    show(more->isChecked());
    layout->addRow(more);
    layout->addRow(details);
}

QLineEdit *OverrideBox::addLimit(const char *name, std::optional<float> set, std::optional<float> chosen)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(QLatin1String(name));
    line->setToolTip(m_isWeight
            ? tr("Weights beyond the range are clipped; a wider range makes every step coarser. Empty: what the weights span.")
            : tr("Values beyond the range are clipped; a wider range makes every step coarser. Empty: from the calibration data."));
    line->setEnabled(current().scale.empty());
    if (set)
        line->setText(QLocale().toString(*set, 'g', 7));
    line->setPlaceholderText(chosen ? formatNumber(*chosen) : m_isWeight ? tr("all") : tr("from the data"));
    connect(line, &QLineEdit::editingFinished, this, &OverrideBox::editRange);
    return line;
}

TensorOverride OverrideBox::current() const
{
    const auto &tensors = m_document->recipe().tensors;
    const auto found = tensors.find(m_name);
    return found == tensors.end() ? TensorOverride{} : found->second;
}

void OverrideBox::refuse(const QString &why)
{
    m_problem->setText(why);
    m_problem->show();
}

void OverrideBox::editRange()
{
    TensorOverride changed = current();
    const TensorOverride before = changed;
    if (!readNumber(m_minimum->text(), changed.minimum) || !readNumber(m_maximum->text(), changed.maximum))
        return refuse(tr("This is no number."));
    if (changed.minimum && changed.maximum && *changed.minimum > *changed.maximum)
        return refuse(tr("The range ends before it begins."));
    m_problem->hide();
    if (!(changed == before))
        change(tr("Range of %1"), changed);
}

void OverrideBox::change(const QString &what, const TensorOverride &changed)
{
    // What a recipe file may not say may not be said here either.
    if (const auto read = readTensorOverride(m_name, tensorOverrideJson(changed)); !read)
        return refuse(messageText(read.error()));
    const ConstantTensor *constant = m_document->model()->graph->constant(m_value);
    if (changed.scale.size() > 1 && changed.axis && constant) {
        const auto axis = static_cast<std::size_t>(*changed.axis);
        const auto count = axis < constant->shape().dims().size() ? constant->shape().dims()[axis] : 0;
        if (static_cast<std::int64_t>(changed.scale.size()) != count)
            return refuse(tr("%1 scales for %2 channels.").arg(changed.scale.size()).arg(count));
    }
    Recipe recipe = m_document->recipe();
    if (changed == TensorOverride{})
        recipe.tensors.erase(m_name);
    else
        recipe.tensors[m_name] = changed;
    m_document->editRecipe(what.arg(QString::fromStdString(m_name)), recipe);
}

} // namespace halftone
