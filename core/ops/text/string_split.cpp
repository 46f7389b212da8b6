// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

#include <algorithm>

namespace halftone {

namespace {

constexpr std::string_view kBlanks = " \t\n\r\f\v";

/// Parts of `text`, at most `limit` cuts (−1: all). Without a delimiter runs of blanks cut and blanks at the ends are dropped.
std::vector<std::string> parts(std::string_view text, std::string_view delimiter, std::int64_t limit)
{
    std::vector<std::string> result;
    if (!delimiter.empty()) {
        while (limit < 0 || static_cast<std::int64_t>(result.size()) < limit) {
            const std::size_t at = text.find(delimiter);
            if (at == std::string_view::npos)
                break;
            result.emplace_back(text.substr(0, at));
            text.remove_prefix(at + delimiter.size());
        }
        result.emplace_back(text);
        return result;
    }
    for (;;) {
        text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
        if (text.empty())
            return result;
        if (limit >= 0 && static_cast<std::int64_t>(result.size()) == limit) {
            text.remove_suffix(text.size() - 1 - text.find_last_not_of(kBlanks));
            result.emplace_back(text);
            return result;
        }
        const std::size_t end = std::min(text.find_first_of(kBlanks), text.size());
        result.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
}

class StringSplit final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"StringSplit", "", OpCategory::Other, "Cuts each text at a delimiter; shorter rows are filled with empty texts.", 20};
    }

    Status infer(InferContext &context) const override
    {
        auto shape = context.inputShape(0);
        context.setOutput(1, DType::Int64, shape);
        if (shape)
            shape->push_back(Dim::unknown());
        context.setOutput(0, DType::String, std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        if (input.dtype() != DType::String)
            return context.badArgument(std::string(dtypeName(input.dtype())), "texts");
        const std::string delimiter = context.node().stringAttribute("delimiter", "");
        const std::int64_t limit = context.node().intAttribute("maxsplit", -1);
        std::vector<std::vector<std::string>> all;
        std::size_t widest = 0;
        for (const std::string &text : input.strings()) {
            // An empty text has no parts.
            all.push_back(text.empty() ? std::vector<std::string>() : parts(text, delimiter, limit));
            widest = std::max(widest, all.back().size());
        }
        std::vector<std::int64_t> dims = input.shape().dims();
        dims.push_back(static_cast<std::int64_t>(widest));
        HALFTONE_TRY(Tensor result, Tensor::allocate(DType::String, Shape(std::move(dims))));
        HALFTONE_TRY(Tensor counts, Tensor::allocateUninitialized(DType::Int64, input.shape()));
        for (std::size_t i = 0; i < all.size(); ++i) {
            counts.mutableAs<std::int64_t>()[i] = static_cast<std::int64_t>(all[i].size());
            std::ranges::move(all[i], result.mutableStrings().begin() + static_cast<std::ptrdiff_t>(i * widest));
        }
        context.setOutput(0, std::move(result));
        context.setOutput(1, std::move(counts));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(StringSplit)

} // namespace halftone
