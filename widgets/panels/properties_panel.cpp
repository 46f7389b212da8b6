// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/properties_panel.h"

#include "core/document/document.h"
#include "core/document/selection.h"
#include "widgets/common/theme.h"
#include "widgets/panels/model_properties.h"
#include "widgets/panels/node_properties.h"
#include "widgets/panels/property_grid.h"
#include "widgets/panels/selection_properties.h"
#include "widgets/panels/value_properties.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollBar>
#include <QTextDocumentFragment>
#include <QVBoxLayout>

namespace halftone {

namespace {
/// Narrower, names and figures would be cut.
constexpr int kMinimumColumns = 56;
} // namespace

PropertiesPanel::PropertiesPanel(Document *document, SelectionController *selection, QWidget *parent)
    : QScrollArea(parent), m_document(document), m_selection(selection)
{
    setObjectName(QStringLiteral("propertiesPanel"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(fontMetrics().averageCharWidth() * kMinimumColumns);
    m_rebuild.setSingleShot(true);
    m_rebuild.setInterval(0);
    connect(&m_rebuild, &QTimer::timeout, this, &PropertiesPanel::rebuild);
    const auto later = [this] { m_rebuild.start(); };
    connect(selection, &SelectionController::changed, this, later);
    connect(document, &Document::modelChanged, this, later);
    connect(document, &Document::factsChanged, this, later);
    connect(document, &Document::recipeChanged, this, later);
    connect(document, &Document::errorsChanged, this, later);
    connect(document, &Document::statisticsChanged, this, later);
    connect(&Theme::instance(), &Theme::changed, this, later);
    rebuild();
}

void PropertiesPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_rebuild.start();
    QScrollArea::changeEvent(event);
}

void PropertiesPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Down || !hasFocus() || !PropertyGrid::focusValue(*this, 0))
        QScrollArea::keyPressEvent(event);
}

void PropertiesPanel::rebuild()
{
    setAccessibleName(tr("Properties"));
    setAccessibleDescription(tr("Down and Up walk the values, Ctrl+C copies one, Tab goes to what can be pressed"));
    const int position = verticalScrollBar()->value();
    const QWidget *focus = widget() && widget()->isAncestorOf(QApplication::focusWidget()) ? QApplication::focusWidget() : nullptr;
    const int value = focus ? PropertyGrid::valueIndex(*this, focus) : -1;
    const QString focusName = focus ? focus->objectName() : QString();
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(8);
    if (m_document->model()) {
        const auto &nodes = m_selection->nodes();
        QWidget *content = nullptr;
        if (nodes.size() == 1)
            content = new NodeProperties(m_document, nodes.front(), page);
        else if (nodes.size() > 1)
            content = new SelectionProperties(m_document, nodes, page);
        else if (m_selection->value() != kNone)
            content = new ValueProperties(m_document, m_selection->value(), page);
        else
            content = new ModelProperties(m_document, page);
        layout->addWidget(content);
        for (PropertyGrid *grid : content->findChildren<PropertyGrid *>()) {
            connect(grid, &PropertyGrid::linkActivated, this, &PropertiesPanel::follow, Qt::QueuedConnection);
            connect(grid, &PropertyGrid::linkHovered, this, &PropertiesPanel::preview);
        }
    }
    layout->addStretch(1);
    setUpdatesEnabled(false);
    setWidget(page);
    // What is made later would come last in the window.
    QWidget *before = this;
    for (QWidget *each : page->findChildren<QWidget *>()) {
        // Lists of choices are windows of their own.
        if (!(each->focusPolicy() & Qt::TabFocus) || each->focusProxy() || each->window() != window())
            continue;
        setTabOrder(before, each);
        before = each;
    }
    verticalScrollBar()->setValue(position);
    setUpdatesEnabled(true);
    // An edit made here rebuilds the page: the keyboard stays where it was.
    if (auto *again = focusName.isEmpty() ? nullptr : page->findChild<QWidget *>(focusName))
        again->setFocus();
    else if (value >= 0)
        PropertyGrid::focusValue(*this, value);
}

void PropertiesPanel::follow(const QString &link)
{
    const auto id = static_cast<std::uint32_t>(link.mid(link.indexOf(QLatin1Char(':')) + 1).toULong());
    if (link.startsWith(QLatin1String("node:")))
        m_selection->selectNodes({id});
    else if (link.startsWith(QLatin1String("value:")))
        m_selection->selectValue(id);
}

void PropertiesPanel::preview(const QString &link)
{
    const auto id = static_cast<std::uint32_t>(link.mid(link.indexOf(QLatin1Char(':')) + 1).toULong());
    emit valueHovered(link.startsWith(QLatin1String("value:")) ? id : kNone);
    if (link.startsWith(QLatin1String("node:")))
        m_selection->hoverNode(id);
    else if (link.startsWith(QLatin1String("value:")))
        m_selection->hoverNode(m_document->model()->graph->value(id).producer);
    else
        m_selection->hoverNode(kNone);
}

QString PropertiesPanel::plainText() const
{
    QStringList lines;
    for (const QLabel *label : widget()->findChildren<QLabel *>()) {
        QString text = QTextDocumentFragment::fromHtml(label->text()).toPlainText();
        lines.append(text.remove(QChar(0x200B)));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace halftone
