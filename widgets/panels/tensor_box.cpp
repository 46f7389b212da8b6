// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/tensor_box.h"

#include "core/document/messages.h"
#include "widgets/common/format.h"
#include "widgets/models/tensor_model.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Larger tensors are read only when asked for.
constexpr std::int64_t kLoadAtOnceBytes = 8LL << 20;
constexpr int kTableHeight = 180;

QString statisticsText(const Tensor &tensor)
{
    if (tensor.dtype() != DType::Float || tensor.count() == 0)
        return {};
    double sum = 0;
    double squares = 0;
    float minimum = std::numeric_limits<float>::infinity();
    float maximum = -minimum;
    std::int64_t finite = 0;
    std::int64_t zeros = 0;
    for (const float value : tensor.as<float>()) {
        if (!std::isfinite(value))
            continue;
        ++finite;
        zeros += value == 0.0F;
        sum += value;
        squares += static_cast<double>(value) * value;
        minimum = std::min(minimum, value);
        maximum = std::max(maximum, value);
    }
    if (finite == 0)
        return TensorBox::tr("no finite values");
    const double mean = sum / static_cast<double>(finite);
    const double deviation = std::sqrt(std::max(0.0, squares / static_cast<double>(finite) - mean * mean));
    QString text = TensorBox::tr("%1 … %2, mean %3, deviation %4, %5 zeros")
                       .arg(formatNumber(minimum), formatNumber(maximum), formatNumber(mean), formatNumber(deviation),
                           formatPercent(100.0 * static_cast<double>(zeros) / static_cast<double>(finite)));
    if (finite < tensor.count())
        text += QLatin1Char(' ') + TensorBox::tr("(%1 not finite)").arg(tensor.count() - finite);
    return text;
}

} // namespace

TensorBox::TensorBox(const ConstantTensor &constant, QWidget *parent)
    : QWidget(parent)
    , m_constant(constant)
    , m_values(new TensorModel(this))
    , m_statistics(new QLabel(this))
    , m_slice(new QLabel(this))
    , m_slices(new QSpinBox(this))
    , m_table(new QTableView(this))
{
    m_statistics->setWordWrap(true);
    m_statistics->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_slices->setAccessibleName(tr("Slice"));
    m_table->setModel(m_values);
    m_table->setFixedHeight(kTableHeight);
    m_table->setAccessibleName(tr("Values"));
    m_table->horizontalHeader()->setDefaultSectionSize(fontMetrics().horizontalAdvance(QStringLiteral("-0.000000e-00")));
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 4);

    auto *slices = new QHBoxLayout;
    slices->addWidget(m_slice, 1);
    slices->addWidget(m_slices);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_statistics);
    layout->addLayout(slices);
    layout->addWidget(m_table);
    connect(m_slices, &QSpinBox::valueChanged, this, [this](int slice) {
        m_values->setSlice(slice);
        m_slice->setText(m_values->sliceLabel(slice));
    });
    m_slices->hide();
    m_table->hide();
    if (constant.bytes() <= kLoadAtOnceBytes) {
        load();
        return;
    }
    auto *button = new QPushButton(tr("Show values (%1)").arg(formatBytes(constant.bytes())), this);
    layout->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, button] {
        button->hide();
        load();
    });
}

void TensorBox::load()
{
    const auto tensor = m_constant.load();
    if (!tensor) {
        m_statistics->setText(messageText(tensor.error()));
        return;
    }
    m_statistics->setText(statisticsText(*tensor));
    m_values->setTensor(*tensor);
    m_slices->setMaximum(std::max(0, m_values->sliceCount() - 1));
    m_slices->setVisible(m_values->sliceCount() > 1);
    m_slice->setText(m_values->sliceCount() > 1 ? m_values->sliceLabel(0) : QString());
    m_table->setVisible(m_values->rowCount() > 0);
    const int needed = m_values->rowCount() * (fontMetrics().height() + 4) + m_table->horizontalHeader()->sizeHint().height() + 20;
    m_table->setFixedHeight(std::min(kTableHeight, needed));
}

} // namespace halftone
