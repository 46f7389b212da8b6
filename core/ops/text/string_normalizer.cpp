// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/text/utf8.h"

#include <set>

namespace halftone {

namespace {

class StringNormalizer final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"StringNormalizer", "", OpCategory::Other, "Drops stop words and changes the case of texts.", 10};
    }

    Status infer(InferContext &context) const override
    {
        auto shape = context.inputShape(0);
        if (shape && !shape->empty() && context.node().attribute("stopwords"))
            shape->back() = Dim::unknown();
        context.setOutput(0, DType::String, std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        const bool matrix = shape.rank() == 2 && shape[0] == 1;
        if (input.dtype() != DType::String || (shape.rank() != 1 && !matrix))
            return context.badArgument(std::string(dtypeName(input.dtype())) + " " + shape.toString(), "a row of texts");
        const bool sensitive = context.node().intAttribute("is_case_sensitive", 0) != 0;
        const std::string change = context.node().stringAttribute("case_change_action", "NONE");
        std::set<std::string> stopWords;
        for (const std::string &word : stringsAttribute(context.node(), "stopwords"))
            stopWords.insert(sensitive ? word : lowerCase(word));
        std::vector<std::string> kept;
        for (const std::string &text : input.strings())
            if (!stopWords.contains(sensitive ? text : lowerCase(text)))
                kept.push_back(change == "LOWER" ? lowerCase(text) : change == "UPPER" ? upperCase(text) : text);
        // Nothing left is one empty text.
        if (kept.empty())
            kept.emplace_back();
        const auto count = static_cast<std::int64_t>(kept.size());
        context.setOutput(0, Tensor::ofStrings(matrix ? Shape{1, count} : Shape{count}, std::move(kept)));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(StringNormalizer)

} // namespace halftone
