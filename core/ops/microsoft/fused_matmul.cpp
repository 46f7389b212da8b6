// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/matmul/matrix_product.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

/// Order of axes that brings an operand to [batches, rows, columns]: transBatch moves the first axis before the last two's
/// second, trans exchanges the last two.
std::vector<int> axisOrder(int rank, bool transBatch, bool trans)
{
    std::vector<int> order;
    for (int axis = 0; axis < rank; ++axis)
        order.push_back(axis);
    if (rank < 2)
        return order;
    if (transBatch)
        std::rotate(order.begin(), order.begin() + 1, order.end() - 1);
    if (trans)
        std::swap(order[static_cast<std::size_t>(rank) - 1], order[static_cast<std::size_t>(rank) - 2]);
    return order;
}

template <typename T>
std::vector<T> permuted(const T *values, const Shape &shape, const std::vector<int> &order)
{
    const std::vector<std::int64_t> strides = shape.strides();
    std::vector<T> result(static_cast<std::size_t>(shape.count()));
    for (std::size_t i = 0; i < result.size(); ++i) {
        auto rest = static_cast<std::int64_t>(i);
        std::int64_t offset = 0;
        for (std::size_t axis = order.size(); axis-- > 0;) {
            offset += rest % shape[order[axis]] * strides[static_cast<std::size_t>(order[axis])];
            rest /= shape[order[axis]];
        }
        result[i] = values[offset];
    }
    return result;
}

Shape permutedShape(const Shape &shape, const std::vector<int> &order)
{
    std::vector<std::int64_t> dims;
    for (const int axis : order)
        dims.push_back(shape[axis]);
    return Shape(std::move(dims));
}

class FusedMatMul final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"FusedMatMul", kMicrosoft, OpCategory::Layer, "A matrix product with the transpositions and the scaling around it."};
    }

    Status infer(InferContext &context) const override
    {
        // The operands' axes are put in order first; then it is a MatMul.
        std::vector<Fact> facts;
        for (int i = 0; i < 2; ++i) {
            Fact fact = context.input(i);
            if (fact.type.shape) {
                std::vector<Dim> dims;
                for (const int axis : order(context.node(), i, static_cast<int>(fact.type.shape->size())))
                    dims.push_back((*fact.type.shape)[static_cast<std::size_t>(axis)]);
                fact.type.shape = std::move(dims);
            }
            facts.push_back(std::move(fact));
        }
        InferContext plain(context.view(), std::move(facts), {});
        HALFTONE_CHECK(inferMatMul(plain, 0, 1, context.input(0).dtype()));
        context.setOutput(0, plain.outputs().empty() ? Fact() : plain.outputs().front());
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const DType type = context.tensor(0).dtype();
        const Shape &aShape = context.tensor(0).shape();
        const Shape &bShape = context.tensor(1).shape();
        const std::vector<int> aOrder = order(context.node(), 0, aShape.rank());
        const std::vector<int> bOrder = order(context.node(), 1, bShape.rank());
        HALFTONE_TRY(
            const MatMulGeometry geometry, matMulGeometry(context.node(), permutedShape(aShape, aOrder), permutedShape(bShape, bOrder)));
        const double alpha = static_cast<double>(context.node().floatAttribute("alpha", 1.0F));
        return withReal(context, type, [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto a, elements<T>(context, 0));
            HALFTONE_TRY(const auto b, elements<T>(context, 1));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, type, geometry.output));
            multiplyBatches(geometry, permuted(a.data(), aShape, aOrder).data(), permuted(b.data(), bShape, bOrder).data(), y.data());
            for (std::int64_t i = 0; i < y.size(); ++i)
                y[i] = static_cast<T>(static_cast<double>(y[i]) * alpha);
            return y.finish();
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0, 1}); }

private:
    static std::vector<int> order(const Node &node, int operand, int rank)
    {
        return axisOrder(rank, node.intAttribute(operand == 0 ? "transBatchA" : "transBatchB", 0) != 0,
            node.intAttribute(operand == 0 ? "transA" : "transB", 0) != 0);
    }
};

} // namespace

HALFTONE_OPERATOR(FusedMatMul)

} // namespace halftone
