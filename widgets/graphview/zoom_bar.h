// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace halftone {

/// Zoom in a corner of the graph: "100 %", −, +, Fit.
class ZoomBar : public QWidget
{
    Q_OBJECT

public:
    explicit ZoomBar(QWidget *parent = nullptr);
    void setScale(double scale);

signals:
    void resetRequested();
    void outRequested();
    void inRequested();
    void fitRequested();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslateUi();
    QToolButton *m_scale, *m_out, *m_in, *m_fit;
};

} // namespace halftone
