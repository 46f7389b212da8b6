// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/tensor_box.h"

#include "core/document/messages.h"
#include "core/quant/statistics_builder.h"
#include "core/tensor/cast.h"
#include "core/tensor/npy.h"
#include "widgets/common/format.h"
#include "widgets/models/tensor_model.h"
#include "widgets/panels/slice_image.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/ranges_plot.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Larger tensors are read only when asked for.
constexpr std::int64_t kLoadAtOnceBytes = 8LL << 20;
constexpr int kTabsHeight = 240;
/// A scalar or two have no distribution.
constexpr std::int64_t kFewestForFigures = 4;

QString statisticsText(const TensorStatistics &seen, std::int64_t zeros)
{
    if (seen.count == 0)
        return {};
    if (seen.finiteCount == 0)
        return TensorBox::tr("no finite values");
    const auto finite = static_cast<double>(seen.finiteCount);
    const double mean = seen.sum / finite;
    const double deviation = std::sqrt(std::max(0.0, seen.sumOfSquares / finite - mean * mean));
    QString text = TensorBox::tr("%1 … %2, mean %3, deviation %4, %5 zeros")
                       .arg(formatNumber(seen.minimum), formatNumber(seen.maximum), formatNumber(mean), formatNumber(deviation),
                           formatPercent(100.0 * static_cast<double>(zeros) / finite));
    if (seen.finiteCount < seen.count)
        text += QLatin1Char(' ') + TensorBox::tr("(%1 not finite)").arg(seen.count - seen.finiteCount);
    return text;
}

} // namespace

TensorBox::TensorBox(const ConstantTensor &constant, const QString &name, int channelAxis, QWidget *parent)
    : QWidget(parent)
    , m_constant(constant)
    , m_name(name)
    , m_channelAxis(channelAxis)
    , m_values(new TensorModel(this))
    , m_statistics(new QLabel(this))
    , m_slice(new QLabel(this))
    , m_slices(new QSpinBox(this))
    , m_tabs(new QTabWidget(this))
    , m_table(new QTableView)
    , m_picture(new SliceImage)
    , m_histogram(new HistogramPlot)
    , m_ranges(new RangesPlot)
    , m_save(new QPushButton(tr("Save as .&npy…"), this))
{
    m_statistics->setWordWrap(true);
    m_statistics->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_slices->setAccessibleName(tr("Slice"));
    m_table->setModel(m_values);
    m_table->setAccessibleName(tr("Values"));
    m_table->horizontalHeader()->setDefaultSectionSize(fontMetrics().horizontalAdvance(QStringLiteral("-0.000000e-00")));
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 4);
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(false);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    m_tabs->tabBar()->setFont(small);
    m_tabs->setFixedHeight(kTabsHeight);

    auto *slices = new QHBoxLayout;
    slices->addWidget(m_slice, 1);
    slices->addWidget(m_slices);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_statistics);
    layout->addWidget(m_tabs);
    layout->addLayout(slices);
    connect(m_slices, &QSpinBox::valueChanged, this, [this](int slice) {
        m_values->setSlice(slice);
        m_picture->setSlice(slice);
        m_slice->setText(m_values->sliceLabel(slice));
    });
    for (QWidget *page : std::initializer_list<QWidget *>{m_table, m_picture, m_histogram, m_ranges, m_slices, m_tabs})
        page->hide();
    m_save->setToolTip(tr("Write the values as a NumPy array"));
    connect(m_save, &QPushButton::clicked, this, &TensorBox::chooseFile);
    if (constant.bytes() <= kLoadAtOnceBytes) {
        load();
    } else {
        auto *button = new QPushButton(tr("Show values (%1)").arg(formatBytes(constant.bytes())), this);
        layout->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, button] {
            button->hide();
            load();
        });
    }
    layout->addWidget(m_save, 0, Qt::AlignLeft);
}

TensorBox::~TensorBox()
{
    // Pages that found no use here have no other owner.
    for (QWidget *page : std::initializer_list<QWidget *>{m_table, m_picture, m_histogram, m_ranges}) {
        if (!page->parent())
            delete page;
    }
}

void TensorBox::load()
{
    const auto tensor = m_constant.load();
    if (!tensor) {
        m_statistics->setText(messageText(tensor.error()));
        return;
    }
    m_values->setTensor(*tensor);
    m_slices->setMaximum(std::max(0, m_values->sliceCount() - 1));
    m_slices->setVisible(m_values->sliceCount() > 1);
    m_slice->setText(m_values->sliceCount() > 1 ? m_values->sliceLabel(0) : QString());
    if (m_values->rowCount() > 0)
        m_tabs->addTab(m_table, tr("Values"));
    if (const auto floats = toFloat(*tensor); floats && floats->count() > 0)
        loadFigures(*floats);
    m_tabs->setVisible(m_tabs->count() > 0);
    if (m_tabs->count() == 1) {
        const int needed = m_values->rowCount() * (fontMetrics().height() + 4) + m_table->horizontalHeader()->sizeHint().height() + 20;
        m_tabs->tabBar()->hide();
        m_tabs->setFixedHeight(std::min(kTabsHeight, needed));
    }
}

void TensorBox::loadFigures(const Tensor &floats)
{
    StatisticsBuilder builder;
    builder.add({DType::Float, floats.shape(), TensorView::Layout::Plain, 1, floats.raw()});
    const auto values = floats.as<float>();
    m_statistics->setText(statisticsText(builder.result(), std::count(values.begin(), values.end(), 0.0F)));
    const Shape &shape = floats.shape();
    if (floats.count() < kFewestForFigures)
        return;
    if (shape.rank() >= 2) {
        m_picture->setTensor(floats);
        m_tabs->addTab(m_picture, tr("Picture"));
    }
    m_histogram->setHistograms(builder.result().histogram, {}, std::nullopt);
    m_tabs->addTab(m_histogram, tr("Histogram"));
    const int axis = m_channelAxis < 0 ? m_channelAxis + shape.rank() : m_channelAxis;
    if (shape.rank() >= 2 && axis >= 0 && axis < shape.rank() && shape[axis] > 1) {
        m_ranges->setRanges(channelExtremes(values.data(), values.size(), static_cast<std::size_t>(shape[axis]),
            static_cast<std::size_t>(shape.count(axis + 1, shape.rank()))));
        m_tabs->addTab(m_ranges, tr("Channels"));
        m_tabs->setTabToolTip(m_tabs->count() - 1, tr("Range of each index of axis %1").arg(axis));
    }
}

Status TensorBox::save(const QString &path) const
{
    HALFTONE_TRY(const Tensor tensor, m_constant.load());
    return writeNpy(path.toStdString(), tensor);
}

void TensorBox::chooseFile()
{
    QString file = m_name;
    for (QChar &letter : file) {
        if (QStringLiteral("/\\:*?\"<>|").contains(letter))
            letter = QLatin1Char('_');
    }
    const QString path = QFileDialog::getSaveFileName(this, tr("Save values"), file + QStringLiteral(".npy"), tr("NumPy arrays (*.npy)"));
    if (path.isEmpty())
        return;
    if (const Status status = save(path); !status)
        m_statistics->setText(messageText(status.error()));
}

} // namespace halftone
