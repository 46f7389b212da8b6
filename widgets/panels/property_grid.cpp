// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/property_grid.h"

#include "widgets/common/theme.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QTextDocumentFragment>

#include <algorithm>
#include <iterator>

namespace halftone {

namespace {

/// Values never get narrower: their heights for narrower columns would count otherwise.
constexpr int kValueWidth = 150;

QScrollArea *areaOf(QWidget *value)
{
    QWidget *above = value;
    while (above && !qobject_cast<QScrollArea *>(above))
        above = above->parentWidget();
    return qobject_cast<QScrollArea *>(above);
}

/// As high as its text is at the width it gets, no higher. Tab stops only at links; Up and Down walk all values of the page.
class ValueLabel final : public QLabel
{
public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override { return {kValueWidth, fontMetrics().height()}; }

protected:
    bool event(QEvent *event) override
    {
        // Copying belongs to the selected text here, not to the selected nodes.
        if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)
            && hasSelectedText()) {
            event->accept();
            return true;
        }
        return QLabel::event(event);
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
        QScrollArea *area = step == 0 ? nullptr : areaOf(this);
        if (!area || !PropertyGrid::focusValue(*area, PropertyGrid::valueIndex(*area, this) + step))
            QLabel::keyPressEvent(event);
    }
};

QList<QLabel *> valuesIn(const QScrollArea &area)
{
    QList<QLabel *> values;
    const QList<QLabel *> labels = area.widget() ? area.widget()->findChildren<QLabel *>() : QList<QLabel *>();
    std::copy_if(labels.begin(), labels.end(), std::back_inserter(values), [](QLabel *label) { return dynamic_cast<ValueLabel *>(label); });
    return values;
}

} // namespace

PropertyGrid::PropertyGrid(QWidget *parent) : QWidget(parent), m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(12);
    m_layout->setVerticalSpacing(4);
    m_layout->setColumnStretch(1, 1);
}

QLabel *PropertyGrid::addRow(const QString &name, const QString &html)
{
    auto *label = new QLabel(name, this);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, Theme::instance().mutedText());
    label->setPalette(palette);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *value = new ValueLabel(html, this);
    value->setTextFormat(Qt::RichText);
    value->setWordWrap(true);
    value->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    const bool hasLink = html.contains(QLatin1String("<a "));
    value->setTextInteractionFlags(
        Qt::TextSelectableByMouse | (hasLink ? Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard : Qt::TextSelectableByKeyboard));
    value->setFocusPolicy(hasLink ? Qt::StrongFocus : Qt::ClickFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    value->setSizePolicy(policy);
    value->setMinimumWidth(kValueWidth);
    connect(value, &QLabel::linkActivated, this, &PropertyGrid::linkActivated);
    connect(value, &QLabel::linkHovered, this, &PropertyGrid::linkHovered);
    m_layout->addWidget(label, m_rows, 0, Qt::AlignTop);
    m_layout->addWidget(value, m_rows, 1, Qt::AlignTop);
    ++m_rows;
    return value;
}

void PropertyGrid::addText(const QString &name, const QString &plain)
{
    // A zero-width space after separators lets long names wrap.
    QString html = plain.toHtmlEscaped();
    for (const QChar separator : {QLatin1Char('/'), QLatin1Char('.'), QLatin1Char('_')})
        html.replace(separator, QString(separator) + QChar(0x200B));
    addRow(name, html)->setProperty("plainText", plain);
}

void PropertyGrid::addHeading(const QString &text)
{
    auto *label = new QLabel(text, this);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    label->setContentsMargins(0, m_rows > 0 ? 8 : 0, 0, 0);
    m_layout->addWidget(label, m_rows++, 0, 1, 2);
}

int PropertyGrid::valueIndex(const QScrollArea &area, const QWidget *value)
{
    return static_cast<int>(valuesIn(area).indexOf(qobject_cast<const QLabel *>(value)));
}

bool PropertyGrid::focusValue(QScrollArea &area, int index)
{
    const QList<QLabel *> values = valuesIn(area);
    if (index < 0 || index >= values.size())
        return false;
    QLabel *value = values[index];
    value->setFocus(Qt::OtherFocusReason);
    value->setSelection(0, static_cast<int>(QTextDocumentFragment::fromHtml(value->text()).toPlainText().size()));
    area.ensureWidgetVisible(value);
    return true;
}

} // namespace halftone
