// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace halftone {

/// One line above the graph for what must be noticed but must not stop the work: an error, a changed file, a found session.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// Replaces what was shown. `topic` tells which message it is, so that only its own cause takes it away.
    void showMessage(const QString &topic, const QString &text);
    void addButton(const QString &text, std::function<void()> action);
    /// Hides the message of `topic`; another one stays.
    void dismiss(const QString &topic);
    QString text() const;
    const QString &topic() const { return m_topic; }

private:
    void clearButtons();
    void restyle();

    QString m_topic;
    QLabel *m_label;
    QHBoxLayout *m_buttons;
    QPushButton *m_close;
};

} // namespace halftone
