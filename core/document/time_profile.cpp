// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/time_profile.h"

#include "core/document/document.h"
#include "core/document/messages.h"
#include "core/jobs/job_runner.h"

namespace halftone {

TimeProfile::TimeProfile(Document *document, QObject *parent) : QObject(parent), m_document(document)
{
    connect(document, &Document::modelChanged, this, &TimeProfile::forget);
    connect(document, &Document::factsChanged, this, &TimeProfile::changed);
    connect(document, &Document::recipeChanged, this, &TimeProfile::age);
    connect(document, &Document::quantizedChanged, this, &TimeProfile::age);
}

void TimeProfile::measure()
{
    if (!m_document->model() || !m_document->facts())
        return;
    const bool both = m_document->quantized() && m_document->errorsAreCurrent();
    TimedModels models{m_document->model(), m_document->facts(), m_document->preparedModel(), both ? m_document->quantized() : nullptr,
        m_document->sampleSpec()};
    m_document->jobs()->start<NodeTimes>(
        JobKind::Profile, tr("Measuring times"),
        [models = std::move(models)](Progress &progress) { return measureNodeTimes(models, progress); },
        [this](Result<NodeTimes> result) {
            if (result) {
                m_times = std::make_shared<const NodeTimes>(std::move(*result));
                m_current = true;
            } else if (!(result.error().code() == errc::kCancelled)) {
                emit m_document->failed(messageText(result.error()));
            }
            emit changed();
        });
    emit changed();
}

bool TimeProfile::isMeasuring() const { return m_document->jobs()->isRunning(JobKind::Profile); }

void TimeProfile::forget()
{
    m_times.reset();
    m_current = false;
    emit changed();
}

void TimeProfile::age()
{
    // A measurement under way would mix with the refresh, and its model is no longer the one.
    m_document->jobs()->drop(JobKind::Profile);
    m_current = false;
    emit changed();
}

} // namespace halftone
