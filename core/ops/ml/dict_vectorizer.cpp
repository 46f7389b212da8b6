// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/dispatch.h"
#include "core/ops/ml/feature_rows.h"
#include "core/ops/ml/map_input.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

std::vector<MapKey> vocabularyOf(const Node &node)
{
    const auto texts = stringsAttribute(node, "string_vocabulary");
    if (!texts.empty())
        return {texts.begin(), texts.end()};
    const auto numbers = node.intsAttribute("int64_vocabulary");
    return {numbers.begin(), numbers.end()};
}

class DictVectorizer final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"DictVectorizer", kMl, OpCategory::Other, "Values of a map as one row in the order of a vocabulary, zero where absent."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &element = context.input(0).type.element;
        context.setOutput(0, element ? element->dtype : DType::Undefined,
            std::vector<Dim>{Dim(1), Dim(static_cast<std::int64_t>(vocabularyOf(context.node()).size()))});
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const std::vector<MapKey> vocabulary = vocabularyOf(context.node());
        HALFTONE_TRY(const auto keys, mapInput(context, 0));
        const Tensor &values = context.input(0).map().values;
        HALFTONE_TRY(Tensor result, Tensor::allocate(values.dtype(), Shape{1, static_cast<std::int64_t>(vocabulary.size())}));
        const bool known = visitUnit(values.dtype(), [&](auto unit) {
            using Unit = decltype(unit);
            for (std::size_t i = 0; i < vocabulary.size(); ++i)
                if (const auto found = keys.find(vocabulary[i]); found != keys.end())
                    mutableUnitsOf<Unit>(result)[i] = unitsOf<Unit>(values)[found->second];
        });
        if (!known)
            return context.unsupported("values of type " + std::string(dtypeName(values.dtype())));
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(DictVectorizer)

} // namespace halftone
