// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace halftone {

/// What an empty window shows: open a file, the sample, or one of the recent models.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    /// Files that exist, latest first; shown with size and date.
    void setRecentFiles(const QStringList &files);

signals:
    void openRequested();
    void openSampleRequested();
    void fileChosen(const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void fillRecent();

    QLabel *m_title;
    QLabel *m_subtitle;
    QPushButton *m_open;
    QPushButton *m_sample;
    QLabel *m_sampleNote;
    QLabel *m_recentTitle;
    QListWidget *m_recent;
    QLabel *m_hint;
    QStringList m_files;
};

} // namespace halftone
