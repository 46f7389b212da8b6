// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compare_window.h"

#include "widgets/graphview/compare_view.h"

#include <QFileInfo>
#include <QShortcut>

namespace halftone {

namespace {
constexpr QSize kFirstSize(1440, 900);
}

CompareWindow::CompareWindow(QWidget *parent) : QMainWindow(parent, Qt::Window), m_view(new CompareView)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setCentralWidget(m_view);
    resize(kFirstSize);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    connect(new QShortcut(QKeySequence::FindNext, this), &QShortcut::activated, m_view, [this] { m_view->step(1); });
    connect(new QShortcut(QKeySequence::FindPrevious, this), &QShortcut::activated, m_view, [this] { m_view->step(-1); });
}

void CompareWindow::compareWithFile(std::shared_ptr<const Model> model, const QString &name, const QString &path)
{
    setWindowTitle(tr("%1 ↔ %2 — Halftone").arg(name, QFileInfo(path).fileName()));
    m_view->compareWithFile(std::move(model), name, path);
}

void CompareWindow::compare(std::shared_ptr<const Model> a, const QString &nameA, std::shared_ptr<const Model> b, const QString &nameB)
{
    setWindowTitle(tr("%1 ↔ %2 — Halftone").arg(nameA, nameB));
    m_view->compare(std::move(a), nameA, std::move(b), nameB);
}

} // namespace halftone
