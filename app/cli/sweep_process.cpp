// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sweep_process.h"

#include "core/engine/primitive_library.h"
#include "core/engine/sweep/sweep.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>

namespace halftone {

namespace {

/// Values of DNNL_MAX_CPU_ISA, best first; several may mean the same set on a machine.
constexpr const char *kLimits[] = {
    "ALL", "AVX512_CORE_FP16", "AVX512_CORE_BF16", "AVX512_CORE_VNNI", "AVX512_CORE", "AVX2_VNNI_2", "AVX2_VNNI", "AVX2", "AVX", "SSE41"};
/// After so many crashes it is clear that this machine is not well.
constexpr int kMostCrashes = 20;

/// The cases under one limit, over as many processes as it takes.
class LimitedSweep
{
public:
    LimitedSweep(const char *limit, const SweepRequest &request, bool thorough, SweepResult &result)
        : m_limit(limit), m_request(request), m_thorough(thorough), m_result(result)
    {
    }

    Status run(Progress &progress, std::int64_t done, std::int64_t total)
    {
        for (int crashes = 0; crashes < kMostCrashes; ++crashes) {
            QProcess process;
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("DNNL_MAX_CPU_ISA"), QString::fromLatin1(m_limit));
            process.setProcessEnvironment(environment);
            process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            process.start(QCoreApplication::applicationFilePath(), arguments());
            while (process.state() != QProcess::NotRunning || process.canReadLine()) {
                if (!process.canReadLine())
                    process.waitForReadyRead(100);
                while (process.canReadLine() && !m_isKnown)
                    take(process.readLine().trimmed());
                if (m_isKnown || !progress.report(done + static_cast<std::int64_t>(m_case), total)) {
                    process.kill();
                    process.waitForFinished();
                    return m_isKnown ? Status() : Status(Error(errc::kCancelled));
                }
            }
            if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 && m_isDone)
                return {};
            m_result.faults.push_back({m_set, m_name, "ended by signal " + std::to_string(process.exitCode())});
            m_request.first = m_case + 1;
        }
        return {};
    }

private:
    QStringList arguments() const
    {
        QStringList words{
            QStringLiteral("doctor"), QStringLiteral("--in-this-process"), QStringLiteral("--first"), QString::number(m_request.first)};
        if (!m_request.only.empty())
            words << QStringLiteral("--only") << QString::fromStdString(m_request.only);
        if (m_thorough)
            words << QStringLiteral("--thorough");
        return words;
    }

    void take(const QByteArray &line)
    {
        const auto rest = [&line](int words) { return line.split(' ').mid(words).join(' ').toStdString(); };
        if (line.startsWith("set ")) {
            const std::string set = rest(1);
            m_isKnown = m_set.empty() && m_result.sets.contains(QString::fromStdString(set));
            if (m_set.empty() && !m_isKnown)
                m_result.sets.append(QString::fromStdString(set));
            m_set = set;
        } else if (line.startsWith("case ")) {
            m_case = line.split(' ').at(1).toULongLong();
            m_name = rest(2);
        } else if (line.startsWith("fault ")) {
            m_result.faults.push_back({m_set, m_name, rest(1)});
        } else if (line == "done") {
            m_isDone = true;
        }
    }

    const char *m_limit;
    SweepRequest m_request;
    bool m_thorough;
    SweepResult &m_result;
    std::string m_set;
    std::string m_name;
    std::size_t m_case = 0;
    bool m_isKnown = false;
    bool m_isDone = false;
};

std::vector<SweepItem> itemsOf(const SweepRequest &request)
{
    std::vector<SweepItem> items = sweepItems(request.seeds);
    std::erase_if(items, [&](const SweepItem &item) { return item.name().find(request.only) == std::string::npos; });
    return items;
}

} // namespace

void sweepHere(const SweepRequest &request)
{
    const auto say = [](const char *what, const std::string &text) {
        std::printf("%s%s\n", what, text.c_str());
        std::fflush(stdout);
    };
    say("set ", primitiveInstructionSet());
    const std::vector<SweepItem> items = itemsOf(request);
    for (std::size_t i = request.first; i < items.size(); ++i) {
        say("case ", std::to_string(i) + " " + items[i].name());
        if (const std::string fault = runSweepItem(items[i]); !fault.empty())
            say("fault ", fault);
    }
    say("done", {});
}

Result<SweepResult> sweepInProcesses(const SweepRequest &request, bool thorough, Progress &progress)
{
    SweepResult result;
    result.cases = static_cast<int>(itemsOf(request).size());
    const std::int64_t total = result.cases * static_cast<std::int64_t>(std::size(kLimits));
    std::int64_t done = 0;
    for (const char *limit : kLimits) {
        HALFTONE_CHECK(LimitedSweep(limit, request, thorough, result).run(progress, done, total));
        done += result.cases;
    }
    return result;
}

} // namespace halftone
