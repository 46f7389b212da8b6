// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/program.h"
#include "core/model/model_checks.h"

namespace halftone {

Result<std::shared_ptr<const PreparedModel>> PreparedModel::prepare(
    std::shared_ptr<const Model> model, EngineOptions options, Progress &progress)
{
    if (progress.cancelled())
        return Error(errc::kCancelled);
    HALFTONE_CHECK(checkComputable(*model));
    auto d = std::make_unique<Private>();
    d->model = std::move(model);
    d->options = std::move(options);
    HALFTONE_TRY(d->program, Program::make(d->model, d->model->graph, d->model->opsets, d->options, true));
    return std::shared_ptr<const PreparedModel>(std::make_shared<PreparedModel>(std::move(d)));
}

PreparedModel::PreparedModel(std::unique_ptr<Private> d) : m_d(std::move(d)) { }
PreparedModel::~PreparedModel() = default;
const Model &PreparedModel::model() const { return *m_d->model; }
const EngineOptions &PreparedModel::options() const { return m_d->options; }

} // namespace halftone
