// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/initializer.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSpinBox;
class QTabWidget;
class QTableView;

namespace halftone {

class HistogramPlot;
class RangesPlot;
class SliceImage;
class TensorModel;

/// A constant's elements: range, mean and deviation; the values as a table and as a picture, slice by slice; their histogram; the range
/// of each channel. Can be saved as a NumPy array.
class TensorBox : public QWidget
{
    Q_OBJECT

public:
    /// `channelAxis`: what the channels of the range chart are; may be negative, counted from the end.
    TensorBox(const ConstantTensor &constant, const QString &name, int channelAxis, QWidget *parent = nullptr);
    ~TensorBox() override;

    /// Writes the values as .npy.
    Status save(const QString &path) const;
    QTabWidget *tabs() const { return m_tabs; }

private:
    void load();
    void loadFigures(const Tensor &floats);
    void chooseFile();

    ConstantTensor m_constant;
    QString m_name;
    int m_channelAxis;
    TensorModel *m_values;
    QLabel *m_statistics;
    QLabel *m_slice;
    QSpinBox *m_slices;
    QTabWidget *m_tabs;
    QTableView *m_table;
    SliceImage *m_picture;
    HistogramPlot *m_histogram;
    RangesPlot *m_ranges;
    QPushButton *m_save;
};

} // namespace halftone
