// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/status_strip.h"

#include "core/document/attempts.h"
#include "core/document/document.h"
#include "core/document/issues_model.h"
#include "core/jobs/job_runner.h"
#include "widgets/common/elided_label.h"
#include "widgets/common/format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include <cmath>

namespace halftone {

namespace {

using namespace std::chrono_literals;
constexpr auto kShowAfter = 250ms;
/// Estimates before this share is done are noise.
constexpr double kEstimateFrom = 0.05;
/// From here on a quantized model is called slower, and Issues say why.
constexpr double kSlower = 1.1;

/// Measuring, previews and autosaving are no news.
bool isWorthShowing(JobKind kind) { return kind != JobKind::Preview && kind != JobKind::Measure && kind != JobKind::Session; }

QString beforeAfter(double before, double after)
{
    if (std::isnan(after))
        return {};
    if (std::isnan(before) || before == after)
        return formatDb(after);
    return QStringLiteral("%1 → %2").arg(formatDbNumber(before), formatDb(after));
}

} // namespace

StatusStrip::StatusStrip(Document *document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(this))
    , m_left(new ElidedLabel(this))
    , m_right(new QLabel(this))
    , m_issues(new QToolButton(this))
{
    m_progress->setFixedWidth(fontMetrics().averageCharWidth() * 22);
    m_progress->setFixedHeight(fontMetrics().height());
    m_progress->setTextVisible(false);
    m_left->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_cancel->setObjectName(QStringLiteral("cancelJob"));
    m_cancel->setFlat(true);
    m_issues->setObjectName(QStringLiteral("statusIssues"));
    m_issues->setAutoRaise(true);
    m_issues->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(10);
    layout->addWidget(m_progress);
    layout->addWidget(m_left);
    layout->addWidget(m_cancel);
    layout->addStretch(1);
    layout->addWidget(m_right);
    layout->addWidget(m_issues);

    m_delay.setSingleShot(true);
    m_delay.setInterval(kShowAfter);
    connect(&m_delay, &QTimer::timeout, this, &StatusStrip::updateJob);
    connect(document->jobs(), &JobRunner::changed, this, [this] {
        // What is shown already follows at once; a new job waits to see whether it lasts.
        if (m_progress->isVisible() || m_document->jobs()->isIdle())
            updateJob();
        else if (!m_delay.isActive())
            m_delay.start();
    });
    connect(m_cancel, &QPushButton::clicked, document, &Document::cancel);
    connect(m_issues, &QToolButton::clicked, this, &StatusStrip::issuesRequested);
    connect(document, &Document::modelChanged, this, &StatusStrip::updateFigures);
    connect(document, &Document::statisticsChanged, this, &StatusStrip::updateFigures);
    connect(document, &Document::errorsChanged, this, &StatusStrip::updateFigures);
    connect(document, &Document::currencyChanged, this, &StatusStrip::updateFigures);
    connect(document, &Document::recipeChanged, this, &StatusStrip::updateFigures);
    connect(document->attempts(), &Attempts::changed, this, &StatusStrip::updateFigures);
    connect(document->issues(), &IssuesModel::countChanged, this, &StatusStrip::updateFigures);
    updateFigures();
    updateJob();
}

void StatusStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        updateFigures();
        updateJob();
    }
    QWidget::changeEvent(event);
}

void StatusStrip::updateJob()
{
    JobRunner::Status shown;
    bool any = false;
    for (const JobRunner::Status &status : m_document->jobs()->running()) {
        if (!isWorthShowing(status.kind))
            continue;
        shown = status;
        any = true;
    }
    m_progress->setVisible(any);
    m_cancel->setVisible(any);
    if (!any) {
        m_delay.stop();
        updateFigures();
        return;
    }
    const auto steps = [](std::int64_t count) { return static_cast<int>(std::min<std::int64_t>(count, 1 << 30)); };
    m_progress->setRange(0, steps(shown.total));
    m_progress->setValue(steps(shown.done));
    QString text = shown.cancelling ? tr("Cancelling…") : shown.title;
    const double fraction = shown.total > 0 ? static_cast<double>(shown.done) / static_cast<double>(shown.total) : 0;
    if (!shown.cancelling && shown.total > 1) {
        text += tr(" %1 of %2").arg(shown.done).arg(shown.total);
        if (fraction > kEstimateFrom && shown.seconds > 1)
            text += tr(", %1 left").arg(formatSeconds(shown.seconds * (1 - fraction) / fraction));
    }
    m_left->setText(text);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setEnabled(!shown.cancelling);
}

void StatusStrip::updateFigures()
{
    const auto model = m_document->model();
    if (!m_progress->isVisible()) {
        QStringList parts;
        if (const auto statistics = m_document->statistics())
            parts.append(tr("Calibrated on %n sample(s)", nullptr, static_cast<int>(statistics->samples)));
        else if (model)
            parts.append(tr("Not calibrated"));
        if (m_document->errors())
            parts.append(m_document->errorsAreCurrent() ? tr("refreshed in %1").arg(formatSeconds(m_document->refreshSeconds()))
                                                        : tr("refreshing…"));
        m_left->setText(parts.join(QStringLiteral(" · ")));
    }
    QStringList figures;
    if (m_document->quantizedBytes() > 0)
        figures.append(QStringLiteral("%1 → %2").arg(formatBytes(model->fileBytes), formatBytes(m_document->quantizedBytes())));
    if (const auto errors = m_document->errors())
        figures.append(tr("output %1").arg(beforeAfter(m_document->baselineDb(), errors->outputWorstChannelDb())));
    if (const Attempt *attempt = m_document->attempts()->find(m_document->attempts()->current()); attempt && !std::isnan(attempt->floatMs))
        figures.append(tr("float %1, int8 %2").arg(formatSeconds(attempt->floatMs / 1000), formatSeconds(attempt->int8Ms / 1000))
            + (attempt->int8Ms > attempt->floatMs * kSlower ? QStringLiteral(" ⚠") : QString()));
    m_right->setText(figures.join(QStringLiteral("   ")));
    m_right->setToolTip(tr("Size of the model before and after; SQNR of the outputs' worst channel with everything in int8, and now; time "
                           "of one run (⚠ slower than float: "
                           "Issues say why)"));
    const int issues = m_document->issues()->seriousCount();
    m_issues->setText(issues > 0 ? tr("⚠ %n issue(s)", nullptr, issues) : tr("No issues"));
    m_issues->setVisible(model != nullptr);
}

QString StatusStrip::leftText() const { return m_left->text(); }
QString StatusStrip::rightText() const { return m_right->text(); }

} // namespace halftone
