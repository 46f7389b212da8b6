// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/initializer.h"

#include <QWidget>

class QLabel;
class QSpinBox;
class QTableView;

namespace halftone {

class TensorModel;

/// A constant's elements: range, mean and deviation, and the values as a table, slice by slice.
class TensorBox : public QWidget
{
    Q_OBJECT

public:
    explicit TensorBox(const ConstantTensor &constant, QWidget *parent = nullptr);

private:
    void load();

    ConstantTensor m_constant;
    TensorModel *m_values;
    QLabel *m_statistics;
    QLabel *m_slice;
    QSpinBox *m_slices;
    QTableView *m_table;
};

} // namespace halftone
