// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/override_box.h"

#include "core/document/document.h"
#include "core/document/quant_choices.h"
#include "core/document/recipe_text.h"
#include "core/ops/operator.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <cmath>

namespace halftone {

namespace {

/// As the user's locale writes numbers, or as programs do. Empty text gives no value; false: no number.
bool readNumber(const QString &text, std::optional<float> &value)
{
    value.reset();
    if (text.trimmed().isEmpty())
        return true;
    bool ok = false;
    double number = QLocale().toDouble(text.trimmed(), &ok);
    if (!ok)
        number = QLocale::c().toDouble(text.trimmed(), &ok);
    if (!ok || !std::isfinite(static_cast<float>(number)))
        return false;
    value = static_cast<float>(number);
    return true;
}

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
    : QWidget(parent), m_document(document), m_name(document->model()->graph->value(value).name)
{
    const auto model = document->model();
    m_isWeight = model->graph->constant(value) && weightAxis(*model, value).has_value();
    const Recipe &recipe = document->recipe();
    const TensorOverride set = current();
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    auto *heading = new QLabel(set == TensorOverride{} ? tr("For this tensor alone") : tr("For this tensor alone (set by hand)"), this);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    layout->addRow(heading);

    std::vector<std::pair<QString, DType>> types;
    for (const DType type : m_isWeight ? weightTypes() : activationTypes())
        types.emplace_back(quantTypeText(type), type);
    QComboBox *type = addChoice(tr("as all (%1)").arg(quantTypeText(m_isWeight ? recipe.weights : recipe.activations)), types, set.dtype);
    type->setObjectName(QStringLiteral("overrideType"));
    type->setToolTip(tr("More bits cost size and speed and gain accuracy, for this tensor only"));
    connect(type, &QComboBox::activated, this, [this, types](int row) {
        TensorOverride changed = current();
        changed.dtype = row == 0 ? std::nullopt : std::optional(types[static_cast<std::size_t>(row - 1)].second);
        change(tr("Type of %1"), changed);
    });

    if (m_isWeight) {
        const std::vector<std::pair<QString, bool>> scales{{tr("per channel"), true}, {tr("per tensor"), false}};
        QComboBox *box = addChoice(tr("as all (%1)").arg(recipe.perChannel ? tr("per channel") : tr("per tensor")), scales, set.perChannel);
        box->setObjectName(QStringLiteral("overrideChannels"));
        box->setToolTip(tr("A scale for each output channel is more accurate; some targets know one scale only"));
        connect(box, &QComboBox::activated, this, [this](int row) {
            TensorOverride changed = current();
            changed.perChannel = row == 0 ? std::nullopt : std::optional(row == 1);
            change(tr("Scales of %1"), changed);
        });
        layout->addRow(tr("Type"), type);
        layout->addRow(tr("Scales"), box);
    } else {
        std::vector<std::pair<QString, RangeMethod>> methods;
        for (const RangeMethod each : rangeMethods())
            methods.emplace_back(rangeMethodText(each), each);
        QComboBox *method = addChoice(tr("as all (%1)").arg(rangeMethodText(recipe.method)), methods, set.method);
        method->setObjectName(QStringLiteral("overrideMethod"));
        method->setToolTip(tr("How this tensor's range follows from the calibration data"));
        connect(method, &QComboBox::activated, this, [this, methods](int row) {
            TensorOverride changed = current();
            changed.method = row == 0 ? std::nullopt : std::optional(methods[static_cast<std::size_t>(row - 1)].second);
            change(tr("Range method of %1"), changed);
        });
        std::optional<float> low, high;
        if (const auto quantized = document->quantized()) {
            if (const auto found = quantized->params.find(m_name); found != quantized->params.end()) {
                low = found->second.minimum;
                high = found->second.maximum;
            }
        }
        m_minimum = addLimit("overrideMinimum", set.minimum, low);
        m_maximum = addLimit("overrideMaximum", set.maximum, high);
        m_minimum->setAccessibleName(tr("Smallest value of the range"));
        m_maximum->setAccessibleName(tr("Largest value of the range"));
        auto *limits = new QWidget(this);
        auto *row = new QHBoxLayout(limits);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(m_minimum, 1);
        row->addWidget(new QLabel(QStringLiteral("…"), limits));
        row->addWidget(m_maximum, 1);
        layout->addRow(tr("Range"), limits);
        layout->addRow(tr("Method"), method);
        layout->addRow(tr("Type"), type);
    }
    m_problem = new QLabel(this);
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

template <typename T>
QComboBox *OverrideBox::addChoice(const QString &automatic, const std::vector<std::pair<QString, T>> &choices, std::optional<T> set)
{
    auto *box = new QComboBox(this);
    box->setFocusPolicy(Qt::StrongFocus);
    box->addItem(automatic);
    for (const auto &[text, value] : choices) {
        box->addItem(text);
        if (set == value)
            box->setCurrentIndex(box->count() - 1);
    }
    return box;
}

QLineEdit *OverrideBox::addLimit(const char *name, std::optional<float> set, std::optional<float> chosen)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(QLatin1String(name));
    line->setToolTip(tr("Values beyond the range are clipped; a wider range makes every step coarser. Empty: from the calibration data."));
    if (set)
        line->setText(QLocale().toString(*set, 'g', 7));
    line->setPlaceholderText(chosen ? formatNumber(*chosen) : tr("from the data"));
    connect(line, &QLineEdit::editingFinished, this, &OverrideBox::editRange);
    return line;
}

TensorOverride OverrideBox::current() const
{
    const auto &tensors = m_document->recipe().tensors;
    const auto found = tensors.find(m_name);
    return found == tensors.end() ? TensorOverride{} : found->second;
}

void OverrideBox::editRange()
{
    TensorOverride changed = current();
    const TensorOverride before = changed;
    const auto refuse = [this](const QString &why) {
        m_problem->setText(why);
        m_problem->show();
    };
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
    Recipe recipe = m_document->recipe();
    if (changed == TensorOverride{})
        recipe.tensors.erase(m_name);
    else
        recipe.tensors[m_name] = changed;
    m_document->editRecipe(what.arg(QString::fromStdString(m_name)), recipe);
}

} // namespace halftone
