// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/quant/tensor_override.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QListWidget;

namespace halftone {

class Document;

/// The rarer settings of one tensor: where its zero point lies, how many steps are used, scales as given, and another type for some of its
/// readers. Knows no recipe: tells what was edited.
class OverrideDetails : public QWidget
{
    Q_OBJECT

public:
    /// `set` is what the recipe says of the tensor.
    OverrideDetails(const Document *document, ValueId value, bool isWeight, const TensorOverride &set, QWidget *parent = nullptr);

    /// True when one of these settings is made: then they had better be seen.
    static bool holds(const TensorOverride &set);

signals:
    /// `what` has a place for the tensor's name.
    void edited(const QString &what, const halftone::TensorOverride &changed);
    void refused(const QString &why);

private:
    void addZeroPoint(QFormLayout *layout);
    void addSteps(QFormLayout *layout);
    void addScale(QFormLayout *layout);
    void addConversion(QFormLayout *layout);
    void editScale();
    void editConversion();

    const Document *m_document;
    ValueId m_value;
    bool m_isWeight;
    TensorOverride m_set;
    QLineEdit *m_scale = nullptr;
    QLineEdit *m_zeroPoint = nullptr;
    QComboBox *m_convert = nullptr;
    QListWidget *m_readers = nullptr;
    /// What calibration chose.
    std::vector<float> m_chosenScale;
    std::vector<std::int32_t> m_chosenZeroPoint;
};

} // namespace halftone
