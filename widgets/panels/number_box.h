// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

namespace halftone {

/// A number without zeros at its end: "99.999", not "99.999000".
class NumberBox : public QDoubleSpinBox
{
    Q_OBJECT

public:
    using QDoubleSpinBox::QDoubleSpinBox;

    QString textFromValue(double value) const override { return locale().toString(value, 'g', kDigits); }

private:
    static constexpr int kDigits = 12;
};

} // namespace halftone
