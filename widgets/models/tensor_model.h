// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

#include <QAbstractTableModel>

namespace halftone {

/// One two-dimensional slice of a tensor: the last axis as columns, the one before as rows. Leading axes are counted through by
/// slice number. Every type is shown as text; floating-point types with six digits.
class TensorModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTensor(Tensor tensor);
    int sliceCount() const;
    /// "[3, 0, :, :]"
    QString sliceLabel(int slice) const;
    void setSlice(int slice);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Tensor m_tensor;
    int m_rows = 0;
    int m_columns = 0;
    int m_slice = 0;
};

/// Element `index` of a tensor as text.
QString elementText(const Tensor &tensor, std::int64_t index);

} // namespace halftone
