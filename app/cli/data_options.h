// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/samples/spec.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace halftone {

/// --dim NAME=N.
class DimOptions
{
public:
    void declare(CLI::App &app);
    Result<std::map<std::string, std::int64_t>> dims() const;

private:
    std::vector<std::string> m_dims;
};

/// --threads N and --workers N of commands that run many samples: samples at once, one thread each.
class WorkerOptions
{
public:
    void declare(CLI::App &app);
    /// 0: as many as there are cores.
    int workers() const { return m_workers > 0 ? m_workers : m_threads; }

private:
    int m_workers = 0;
    int m_threads = 0;
};

/// --data, --preprocess, --samples, --dim.
class DataOptions
{
public:
    enum class Need { Required, Optional };
    void declare(CLI::App &app, Need need);
    bool given() const { return !m_data.empty(); }
    Result<SampleSpec> spec() const;
    /// Opens the data of `spec` without a word.
    static Result<std::shared_ptr<SampleSource>> openPlain(const SampleSpec &spec, const Model &model, Progress &progress);
    /// Opens the data for `model` and prints the preprocessing in full.
    Result<std::shared_ptr<SampleSource>> open(const Model &model, const Console &console, Progress &progress) const;

private:
    std::vector<std::string> m_data;
    std::string m_preprocess;
    std::int64_t m_samples = 0;
    DimOptions m_dims;
};

} // namespace halftone
