// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/options_dialog.h"

#include "core/document/document.h"
#include "core/document/messages.h"
#include "widgets/common/theme.h"
#include "widgets/panels/lines_edit.h"
#include "widgets/panels/number_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QStyle>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace halftone {

namespace {

using Kind = RecipeField::Kind;
using Section = RecipeField::Section;

constexpr int kDecimals = 6;
constexpr double kLargest = 1e9;
constexpr int kLinesShown = 4;
/// Of the window at least, in characters.
constexpr int kWidth = 106;
/// Between an option and the next.
constexpr int kBetween = 10;

QString sectionText(Section section)
{
    switch (section) {
    case Section::Scheme:
        return OptionsDialog::tr("&Scheme");
    case Section::WeightOnly:
        return OptionsDialog::tr("&Weight-only");
    case Section::Pairs:
        return OptionsDialog::tr("&Q/DQ pairs");
    case Section::Nodes:
        return OptionsDialog::tr("&Nodes");
    case Section::More:
        break;
    }
    return OptionsDialog::tr("&Algorithms");
}

/// What counts for the whole page; empty for most.
QString sectionNote(Section section)
{
    if (section == Section::WeightOnly)
        return OptionsDialog::tr("For the format Weight-only, and for nodes whose precision is “weight-only”.");
    return {};
}

void addNote(QGridLayout &form, const QString &text)
{
    if (text.isEmpty())
        return;
    auto *note = new QLabel(text);
    note->setWordWrap(true);
    note->setContentsMargins(0, 0, 0, kBetween);
    form.addWidget(note, 0, 0, 1, 2);
}

} // namespace

OptionsDialog::OptionsDialog(Document *document, QWidget *parent)
    : QDialog(parent), m_document(document), m_tabs(new QTabWidget(this)), m_problem(new QLabel(this))
{
    setObjectName(QStringLiteral("optionsDialog"));
    setWindowTitle(tr("Quantization options"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_tabs, 1);
    m_problem->setWordWrap(true);
    QPalette colours = m_problem->palette();
    colours.setColor(QPalette::WindowText, Theme::instance().excluded());
    m_problem->setPalette(colours);
    layout->addWidget(m_problem);
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close | QDialogButtonBox::RestoreDefaults, this);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *restore = buttons->button(QDialogButtonBox::RestoreDefaults);
    restore->setToolTip(tr("All options as the profile has them; the choice of nodes stays. Can be undone."));
    connect(restore, &QPushButton::clicked, this, [this] {
        const Recipe &now = m_document->recipe();
        Recipe recipe = defaultRecipe(now.profile);
        recipe.exclude = now.exclude;
        recipe.include = now.include;
        recipe.excludeOps = now.excludeOps;
        recipe.tensors = now.tensors;
        recipe.format.modes = now.format.modes;
        m_document->editRecipe(tr("Default options"), recipe);
    });
    connect(document, &Document::recipeChanged, this, &OptionsDialog::follow);
    connect(document, &Document::modelChanged, this, &OptionsDialog::follow);
    build();
    // No page is scrolled sideways, in no language.
    int widest = fontMetrics().averageCharWidth() * kWidth;
    for (int page = 0; page < m_tabs->count(); ++page)
        widest = std::max(widest, qobject_cast<QScrollArea *>(m_tabs->widget(page))->widget()->minimumSizeHint().width());
    resize(widest + style()->pixelMetric(QStyle::PM_ScrollBarExtent) + 2 * style()->pixelMetric(QStyle::PM_LayoutLeftMargin) + kBetween,
        fontMetrics().height() * 46);
}

QWidget *OptionsDialog::editor(const std::string &path) const { return m_tabs->findChild<QWidget *>(QString::fromStdString(path)); }

void OptionsDialog::build()
{
    const QScopedValueRollback guard(m_following, true);
    m_fields = recipeFields(m_document->recipe());
    for (const Section section : {Section::Scheme, Section::WeightOnly, Section::Pairs, Section::Nodes, Section::More}) {
        auto *page = new QWidget;
        auto *form = new QGridLayout(page);
        form->setVerticalSpacing(2);
        form->setHorizontalSpacing(12);
        form->setColumnStretch(1, 1);
        addNote(*form, sectionNote(section));
        for (const RecipeField &field : m_fields) {
            if (field.section == section)
                addField(*form, field);
        }
        form->setRowStretch(form->rowCount(), 1);
        auto *scroll = new QScrollArea;
        scroll->setWidgetResizable(true);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidget(page);
        m_tabs->addTab(scroll, sectionText(section));
    }
}

void OptionsDialog::addField(QGridLayout &form, const RecipeField &field)
{
    QWidget *widget = makeEditor(field);
    widget->setObjectName(QString::fromStdString(field.path));
    widget->setToolTip(field.tip);
    widget->setAccessibleName(field.label);
    widget->setAccessibleDescription(field.tip);
    auto *tip = new QLabel(field.tip);
    tip->setWordWrap(true);
    tip->setForegroundRole(QPalette::PlaceholderText);
    tip->setContentsMargins(0, 0, 0, kBetween);
    const int row = form.rowCount();
    if (field.kind != Kind::Switch) {
        auto *label = new QLabel(field.label);
        label->setBuddy(widget);
        label->setToolTip(field.tip);
        const bool lines = field.kind == Kind::Lines;
        form.addWidget(label, row, 0, lines ? Qt::AlignTop : Qt::AlignVCenter);
    }
    form.addWidget(widget, row, 1);
    form.addWidget(tip, row + 1, 1);
    showValue(widget, field);
}

QWidget *OptionsDialog::makeEditor(const RecipeField &field)
{
    const std::string path = field.path;
    switch (field.kind) {
    case Kind::Switch: {
        auto *box = new QCheckBox(field.label);
        connect(box, &QCheckBox::toggled, this, [this, path](bool on) { edit(path, on); });
        return box;
    }
    case Kind::Whole:
    case Kind::Number: {
        auto *box = new NumberBox;
        box->setDecimals(field.kind == Kind::Whole ? 0 : kDecimals);
        box->setRange(field.zero.isEmpty() ? -kLargest : 0, kLargest);
        box->setSpecialValueText(field.zero);
        box->setSuffix(field.unit);
        box->setStepType(field.kind == Kind::Whole ? QAbstractSpinBox::DefaultStepType : QAbstractSpinBox::AdaptiveDecimalStepType);
        box->setKeyboardTracking(false);
        connect(box, &QDoubleSpinBox::valueChanged, this, [this, path](double value) { edit(path, value); });
        return box;
    }
    case Kind::Choice: {
        auto *box = new QComboBox;
        for (const RecipeField::Choice &choice : field.choices) {
            box->addItem(choice.text, choice.word);
            box->setItemData(box->count() - 1, choice.tip, Qt::ToolTipRole);
        }
        connect(box, &QComboBox::activated, this, [this, path, box] { edit(path, box->currentData()); });
        return box;
    }
    case Kind::Text: {
        auto *line = new QLineEdit;
        connect(line, &QLineEdit::editingFinished, this, [this, path, line] { edit(path, line->text()); });
        return line;
    }
    case Kind::Lines:
        break;
    }
    auto *lines = new LinesEdit;
    lines->setFixedHeight(fontMetrics().lineSpacing() * kLinesShown + 12);
    lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    connect(lines, &LinesEdit::done, this, [this, path, lines] { edit(path, lines->toPlainText().split(QLatin1Char('\n'))); });
    return lines;
}

void OptionsDialog::showValue(QWidget *editor, const RecipeField &field)
{
    switch (field.kind) {
    case Kind::Switch:
        qobject_cast<QCheckBox *>(editor)->setChecked(field.value.toBool());
        break;
    case Kind::Whole:
    case Kind::Number:
        qobject_cast<QDoubleSpinBox *>(editor)->setValue(field.value.toDouble());
        break;
    case Kind::Choice: {
        auto *box = qobject_cast<QComboBox *>(editor);
        box->setCurrentIndex(box->findData(field.value));
        break;
    }
    case Kind::Text:
        qobject_cast<QLineEdit *>(editor)->setText(field.value.toString());
        break;
    case Kind::Lines: {
        auto *lines = qobject_cast<QPlainTextEdit *>(editor);
        // What is being typed is not taken away.
        if (const QString text = field.value.toStringList().join(QLatin1Char('\n')); !lines->hasFocus() && lines->toPlainText() != text)
            lines->setPlainText(text);
        break;
    }
    }
}

void OptionsDialog::follow()
{
    const QScopedValueRollback guard(m_following, true);
    m_problem->hide();
    m_fields = recipeFields(m_document->recipe());
    for (const RecipeField &field : m_fields) {
        if (QWidget *widget = editor(field.path))
            showValue(widget, field);
    }
}

void OptionsDialog::edit(const std::string &path, const QVariant &value)
{
    const auto field = std::ranges::find(m_fields, path, &RecipeField::path);
    if (m_following || field == m_fields.end())
        return;
    const auto recipe = withField(m_document->recipe(), *field, value);
    if (!recipe) {
        // A list keeps what was typed, to be mended; a number goes back.
        if (field->kind != Kind::Lines) {
            const QScopedValueRollback guard(m_following, true);
            showValue(editor(path), *field);
        }
        m_problem->setText(messageText(recipe.error()));
        m_problem->show();
        return;
    }
    m_problem->hide();
    m_document->editRecipe(field->label, *recipe);
}

} // namespace halftone
