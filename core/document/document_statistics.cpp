// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/document.h"
#include "core/document/document_private.h"
#include "core/document/statistics_command.h"
#include "core/quant/merge_statistics.h"

#include <QFileInfo>

namespace halftone {

namespace {

/// Statistics of a file, made sure that they are of this model; together with `earlier` ones when given.
Result<Statistics> readFitting(std::shared_ptr<const Model> model, const PreprocessOptions &passes,
    const std::map<std::string, std::int64_t> &dims, const std::string &path, std::shared_ptr<const Statistics> earlier, Progress &progress)
{
    HALFTONE_TRY(Statistics found, loadStatistics(path));
    HALFTONE_TRY(const PreparedGraph prepared, preprocess(std::move(model), passes, progress));
    HALFTONE_TRY(const GraphFacts facts, inferFacts(*prepared.model, dims, progress));
    HALFTONE_CHECK(checkStatistics(*prepared.model->graph, facts, found, path));
    if (!earlier)
        return found;
    Statistics both = *earlier;
    HALFTONE_CHECK(mergeStatistics(both, std::move(found)));
    return both;
}

} // namespace

void Document::saveStatistics(const QString &path)
{
    if (!d->calibration)
        return;
    if (const Status status = halftone::saveStatistics(*d->calibration->statistics, path.toStdString()); !status)
        d->fail(status.error());
}

void Document::loadStatistics(const QString &path) { d->takeStatistics(tr("Load %1").arg(QFileInfo(path).fileName()), path, nullptr); }

void Document::mergeStatistics(const QString &path)
{
    if (d->calibration)
        d->takeStatistics(tr("Merge %1").arg(QFileInfo(path).fileName()), path, d->calibration->statistics);
}

void Document::Private::takeStatistics(const QString &text, const QString &path, std::shared_ptr<const Statistics> earlier)
{
    if (!model || !facts)
        return;
    jobs.start<Statistics>(
        JobKind::Calibrate, text,
        [opened = model, passes = recipe.preprocess, dims = spec.dims, file = path.toStdString(), earlier](
            Progress &progress) { return readFitting(opened, passes, dims, file, earlier, progress); },
        [this, text](Result<Statistics> result) {
            if (!result)
                return fail(result.error());
            auto found = std::make_shared<const Statistics>(std::move(*result));
            if (!calibration)
                return startCalibration(std::move(found));
            used = calibration->statistics;
            push(new StatisticsCommand(text, used, std::move(found), [this](const auto &expected, const auto &next) {
                if (used == expected)
                    startCalibration(next);
            }));
        });
}

} // namespace halftone
