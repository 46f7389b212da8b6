// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figures_json.h"

#include "core/document/messages.h"
#include "core/document/report.h"

#include <cmath>

namespace halftone {

using Json = nlohmann::ordered_json;

namespace {

const char *severityName(Issue::Severity severity)
{
    switch (severity) {
    case Issue::Severity::Problem:
        return "problem";
    case Issue::Severity::Warning:
        return "warning";
    case Issue::Severity::Info:
        break;
    }
    return "info";
}

} // namespace

Json decibelsJson(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json decibelsJson(const std::vector<double> &values)
{
    Json list = Json::array();
    list.get_ref<Json::array_t &>().reserve(values.size());
    for (const double value : values)
        list.push_back(decibelsJson(value));
    return list;
}

Json shapeJson(const Type &type)
{
    if (!type.shape)
        return nullptr;
    Json dims = Json::array();
    for (const Dim &dim : *type.shape)
        dims.push_back(dim.value() ? Json(*dim.value()) : dim.isUnknown() ? Json(nullptr) : Json(dim.toString()));
    return dims;
}

Json tensorErrorJson(const TensorError &error)
{
    const ErrorFigures &figures = error.accumulated;
    return {{"name", error.tensor}, {"producer", error.producer}, {"kind", tensorKindName(error.kind)},
        {"sqnr_db", decibelsJson(figures.sqnrDb)}, {"worst_channel_db", decibelsJson(figures.worstChannelDb)},
        {"worst_channel", figures.worstChannel}, {"local_sqnr_db", decibelsJson(error.local.sqnrDb)},
        {"local_worst_channel_db", decibelsJson(error.local.worstChannelDb)}, {"mse", figures.mse}, {"max_abs", figures.maxAbs},
        {"cosine", figures.cosine}, {"channels", decibelsJson(figures.channelsDb)}, {"samples", decibelsJson(figures.samplesDb)}};
}

Json issuesJson(const std::vector<Issue> &issues)
{
    Json list = Json::array();
    for (const Issue &issue : issues)
        list.push_back({{"severity", severityName(issue.severity)}, {"code", issue.message.code().id},
            {"text", messageText(issue.message).toStdString()}, {"about", issue.targetName}});
    return list;
}

} // namespace halftone
