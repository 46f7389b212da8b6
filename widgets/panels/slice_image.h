// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

#include <QImage>
#include <QWidget>

namespace halftone {

/// One two-dimensional slice of a tensor as a picture: rows and columns as in TensorModel, viridis over the range of the whole tensor, so
/// that slices can be compared. Where slices are too small to show anything (kernels of convolutions) the picture is of the whole tensor:
/// a row for each index of the first axis. Large pictures are thinned out.
class SliceImage : public QWidget
{
    Q_OBJECT

public:
    explicit SliceImage(QWidget *parent = nullptr);

    /// `tensor` of 32-bit floats.
    void setTensor(Tensor tensor);
    void setSlice(int slice);
    const QImage &image() const { return m_image; }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRect imageRect() const;
    void paintSlice();
    float at(std::int64_t row, std::int64_t column) const;

    Tensor m_tensor;
    QImage m_image;
    std::int64_t m_rows = 0;
    std::int64_t m_columns = 0;
    int m_slice = 0;
    bool m_isWhole = false;
    float m_minimum = 0;
    float m_maximum = 0;
};

} // namespace halftone
