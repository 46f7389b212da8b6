// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/figures_json.h"
#include "app/cli/file_errors.h"
#include "app/cli/opened_model.h"
#include "core/document/report.h"
#include "core/quant/compare.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShownTensors = 20;

class CompareCommand final : public Command
{
public:
    const char *name() const override { return "compare"; }
    const char *summary() const override { return "Where a quantized model differs from the float model, tensor by tensor"; }
    void declare(CLI::App &app) override
    {
        app.add_option("FLOAT", m_float, "Float model")->required();
        app.add_option("QUANTIZED", m_quantized, "Quantized model")->required();
        app.add_option("--html", m_html, "Report with charts")->type_name("FILE");
        app.add_option("--csv", m_csv, "Table of all tensors")->type_name("FILE");
        m_data.declare(app, DataOptions::Need::Required);
        m_workers.declare(app);
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    void print(const Console &console, const ErrorReport &errors) const;

    std::string m_float;
    std::string m_quantized;
    std::string m_html;
    std::string m_csv;
    DataOptions m_data;
    WorkerOptions m_workers;
};

/// Figures without a value come last.
double order(const TensorError &error)
{
    const double db = std::isnan(error.accumulated.worstChannelDb) ? error.accumulated.sqnrDb : error.accumulated.worstChannelDb;
    return std::isnan(db) ? std::numeric_limits<double>::infinity() : db;
}

QStringList row(const TensorError &error)
{
    return {QString::fromStdString(error.tensor), CliText::decibels(error.accumulated.sqnrDb),
        CliText::decibels(error.accumulated.worstChannelDb),
        error.accumulated.worstChannel < 0 ? QStringLiteral("–") : QString::number(error.accumulated.worstChannel),
        CliText::decibels(error.local.sqnrDb), CliText::number(error.accumulated.mse), CliText::number(error.accumulated.maxAbs),
        QString::number(error.accumulated.cosine, 'f', 5)};
}

Result<CommandResult> CompareCommand::run(const Console &console, ConsoleProgress &progress)
{
    HALFTONE_TRY(const auto floatModel, openModel(m_float, progress));
    HALFTONE_TRY(const auto quantizedModel, openModel(m_quantized, progress));
    HALFTONE_TRY(const auto samples, m_data.open(*floatModel, console, progress));
    HALFTONE_TRY(const SampleSpec spec, m_data.spec());
    CompareOptions options;
    options.workers = m_workers.workers();
    options.samples = spec.samples;
    options.dims = spec.dims;
    progress.begin(CliText::tr("Comparing"));
    HALFTONE_TRY(const ErrorReport errors, compare(floatModel, matchModels(floatModel, quantizedModel), *samples, options, progress));
    progress.clear();
    console.issues(errors.skipped);
    print(console, errors);

    ReportContent content{floatModel.get(), quantizedModel.get(), &errors};
    if (!m_html.empty())
        HALFTONE_CHECK(writeReportFile(m_html, htmlReport(content)));
    if (!m_csv.empty())
        HALFTONE_CHECK(writeReportFile(m_csv, csvReport(errors)));

    if (console.jsonFile.empty())
        return CommandResult::Done;
    Json tensors = Json::array(), outputs = Json::array();
    for (const TensorError &error : errors.tensors) {
        tensors.push_back(tensorErrorJson(error));
        if (error.kind == TensorError::Kind::Output)
            outputs.push_back(tensors.back());
    }
    if (!console.json({{"tensors", std::move(tensors)}, {"outputs", std::move(outputs)}, {"samples", errors.sampleNames.size()},
            {"skipped", errors.skipped.size()}, {"seconds", errors.seconds}}))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    return CommandResult::Done;
}

void CompareCommand::print(const Console &console, const ErrorReport &errors) const
{
    std::vector<const TensorError *> worst;
    for (const TensorError &error : errors.tensors)
        worst.push_back(&error);
    std::stable_sort(worst.begin(), worst.end(), [](const TensorError *a, const TensorError *b) { return order(*a) < order(*b); });
    const QStringList heading{CliText::tr("Tensor"), CliText::tr("SQNR dB"), CliText::tr("Worst channel dB"), CliText::tr("Channel"),
        CliText::tr("Local dB"), CliText::tr("MSE"), CliText::tr("Max abs"), CliText::tr("Cosine")};
    std::vector<QStringList> rows{heading};
    for (std::size_t i = 0; i < std::min(worst.size(), kShownTensors); ++i)
        rows.push_back(row(*worst[i]));
    console.line(CliText::tr("Worst of %1 tensors, %2 samples:").arg(worst.size()).arg(errors.sampleNames.size()));
    console.table(rows);
    rows = {heading};
    for (const TensorError &error : errors.tensors)
        if (error.kind == TensorError::Kind::Output)
            rows.push_back(row(error));
    console.line(CliText::tr("Outputs:"));
    console.table(rows);
}

} // namespace

std::unique_ptr<Command> makeCompareCommand() { return std::make_unique<CompareCommand>(); }

} // namespace halftone
