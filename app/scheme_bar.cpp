// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/scheme_bar.h"

#include "core/document/document.h"
#include "core/document/quant_choices.h"
#include "core/document/recipe_text.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QScopedValueRollback>

namespace halftone {

namespace {

/// A weight type and whether it has a scale for each channel.
int weightKey(DType type, bool perChannel) { return static_cast<int>(type) * 2 + (perChannel ? 1 : 0); }

} // namespace

SchemeBar::SchemeBar(Document *document, QWidget *parent)
    : QToolBar(parent)
    , m_document(document)
    , m_formatLabel(new QLabel(this))
    , m_format(new QComboBox(this))
    , m_activationsLabel(new QLabel(this))
    , m_activations(new QComboBox(this))
    , m_weightsLabel(new QLabel(this))
    , m_weights(new QComboBox(this))
    , m_methodLabel(new QLabel(this))
    , m_method(new QComboBox(this))
{
    setObjectName(QStringLiteral("schemeBar"));
    m_format->setObjectName(QStringLiteral("schemeFormat"));
    for (const QuantFormat format : quantFormats())
        m_format->addItem(QString(), static_cast<int>(format));
    m_activations->setObjectName(QStringLiteral("schemeActivations"));
    m_weights->setObjectName(QStringLiteral("schemeWeights"));
    m_method->setObjectName(QStringLiteral("schemeMethod"));
    for (const DType type : activationTypes())
        m_activations->addItem(QString(), static_cast<int>(type));
    for (const DType type : weightTypes()) {
        for (const bool perChannel : {true, false})
            m_weights->addItem(QString(), weightKey(type, perChannel));
    }
    for (const RangeMethod method : rangeMethods())
        m_method->addItem(QString(), static_cast<int>(method));
    for (const auto &[label, box] :
        {std::pair(m_formatLabel, m_format), {m_activationsLabel, m_activations}, {m_weightsLabel, m_weights}, {m_methodLabel, m_method}}) {
        label->setContentsMargins(8, 0, 4, 0);
        label->setForegroundRole(QPalette::PlaceholderText);
        addWidget(label);
        addWidget(box);
        box->setFocusPolicy(Qt::StrongFocus);
    }
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        Recipe recipe = m_document->recipe();
        recipe.format.type = static_cast<QuantFormat>(m_format->currentData().toInt());
        edit(tr("Format %1").arg(formatText(recipe.format.type)), recipe);
    });
    connect(m_activations, &QComboBox::currentIndexChanged, this, [this] {
        Recipe recipe = m_document->recipe();
        recipe.activations = static_cast<DType>(m_activations->currentData().toInt());
        edit(tr("Activations %1").arg(quantTypeText(recipe.activations)), recipe);
    });
    connect(m_weights, &QComboBox::currentIndexChanged, this, [this] {
        Recipe recipe = m_document->recipe();
        const int key = m_weights->currentData().toInt();
        recipe.weights = static_cast<DType>(key / 2);
        recipe.perChannel = key % 2 != 0;
        edit(tr("Weights %1").arg(m_weights->currentText()), recipe);
    });
    connect(m_method, &QComboBox::currentIndexChanged, this, [this] {
        Recipe recipe = m_document->recipe();
        recipe.method = static_cast<RangeMethod>(m_method->currentData().toInt());
        edit(tr("Range %1").arg(rangeMethodText(recipe.method)), recipe);
    });
    connect(document, &Document::recipeChanged, this, &SchemeBar::follow);
    connect(document, &Document::modelChanged, this, &SchemeBar::follow);
    retranslate();
}

void SchemeBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QToolBar::changeEvent(event);
}

void SchemeBar::edit(const QString &text, const Recipe &recipe)
{
    if (!m_following)
        m_document->editRecipe(text, recipe);
}

void SchemeBar::retranslate()
{
    setWindowTitle(tr("Scheme"));
    m_formatLabel->setText(tr("Format"));
    m_activationsLabel->setText(tr("Activations"));
    m_weightsLabel->setText(tr("Weights"));
    m_methodLabel->setText(tr("Range"));
    m_format->setToolTip(tr("How quantization is written into the model"));
    m_format->setAccessibleName(m_formatLabel->text());
    for (int i = 0; i < m_format->count(); ++i) {
        const auto format = static_cast<QuantFormat>(m_format->itemData(i).toInt());
        m_format->setItemText(i, formatText(format));
        m_format->setItemData(i, formatTip(format), Qt::ToolTipRole);
    }
    m_activations->setToolTip(tr("Integer type of activations"));
    m_weights->setToolTip(tr("Integer type of weights, and whether each output channel has a scale of its own"));
    m_method->setToolTip(tr("How a tensor's range follows from the calibration data; no new calibration is needed"));
    m_activations->setAccessibleName(m_activationsLabel->text());
    m_weights->setAccessibleName(m_weightsLabel->text());
    m_method->setAccessibleName(m_methodLabel->text());
    for (int i = 0; i < m_activations->count(); ++i)
        m_activations->setItemText(i, quantTypeText(static_cast<DType>(m_activations->itemData(i).toInt())));
    for (int i = 0; i < m_weights->count(); ++i) {
        const int key = m_weights->itemData(i).toInt();
        const QString type = quantTypeText(static_cast<DType>(key / 2));
        m_weights->setItemText(i, key % 2 ? tr("%1 per channel").arg(type) : tr("%1 per tensor").arg(type));
    }
    for (int i = 0; i < m_method->count(); ++i)
        m_method->setItemText(i, rangeMethodText(static_cast<RangeMethod>(m_method->itemData(i).toInt())));
    follow();
}

void SchemeBar::follow()
{
    const QScopedValueRollback guard(m_following, true);
    const Recipe &recipe = m_document->recipe();
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(recipe.format.type)));
    m_activations->setCurrentIndex(m_activations->findData(static_cast<int>(recipe.activations)));
    m_weights->setCurrentIndex(m_weights->findData(weightKey(recipe.weights, recipe.perChannel)));
    m_method->setCurrentIndex(m_method->findData(static_cast<int>(recipe.method)));
    for (QComboBox *box : {m_format, m_activations, m_weights, m_method})
        box->setEnabled(m_document->model() != nullptr);
}

} // namespace halftone
