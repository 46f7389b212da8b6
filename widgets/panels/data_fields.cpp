// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/data_fields.h"

#include "core/document/document.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include <limits>
#include <set>

namespace halftone {

namespace {

/// Characters of a path that can be seen at once, at least.
constexpr int kPathWidth = 36;
constexpr int kMaximumSamples = 1000000;
constexpr int kDefaultSynthetic = 8;
constexpr int kMaximumDim = 1 << 20;
const QString kSyntheticPrefix = QStringLiteral("synthetic:");

/// "synthetic:N" or "synthetic:N:SEED".
QString syntheticText(int count, int seed)
{
    const QString text = kSyntheticPrefix + QString::number(count);
    return seed == 0 ? text : text + QLatin1Char(':') + QString::number(seed);
}

/// Inputs a person has to provide.
std::vector<ValueId> openInputs(const Graph &graph)
{
    std::vector<ValueId> result;
    for (const ValueId input : graph.inputs()) {
        if (graph.value(input).initializer == kNone)
            result.push_back(input);
    }
    return result;
}

/// An input that may hold a picture: four dimensions, one of them a number of colour channels.
bool looksLikeImage(const Value &input)
{
    const auto &shape = input.declaredType.shape;
    if (!shape || shape->size() != 4)
        return false;
    const auto isColours = [](const Dim &dim) { return dim.value() && (*dim.value() == 1 || *dim.value() == 3); };
    return isColours((*shape)[1]) || isColours((*shape)[3]);
}

} // namespace

DataFields::DataFields(Document *document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_layout(new QFormLayout(this))
    , m_kind(new QComboBox(this))
    , m_pathRow(new QWidget(this))
    , m_path(new QLineEdit(m_pathRow))
    , m_synthetic(new QSpinBox(this))
    , m_seed(new QSpinBox(this))
    , m_samples(new QSpinBox(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_kind->setObjectName(QStringLiteral("dataKind"));
    m_kind->addItem(tr("Images in a folder"), static_cast<int>(Kind::Images));
    m_kind->addItem(tr("Arrays (.npy, .npz)"), static_cast<int>(Kind::Arrays));
    m_kind->addItem(tr("Tensor sets (test_data_set_N, .pb)"), static_cast<int>(Kind::TensorSets));
    m_kind->addItem(tr("Synthetic values"), static_cast<int>(Kind::Synthetic));
    m_path->setObjectName(QStringLiteral("dataPath"));
    m_path->setMinimumWidth(fontMetrics().averageCharWidth() * kPathWidth);
    m_file = new QPushButton(tr("F&ile…"), m_pathRow);
    m_file->setToolTip(tr("Choose one file"));
    auto *browseButton = new QPushButton(tr("&Browse…"), m_pathRow);
    browseButton->setToolTip(tr("Choose a folder; all files of the kind in it are used"));
    auto *pathLayout = new QHBoxLayout(m_pathRow);
    pathLayout->setContentsMargins(0, 0, 0, 0);
    pathLayout->addWidget(m_path, 1);
    pathLayout->addWidget(m_file);
    pathLayout->addWidget(browseButton);
    m_synthetic->setRange(1, kMaximumSamples);
    m_synthetic->setValue(kDefaultSynthetic);
    m_seed->setObjectName(QStringLiteral("syntheticSeed"));
    m_seed->setRange(0, std::numeric_limits<int>::max());
    m_seed->setToolTip(tr("Other values for another seed; the same values for the same one"));
    m_samples->setObjectName(QStringLiteral("sampleCount"));
    m_samples->setRange(0, kMaximumSamples);
    m_samples->setSpecialValueText(tr("all"));
    m_layout->addRow(tr("&Data"), m_kind);
    m_layout->addRow(tr("&Folder or file"), m_pathRow);
    m_layout->addRow(tr("N&umber"), m_synthetic);
    m_layout->addRow(tr("S&eed"), m_seed);
    m_layout->addRow(tr("&Samples"), m_samples);

    connect(m_kind, &QComboBox::currentIndexChanged, this, &DataFields::updateKind);
    connect(m_path, &QLineEdit::textChanged, this, &DataFields::changed);
    connect(m_synthetic, &QSpinBox::valueChanged, this, &DataFields::changed);
    connect(m_seed, &QSpinBox::valueChanged, this, &DataFields::changed);
    connect(m_samples, &QSpinBox::valueChanged, this, &DataFields::changed);
    connect(browseButton, &QPushButton::clicked, this, [this] { browse(m_path); });
    connect(m_file, &QPushButton::clicked, this, [this] { browseFile(m_path); });
    followModel();
    updateKind();
}

DataFields::Kind DataFields::kind() const { return static_cast<Kind>(m_kind->currentData().toInt()); }

void DataFields::updateKind()
{
    const bool synthetic = kind() == Kind::Synthetic;
    m_pathRow->setVisible(!synthetic);
    m_file->setVisible(kind() == Kind::Arrays || kind() == Kind::TensorSets);
    m_layout->labelForField(m_pathRow)->setVisible(!synthetic);
    for (QWidget *field : {m_synthetic, m_seed}) {
        field->setVisible(synthetic);
        m_layout->labelForField(field)->setVisible(synthetic);
    }
    emit changed();
}

void DataFields::browse(QLineEdit *line)
{
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Calibration data"), line->text());
    if (!chosen.isEmpty())
        line->setText(chosen);
}

void DataFields::browseFile(QLineEdit *line)
{
    const QString filter
        = kind() == Kind::TensorSets ? tr("Tensors (*.pb);;Arrays (*.npy *.npz)") : tr("Arrays (*.npy *.npz);;Tensors (*.pb)");
    const QString chosen = QFileDialog::getOpenFileName(this, tr("Calibration data"), line->text(), filter);
    if (!chosen.isEmpty())
        line->setText(chosen);
}

void DataFields::followModel()
{
    for (const auto &[name, widget] : m_inputs)
        m_layout->removeRow(widget->parentWidget());
    for (const auto &[name, widget] : m_dims)
        m_layout->removeRow(widget);
    m_inputs.clear();
    m_dims.clear();
    const auto model = m_document->model();
    if (!model)
        return;
    const Graph &graph = *model->graph;
    const std::vector<ValueId> inputs = openInputs(graph);
    if (inputs.size() > 1) {
        for (const ValueId id : inputs) {
            const QString name = QString::fromStdString(graph.value(id).name);
            auto *line = new QLineEdit(this);
            line->setPlaceholderText(tr("from the data above"));
            line->setToolTip(tr("A source of its own for input “%1”: folder, .npz, or synthetic:N").arg(name));
            auto *row = new QWidget(this);
            auto *rowLayout = new QHBoxLayout(row);
            rowLayout->setContentsMargins(0, 0, 0, 0);
            auto *choose = new QToolButton(row);
            choose->setText(QStringLiteral("…"));
            choose->setToolTip(tr("Choose a file for this input"));
            choose->setAccessibleName(choose->toolTip());
            rowLayout->addWidget(line, 1);
            rowLayout->addWidget(choose);
            m_layout->addRow(name, row);
            connect(choose, &QToolButton::clicked, this, [this, line] { browseFile(line); });
            connect(line, &QLineEdit::textChanged, this, &DataFields::changed);
            m_inputs.append({name, line});
        }
    }
    std::set<QString> symbols;
    for (const ValueId id : inputs) {
        if (const auto &shape = graph.value(id).declaredType.shape) {
            for (const Dim &dim : *shape) {
                if (!dim.isUnknown() && !dim.value())
                    symbols.insert(QString::fromStdString(dim.toString()));
            }
        }
    }
    for (const QString &symbol : symbols) {
        auto *box = new QSpinBox(this);
        box->setRange(1, kMaximumDim);
        box->setToolTip(tr("Size of the symbolic dimension %1 where the data do not fix it").arg(symbol));
        m_layout->addRow(tr("Dimension %1").arg(symbol), box);
        connect(box, &QSpinBox::valueChanged, this, &DataFields::changed);
        m_dims.append({symbol, box});
    }
    const bool image = inputs.size() == 1 && looksLikeImage(graph.value(inputs.front()));
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(image ? Kind::Images : Kind::Synthetic)));
}

void DataFields::read(SampleSpec &spec) const
{
    spec.data.clear();
    if (kind() == Kind::Synthetic)
        spec.data.push_back(syntheticText(m_synthetic->value(), m_seed->value()).toStdString());
    else if (!m_path->text().trimmed().isEmpty())
        spec.data.push_back(m_path->text().trimmed().toStdString());
    for (const auto &[name, line] : m_inputs) {
        if (!line->text().trimmed().isEmpty())
            spec.data.push_back((name + QLatin1Char('=') + line->text().trimmed()).toStdString());
    }
    spec.samples = m_samples->value();
    spec.dims.clear();
    for (const auto &[symbol, box] : m_dims)
        spec.dims[symbol.toStdString()] = box->value();
}

void DataFields::write(const SampleSpec &spec)
{
    for (const std::string &each : spec.data) {
        const QString text = QString::fromStdString(each);
        const QString input = text.section(QLatin1Char('='), 0, 0);
        bool own = false;
        for (const auto &[name, line] : m_inputs) {
            if (text.contains(QLatin1Char('=')) && name == input) {
                line->setText(text.section(QLatin1Char('='), 1));
                own = true;
            }
        }
        if (own)
            continue;
        if (text.startsWith(kSyntheticPrefix)) {
            m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(Kind::Synthetic)));
            m_synthetic->setValue(std::max(1, text.section(QLatin1Char(':'), 1, 1).toInt()));
            m_seed->setValue(text.section(QLatin1Char(':'), 2, 2).toInt());
        } else {
            if (kind() == Kind::Synthetic)
                m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(Kind::Images)));
            m_path->setText(text);
        }
    }
    m_samples->setValue(static_cast<int>(spec.samples));
    for (const auto &[symbol, box] : m_dims) {
        if (const auto found = spec.dims.find(symbol.toStdString()); found != spec.dims.end())
            box->setValue(static_cast<int>(found->second));
    }
}

} // namespace halftone
