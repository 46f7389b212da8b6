// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/no_samples.h"

#include "core/quant/errors.h"
#include "core/quant/sample_inputs.h"

#include <algorithm>
#include <set>

namespace halftone {

namespace {

constexpr std::size_t kMostReasons = 4;

/// The same fault of the same input or node in another sample.
bool isLike(const Error &a, const Error &b)
{
    const auto subject = [](const Error &error) { return error.arguments().empty() ? std::string() : error.arguments().front(); };
    return a.code() == b.code() && subject(a) == subject(b);
}

} // namespace

Error noSamples(std::int64_t tried, const std::vector<Error> &reasons)
{
    std::vector<Error> first;
    for (const Error &reason : reasons) {
        if (first.size() < kMostReasons && std::ranges::none_of(first, [&](const Error &each) { return isLike(each, reason); }))
            first.push_back(reason);
    }
    return Error(errc::kNoSamples, {std::to_string(tried)}).because(std::move(first));
}

Error noSamples(std::int64_t tried, const std::vector<Issue> &skipped)
{
    std::vector<Error> reasons;
    for (const Issue &issue : skipped)
        reasons.push_back(issue.message);
    return noSamples(tried, reasons);
}

std::vector<Error> inputProblems(const Graph &graph, const Sample &sample)
{
    std::vector<Error> problems;
    for (const ValueId id : graph.inputs()) {
        if (auto status = checkInput(graph, id, sample); !status)
            problems.push_back(std::move(status).error());
    }
    return problems;
}

std::optional<Error> dimsHint(const Graph &graph, const Sample &sample, const std::map<std::string, std::int64_t> &dims)
{
    std::set<std::string> names;
    for (const ValueId id : graph.inputs()) {
        const Value &value = graph.value(id);
        const auto found = sample.inputs.find(value.name);
        if (found == sample.inputs.end() || !value.declaredType.isTensor() || !value.declaredType.shape)
            continue;
        for (std::size_t axis = 0; axis < value.declaredType.shape->size(); ++axis) {
            const Dim &dim = (*value.declaredType.shape)[axis];
            if (!dim.isUnknown() && !dim.value() && found->second.shape()[static_cast<int>(axis)] == 1 && !dims.contains(dim.toString()))
                names.insert(dim.toString());
        }
    }
    std::string list;
    for (const std::string &name : names)
        list += (list.empty() ? "" : ", ") + name;
    return list.empty() ? std::nullopt : std::optional(Error(errc::kHintDims, {list}));
}

} // namespace halftone
