// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QProgressBar;
class QPushButton;
class QLabel;

namespace halftone {

/// Says that a layout is being made, how far it is, and lets one stop it.
class LayoutNotice : public QFrame
{
    Q_OBJECT

public:
    explicit LayoutNotice(QWidget *parent = nullptr);
    /// `total` 0: unknown.
    void setProgress(qint64 done, qint64 total);

signals:
    void cancelRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslateUi();
    QLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
};

} // namespace halftone
