// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace halftone {

class Document;

/// The status bar's content: what runs, with progress and Cancel; what was calibrated and refreshed; size, error and time before →
/// after; issues.
class StatusStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StatusStrip(Document *document, QWidget *parent = nullptr);

    QString leftText() const;
    QString rightText() const;

signals:
    void issuesRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateJob();
    void updateFigures();

    Document *m_document;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QLabel *m_left;
    QLabel *m_right;
    QToolButton *m_issues;
    /// Short jobs come and go unseen: the bar shows only what lasts.
    QTimer m_delay;
};

} // namespace halftone
