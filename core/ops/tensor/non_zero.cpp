// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/dispatch.h"
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/element_walk.h"
#include "core/tensor/cast.h"

#include <algorithm>

namespace halftone {

namespace {

class NonZero final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"NonZero", "", OpCategory::Tensor, "Coordinates of all elements other than zero, one column each.", 9};
    }

    Status infer(InferContext &context) const override
    {
        std::optional<std::vector<Dim>> shape;
        if (const auto rank = context.inputRank(0))
            shape = std::vector<Dim>{Dim(*rank), Dim::unknown()};
        context.setOutput(0, DType::Int64, std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const Tensor truth, truthOf(input));
        const auto is = truth.as<std::uint8_t>();
        const auto count = std::count_if(is.begin(), is.end(), [](std::uint8_t x) { return x != 0; });
        HALFTONE_TRY(Tensor * output, context.allocate(0, DType::Int64, Shape{input.shape().rank(), count}));
        std::int64_t *out = output->mutableAs<std::int64_t>().data();
        std::int64_t column = 0;
        return walkElements(input.shape(), [&](std::int64_t linear, const std::vector<std::int64_t> &position) -> Status {
            if (is[static_cast<std::size_t>(linear)]) {
                for (std::size_t axis = 0; axis < position.size(); ++axis)
                    out[static_cast<std::int64_t>(axis) * count + column] = position[axis];
                ++column;
            }
            return {};
        });
    }

private:
    static Result<Tensor> truthOf(const Tensor &input)
    {
        if (input.dtype() != DType::String)
            return castTensor(input, DType::Bool);
        HALFTONE_TRY(Tensor truth, Tensor::allocateUninitialized(DType::Bool, input.shape()));
        for (std::size_t i = 0; i < input.strings().size(); ++i)
            truth.mutableAs<std::uint8_t>()[i] = !input.strings()[i].empty();
        return truth;
    }
};

} // namespace

HALFTONE_OPERATOR(NonZero)

} // namespace halftone
