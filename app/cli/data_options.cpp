// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/data_options.h"

#include "app/cli/cli_text.h"
#include "app/cli/command.h"
#include "core/document/open_data.h"
#include "core/quant/ordered_workers.h"

#include <CLI/CLI.hpp>

#include <charconv>

namespace halftone {

void DimOptions::declare(CLI::App &app)
{
    app.add_option("--dim", m_dims, "Value of a symbolic dimension (default 1)")->type_name("NAME=N")->expected(1)->take_all();
}

Result<std::map<std::string, std::int64_t>> DimOptions::dims() const
{
    std::map<std::string, std::int64_t> result;
    for (const std::string &text : m_dims) {
        const auto equals = text.rfind('=');
        std::int64_t value = -1;
        if (equals != std::string::npos && equals > 0)
            std::from_chars(text.data() + equals + 1, text.data() + text.size(), value);
        if (value < 0 || std::to_string(value) != text.substr(equals + 1))
            return Error(errc::kWrongUsage,
                {CliText::tr("--dim %1: NAME=N with a whole number is expected").arg(QString::fromStdString(text)).toStdString()});
        result[text.substr(0, equals)] = value;
    }
    return result;
}

void WorkerOptions::declare(CLI::App &app)
{
    app.add_option("--workers", m_workers, "Samples computed at once (default: the number of cores)")->check(CLI::Range(1, 1024));
    app.add_option("--threads", m_threads, "Threads in all, when --workers is not given")->check(CLI::Range(1, 1024));
    app.parse_complete_callback([this] { setDefaultWorkers(workers()); });
}

void DataOptions::declare(CLI::App &app, Need need)
{
    auto *data = app.add_option("--data", m_data,
                        "Folder of images or arrays, .npz, .npy, synthetic:N[:SEED]; INPUT=SPEC for one of several inputs")
                     ->type_name("SPEC")
                     ->expected(1)
                     ->take_all();
    if (need == Need::Required)
        data->required();
    app.add_option("--preprocess", m_preprocess, "resize=,crop=,channels=,scale=,mean=,std=,layout=; the rest follows from the model")
        ->type_name("P");
    app.add_option("--samples", m_samples, "Use the first N samples")->check(CLI::PositiveNumber)->type_name("N");
    m_dims.declare(app);
}

Result<SampleSpec> DataOptions::spec() const
{
    SampleSpec spec;
    spec.data = m_data;
    spec.preprocess = m_preprocess;
    spec.samples = m_samples;
    HALFTONE_TRY(spec.dims, m_dims.dims());
    return spec;
}

Result<std::shared_ptr<SampleSource>> DataOptions::openPlain(const SampleSpec &spec, const Model &model, Progress &progress)
{
    HALFTONE_TRY(const GraphFacts facts, inferFacts(model, spec.dims, progress));
    return openData(spec, model, facts);
}

Result<std::shared_ptr<SampleSource>> DataOptions::open(const Model &model, const Console &console, Progress &progress) const
{
    HALFTONE_TRY(const SampleSpec wanted, spec());
    HALFTONE_TRY(const GraphFacts facts, inferFacts(model, wanted.dims, progress));
    HALFTONE_TRY(auto source, openData(wanted, model, facts));
    HALFTONE_TRY(const std::string preprocessing, effectivePreprocess(wanted, model, facts));
    if (!preprocessing.empty())
        console.note(CliText::tr("Preprocessing: %1").arg(QString::fromStdString(preprocessing)));
    console.issues(source->issues());
    return source;
}

} // namespace halftone
