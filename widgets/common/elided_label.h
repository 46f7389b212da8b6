// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace halftone {

/// A line of plain text that ends in "…" where there is no room; the tooltip has all of it then.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    /// What is read now.
    QString shownText() const;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace halftone
