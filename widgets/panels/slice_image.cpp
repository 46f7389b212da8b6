// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/slice_image.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace halftone {

namespace {

/// Pixels along a side at most; beyond, every n-th element is shown.
constexpr std::int64_t kMostPixels = 512;
constexpr int kMostHeight = 260;
/// Elements of a slice that are no picture: a 5×5 kernel.
constexpr std::int64_t kSmallestSlice = 25;
/// Small slices are drawn with cells of this many pixels at most.
constexpr int kLargestCell = 24;

} // namespace

SliceImage::SliceImage(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Slice as a picture"));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SliceImage::setTensor(Tensor tensor)
{
    m_tensor = std::move(tensor);
    m_minimum = std::numeric_limits<float>::infinity();
    m_maximum = -m_minimum;
    for (const float value : m_tensor.as<float>()) {
        if (std::isfinite(value)) {
            m_minimum = std::min(m_minimum, value);
            m_maximum = std::max(m_maximum, value);
        }
    }
    const Shape &shape = m_tensor.shape();
    m_columns = shape.rank() > 0 ? shape[shape.rank() - 1] : 1;
    m_rows = shape.rank() > 1 ? shape[shape.rank() - 2] : 1;
    m_isWhole = shape.rank() > 2 && m_rows * m_columns <= kSmallestSlice && shape[0] > 0;
    if (m_isWhole) {
        m_rows = shape[0];
        m_columns = shape.count() / m_rows;
    }
    setSlice(0);
}

void SliceImage::setSlice(int slice)
{
    m_slice = m_isWhole ? 0 : slice;
    paintSlice();
    updateGeometry();
    update();
}

float SliceImage::at(std::int64_t row, std::int64_t column) const
{
    return m_tensor.as<float>()[static_cast<std::size_t>((m_slice * m_rows + row) * m_columns + column)];
}

void SliceImage::paintSlice()
{
    m_image = {};
    if (m_rows <= 0 || m_columns <= 0 || !(m_minimum <= m_maximum))
        return;
    std::array<QRgb, 256> colours;
    for (std::size_t i = 0; i < colours.size(); ++i)
        colours[i] = Theme::viridis(static_cast<double>(i) / 255).rgb();
    const std::int64_t height = std::min(m_rows, kMostPixels);
    const std::int64_t width = std::min(m_columns, kMostPixels);
    m_image = QImage(static_cast<int>(width), static_cast<int>(height), QImage::Format_ARGB32);
    const float span = std::max(m_maximum - m_minimum, std::numeric_limits<float>::min());
    for (std::int64_t y = 0; y < height; ++y) {
        auto *line = reinterpret_cast<QRgb *>(m_image.scanLine(static_cast<int>(y)));
        for (std::int64_t x = 0; x < width; ++x) {
            const float value = at(y * m_rows / height, x * m_columns / width);
            line[x] = std::isfinite(value) ? colours[static_cast<std::size_t>(std::lround((value - m_minimum) / span * 255))] : 0;
        }
    }
}

QSize SliceImage::sizeHint() const { return {240, heightForWidth(240)}; }

int SliceImage::heightForWidth(int width) const
{
    if (m_image.isNull())
        return 0;
    const double cell = std::min<double>(kLargestCell, static_cast<double>(width) / m_image.width());
    return std::clamp(static_cast<int>(cell * m_image.height()), 12, kMostHeight);
}

QRect SliceImage::imageRect() const
{
    if (m_image.isNull())
        return {};
    QSize size = m_image.size().scaled(QWidget::size(), Qt::KeepAspectRatio);
    // A long row stays visible, a small slice does not become a field of blocks.
    size = size.boundedTo(m_image.size() * kLargestCell).expandedTo({1, std::min(12, height())});
    return {QPoint(0, 0), size};
}

void SliceImage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (!m_image.isNull())
        painter.drawImage(imageRect(), m_image);
}

bool SliceImage::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QRect area = imageRect();
    QString text;
    if (area.contains(help->pos())) {
        const std::int64_t row = (help->pos().y() - area.top()) * m_rows / area.height();
        const std::int64_t column = (help->pos().x() - area.left()) * m_columns / area.width();
        text = QStringLiteral("[%1, %2] = %3").arg(row).arg(column).arg(formatNumber(static_cast<double>(at(row, column))));
    }
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace halftone
