// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace halftone {

/// A window of text beside the work: help pages, lists. Not modal.
class TextWindow : public QDialog
{
    Q_OBJECT

public:
    /// Opens one; it deletes itself when closed.
    static TextWindow *show(QWidget *parent, const QString &title, const QString &html);

private:
    TextWindow(QWidget *parent, const QString &title, const QString &html);
};

} // namespace halftone
