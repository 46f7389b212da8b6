// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text_window.h"

#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace halftone {

TextWindow::TextWindow(QWidget *parent, const QString &title, const QString &html) : QDialog(parent)
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *browser = new QTextBrowser(this);
    browser->setHtml(html);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(browser, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(fontMetrics().averageCharWidth() * 115, fontMetrics().height() * 30);
}

TextWindow *TextWindow::show(QWidget *parent, const QString &title, const QString &html)
{
    auto *window = new TextWindow(parent, title, html);
    window->QDialog::show();
    return window;
}

} // namespace halftone
