// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QHBoxLayout;

namespace halftone {

/// A warm box with a finding in bold, its explanation, and fixes as buttons.
class NoteBox : public QFrame
{
    Q_OBJECT

public:
    NoteBox(const QString &title, const QString &text, QWidget *parent = nullptr);

    void addButton(const QString &text, std::function<void()> action);

private:
    QHBoxLayout *m_buttons;
};

} // namespace halftone
