// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/instruction_set.h"
#include "tests/engine/small_model.h"

#include <QString>

#include <functional>

namespace halftone::test {

using Ints = std::vector<std::int64_t>;

/// One graph with its inputs, made from a seed.
struct Case
{
    SmallModel model;
    std::vector<RuntimeValue> inputs;
    /// Part of an implementation's name that the profile must show, so that the test is about the primitive.
    std::string expects = "oneDNN";
};

using CaseMaker = std::function<Case(std::mt19937 &)>;

inline std::int64_t pick(std::mt19937 &random, std::int64_t low, std::int64_t high)
{
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

/// Runs some cases with primitives, twice each, and with the reference kernels alone; what differs, or nothing.
inline QString differenceFromReference(const CaseMaker &make)
{
    constexpr double kTolerance = 1e-4;
    bool seen = false;
    for (unsigned seed = 0; seed < 6; ++seed) {
        std::mt19937 random(seed);
        const Case made = make(random);
        const auto model = made.model.make();
        const auto wanted = Runner(model, referenceOnly()).run(made.inputs);
        if (!wanted)
            return QString::fromStdString(wanted.error().debugText());
        EngineOptions options;
        options.profile = true;
        Runner runner(model, options);
        for (int repeat = 0; repeat < 2; ++repeat) {
            const auto found = runner.run(made.inputs);
            if (!found)
                return QString::fromStdString(found.error().debugText());
            if (found->size() != wanted->size())
                return QStringLiteral("another number of outputs");
            for (std::size_t i = 0; i < found->size(); ++i) {
                const double error = normalizedError((*found)[i].tensor(), (*wanted)[i].tensor());
                if (!(error < kTolerance))
                    return QStringLiteral("seed %1, run %2: %3").arg(seed).arg(repeat).arg(error);
            }
        }
        for (const NodeTime &time : runner.executor().profile())
            seen = seen || time.implementation.find(made.expects) != std::string::npos;
    }
    return seen ? QString() : QStringLiteral("no primitive was used");
}

} // namespace halftone::test
