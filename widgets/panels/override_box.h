// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/quant/recipe.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QLineEdit;

namespace halftone {

class Document;

/// What the user sets for one tensor alone: range, type and method of an activation; type, range and number of scales of a weight; behind
/// "More", what OverrideDetails has. Every change is one undoable edit.
class OverrideBox : public QWidget
{
    Q_OBJECT

public:
    /// True for values that may be quantized: of 32-bit floating point, as far as is known.
    static bool applies(const Document &document, ValueId value);

    OverrideBox(Document *document, ValueId value, QWidget *parent = nullptr);

    bool isWeight() const { return m_isWeight; }

private:
    TensorOverride current() const;
    void change(const QString &what, const TensorOverride &changed);
    void refuse(const QString &why);
    void addType(QFormLayout *layout);
    void addScales(QFormLayout *layout);
    void addMethod(QFormLayout *layout);
    void addRange(QFormLayout *layout);
    void addDetails(QFormLayout *layout);
    void editRange();
    QLineEdit *addLimit(const char *name, std::optional<float> set, std::optional<float> chosen);

    Document *m_document;
    ValueId m_value;
    std::string m_name;
    bool m_isWeight = false;
    QLineEdit *m_minimum = nullptr;
    QLineEdit *m_maximum = nullptr;
    QLabel *m_problem = nullptr;
};

/// The axis along which the node that `value` is the weight of may have a scale each; nothing when it is nobody's weight.
std::optional<int> weightAxis(const Model &model, ValueId value);

} // namespace halftone
