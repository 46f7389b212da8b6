// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace halftone {

/// A list of texts, one a line, that is taken over as a whole when the keyboard leaves it, not letter by letter.
class LinesEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit LinesEdit(QWidget *parent = nullptr) : QPlainTextEdit(parent) { setTabChangesFocus(true); }

signals:
    void done();

protected:
    void focusOutEvent(QFocusEvent *event) override
    {
        QPlainTextEdit::focusOutEvent(event);
        emit done();
    }
};

} // namespace halftone
