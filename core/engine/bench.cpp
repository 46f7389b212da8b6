// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/bench.h"

#include "core/engine/executor.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <sys/resource.h>
#include <thread>

namespace halftone {

namespace {

class Stopwatch
{
public:
    double milliseconds() const { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start).count(); }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

Status addTimes(BenchReport &report, std::shared_ptr<const Model> model, std::span<const RuntimeValue> inputs, EngineOptions options,
    int threads, Progress &progress)
{
    constexpr int kProfiledRuns = 5;
    options.profile = true;
    HALFTONE_TRY(auto prepared, PreparedModel::prepare(model, options, progress));
    Executor executor(prepared, threads);
    struct Runs
    {
        std::vector<double> seconds;
        std::string implementation;
    };
    std::map<NodeId, Runs> total;
    for (int i = 0; i <= kProfiledRuns; ++i) {
        HALFTONE_CHECK(executor.run(inputs, nullptr, progress));
        if (i == 0)
            continue; // the planning run
        for (const NodeTime &time : executor.profile()) {
            Runs &runs = total[time.node];
            runs.seconds.resize(kProfiledRuns);
            runs.seconds[static_cast<std::size_t>(i - 1)] += time.seconds;
            runs.implementation = time.implementation;
        }
    }
    std::map<std::string, OperatorTime> byType;
    std::map<std::string, double> longest;
    for (auto &[id, time] : total) {
        // The median: a run that another program interrupted says nothing about a node.
        std::sort(time.seconds.begin(), time.seconds.end());
        const double milliseconds = time.seconds[time.seconds.size() / 2] * 1000;
        const bool isNode = id != kNone;
        const std::string type = isNode ? model->graph->node(id).opType : std::string("planning");
        report.nodes.push_back({isNode ? model->graph->node(id).name : std::string(), type, milliseconds, time.implementation});
        OperatorTime &sum = byType[type];
        sum.type = type;
        ++sum.nodes;
        sum.milliseconds += milliseconds;
        if (milliseconds >= longest[type]) {
            longest[type] = milliseconds;
            sum.implementation = time.implementation;
        }
    }
    for (auto &[type, time] : byType)
        report.operators.push_back(std::move(time));
    const auto longer = [](const auto &a, const auto &b) { return a.milliseconds > b.milliseconds; };
    std::stable_sort(report.operators.begin(), report.operators.end(), longer);
    std::stable_sort(report.nodes.begin(), report.nodes.end(), longer);
    return {};
}

} // namespace

Result<BenchReport> bench(
    std::shared_ptr<const Model> model, std::span<const RuntimeValue> inputs, const BenchOptions &options, Progress &progress)
{
    BenchReport report;
    report.runs = std::max(1, options.runs);
    report.threads = options.threads > 0 ? options.threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    EngineOptions engine;
    engine.oneDnn = options.oneDnn;
    {
        const Stopwatch preparing;
        HALFTONE_TRY(auto prepared, PreparedModel::prepare(model, engine, progress));
        report.prepareMs = preparing.milliseconds();
        Executor executor(prepared, report.threads);
        std::vector<double> times;
        for (int i = -2; i < report.runs; ++i) {
            const Stopwatch running;
            HALFTONE_CHECK(executor.run(inputs, nullptr, progress));
            if (i == -2)
                report.firstRunMs = running.milliseconds();
            else if (i >= 0)
                times.push_back(running.milliseconds());
            if (!progress.report(i + 3, report.runs + 2))
                return Error(errc::kCancelled);
        }
        std::sort(times.begin(), times.end());
        const auto at
            = [&times](double part) { return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1) + 0.5)]; };
        report.minimumMs = times.front();
        report.medianMs = at(0.5);
        report.p95Ms = at(0.95);
        report.arenaMib = static_cast<double>(executor.arenaBytes()) / (1 << 20);
        report.peakMib = peakResidentMib();
    }
    HALFTONE_CHECK(addTimes(report, model, inputs, engine, report.threads, progress));
    return report;
}

double peakResidentMib()
{
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return 0;
    return static_cast<double>(usage.ru_maxrss) / 1024; // kibibytes on Linux
}

} // namespace halftone
