// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/preprocess_dialog.h"

#include "core/document/document.h"
#include "core/document/messages.h"
#include "core/document/pass_text.h"
#include "core/jobs/job_runner.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace halftone {

PreprocessDialog::PreprocessDialog(Document *document, QWidget *parent) : QDialog(parent), m_document(document), m_summary(new QLabel(this))
{
    setObjectName(QStringLiteral("preprocessDialog"));
    setWindowTitle(tr("Preprocess model"));
    auto *layout = new QVBoxLayout(this);
    auto *intro = new QLabel(tr("What is done to the float model before it is quantized. None of it changes what the model computes. After "
                                "a change the data are "
                                "run through the model once more."),
        this);
    intro->setWordWrap(true);
    layout->addWidget(intro);
    auto *grid = new QGridLayout;
    grid->setColumnStretch(0, 1);
    grid->setHorizontalSpacing(24);
    for (const PassInfo &pass : preprocessPasses()) {
        Row row{std::string(pass.name), new QCheckBox(passTitle(pass.name), this), new QLabel(this)};
        auto *tip = new QLabel(passTip(pass.name), this);
        tip->setWordWrap(true);
        tip->setForegroundRole(QPalette::PlaceholderText);
        tip->setIndent(fontMetrics().height() + 6);
        row.box->setToolTip(tip->text());
        row.effect->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const int line = grid->rowCount();
        grid->addWidget(row.box, line, 0);
        grid->addWidget(row.effect, line, 1);
        grid->addWidget(tip, line + 1, 0, 1, 2);
        connect(row.box, &QCheckBox::clicked, this, &PreprocessDialog::edit);
        m_rows.push_back(std::move(row));
    }
    layout->addLayout(grid);
    layout->addStretch(1);
    layout->addWidget(m_summary);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close | QDialogButtonBox::RestoreDefaults, this);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this, [this] {
        Recipe recipe = m_document->recipe();
        recipe.preprocess = {};
        m_document->editRecipe(tr("Default preprocessing"), recipe);
    });
    connect(document, &Document::recipeChanged, this, &PreprocessDialog::follow);
    connect(document, &Document::modelChanged, this, &QDialog::close);
    follow();
    const int width = fontMetrics().averageCharWidth() * 96;
    resize(width, layout->totalHeightForWidth(width));
}

QCheckBox *PreprocessDialog::passBox(const std::string &name) const
{
    const auto found = std::ranges::find(m_rows, name, &Row::name);
    return found == m_rows.end() ? nullptr : found->box;
}

QString PreprocessDialog::effectText(const std::string &name) const
{
    const auto found = std::ranges::find(m_rows, name, &Row::name);
    return found == m_rows.end() ? QString() : found->effect->text();
}

void PreprocessDialog::follow()
{
    const PreprocessOptions &options = m_document->recipe().preprocess;
    const auto passes = preprocessPasses();
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i].box->setChecked(options.runs(passes[i]));
    tryPasses();
}

void PreprocessDialog::edit()
{
    const auto passes = preprocessPasses();
    PreprocessOptions options;
    options.passes.emplace();
    bool asDefault = true;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].box->isChecked())
            options.passes->push_back(m_rows[i].name);
        asDefault = asDefault && m_rows[i].box->isChecked() == passes[i].byDefault;
    }
    Recipe recipe = m_document->recipe();
    recipe.preprocess = asDefault ? PreprocessOptions{} : options;
    m_document->editRecipe(tr("Preprocessing"), recipe);
}

void PreprocessDialog::tryPasses()
{
    if (!m_document->model())
        return;
    const PreprocessOptions options = m_document->recipe().preprocess;
    for (const Row &row : m_rows)
        row.effect->clear();
    m_summary->setText(tr("Trying…"));
    m_document->jobs()->start<PreparedGraph>(
        JobKind::Prepare, tr("Preprocessing"),
        [model = m_document->model(), options](Progress &progress) { return preprocess(model, options, progress); },
        [self = QPointer(this), options](Result<PreparedGraph> result) {
            if (!self)
                return;
            if (result)
                self->showEffects(*result, options);
            else
                self->m_summary->setText(messageText(result.error()));
        });
}

void PreprocessDialog::showEffects(const PreparedGraph &prepared, const PreprocessOptions &options)
{
    const auto passes = preprocessPasses();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto found = std::ranges::find(prepared.passes, m_rows[i].name, &std::pair<std::string, int>::first);
        const int changes = found == prepared.passes.end() ? 0 : found->second;
        m_rows[i].effect->setText(!options.runs(passes[i]) ? tr("off")
                : changes > 0                              ? tr("%n change(s)", nullptr, changes)
                                                           : tr("nothing to do"));
    }
    m_summary->setText(tr("%1 → %2 nodes").arg(m_document->model()->graph->nodes().size()).arg(prepared.model->graph->nodes().size()));
}

} // namespace halftone
