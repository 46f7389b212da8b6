// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/softmax_base.h"
#include "core/ops/matmul/matrix_product.h"
#include "core/tensor/cast.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Applies the graph in attribute `name`, if there is one, to `scores`.
Status modify(const KernelContext &context, std::string_view name, Tensor &scores)
{
    const Attribute *attribute = context.node().attribute(name);
    if (!attribute)
        return {};
    const auto *graph = std::get_if<std::shared_ptr<const Graph>>(&attribute->value);
    if (!graph || !*graph)
        return context.badArgument(std::string(name) + " without a graph", "a graph of one input and one output");
    HALFTONE_TRY(std::vector<RuntimeValue> results, context.runSubgraph(**graph, {scores}));
    if (results.size() != 1 || !results[0].isTensor() || results[0].tensor().shape() != scores.shape()
        || results[0].tensor().dtype() != scores.dtype())
        return context.badArgument("the result of " + std::string(name), "one tensor of the scores' type and shape");
    // The subgraph may hand out a tensor that others share.
    HALFTONE_TRY(scores, Tensor::allocateUninitialized(results[0].tensor().dtype(), results[0].tensor().shape()));
    std::copy_n(results[0].tensor().raw(), results[0].tensor().bytes(), scores.mutableRaw());
    return {};
}

/// Q, K and V are [batch, heads, steps, size]; score_mod and prob_mod are graphs over [batch, heads, queries, keys].
class FlexAttention final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"FlexAttention", "ai.onnx.preview", OpCategory::Attention,
            "Scaled dot product attention whose scores and probabilities pass through graphs of the model's own."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &q = context.input(0).shape();
        const auto &v = context.input(2).shape();
        std::optional<std::vector<Dim>> out;
        if (q && v && q->size() == 4 && v->size() == 4)
            out = std::vector<Dim>{(*q)[0], (*q)[1], (*q)[2], (*v)[3]};
        context.setOutput(0, context.input(0).dtype(), std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Shape &q = context.tensor(0).shape();
        const Shape &k = context.tensor(1).shape();
        const Shape &v = context.tensor(2).shape();
        if (q.rank() != 4 || k.rank() != 4 || v.rank() != 4 || k[0] != q[0] || v[0] != q[0] || k[1] < 1 || q[1] % k[1] != 0 || v[1] != k[1]
            || v[2] != k[2] || k[3] != q[3])
            return context.badArgument(
                "Q " + q.toString() + ", K " + k.toString() + ", V " + v.toString(), "matching [batch, heads, steps, size]");
        const DType type = context.tensor(0).dtype();
        HALFTONE_TRY(const DType precision,
            dtypeAttribute(context.node(), "softmax_precision", type == DType::Double ? DType::Double : DType::Float));
        HALFTONE_TRY(Tensor scores, scoresOf(context));
        HALFTONE_TRY(scores, castTensor(scores, precision));
        HALFTONE_CHECK(modify(context, "score_mod", scores));
        HALFTONE_TRY(Tensor wide, castTensor(scores, DType::Double));
        HALFTONE_TRY(Tensor probabilities, Tensor::allocateUninitialized(DType::Double, wide.shape()));
        std::copy_n(wide.raw(), wide.bytes(), probabilities.mutableRaw());
        for (std::int64_t first = 0; first < probabilities.count(); first += k[2])
            softmaxRow(probabilities.mutableAs<double>().data() + first, k[2]);
        HALFTONE_TRY(probabilities, castTensor(probabilities, precision));
        HALFTONE_CHECK(modify(context, "prob_mod", probabilities));

        HALFTONE_TRY(const auto p, Elements<double>::of(probabilities));
        HALFTONE_TRY(const auto values, elements<double>(context, 2));
        HALFTONE_TRY(auto y, Output<double>::make(context, 0, type, Shape{q[0], q[1], q[2], v[3]}));
        for (std::int64_t group = 0; group < q[0] * q[1]; ++group)
            multiply(q[2], k[2], v[3], p.data() + group * q[2] * k[2], values.data() + keyHead(q, k, group) * v[2] * v[3],
                y.data() + group * q[2] * v[3]);
        return y.finish();
    }

private:
    /// Key head, counted over all samples, that query head `group` uses.
    static std::int64_t keyHead(const Shape &q, const Shape &k, std::int64_t group)
    {
        return group / q[1] * k[1] + group % q[1] / (q[1] / k[1]);
    }

    static Result<Tensor> scoresOf(const KernelContext &context)
    {
        const Shape &q = context.tensor(0).shape();
        const Shape &k = context.tensor(1).shape();
        HALFTONE_TRY(const auto queries, elements<double>(context, 0));
        HALFTONE_TRY(const auto keys, elements<double>(context, 1));
        HALFTONE_TRY(Tensor scores, Tensor::allocate(DType::Double, Shape{q[0], q[1], q[2], k[2]}));
        const double scale = context.node().attribute("scale") ? static_cast<double>(context.node().floatAttribute("scale", 1.0F))
                                                               : 1.0 / std::sqrt(static_cast<double>(std::max<std::int64_t>(q[3], 1)));
        const auto target = scores.mutableAs<double>();
        for (std::int64_t i = 0; i < scores.count(); ++i) {
            const std::int64_t row = i / k[2];
            const double *query = queries.data() + row * q[3];
            const double *key = keys.data() + (keyHead(q, k, row / q[2]) * k[2] + i % k[2]) * q[3];
            double sum = 0;
            for (std::int64_t d = 0; d < q[3]; ++d)
                sum += query[d] * key[d];
            target[static_cast<std::size_t>(i)] = sum * scale;
        }
        return scores;
    }
};

} // namespace

HALFTONE_OPERATOR(FlexAttention)

} // namespace halftone
