// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/dispatch.h"
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/tensor/cast.h"

#include <cmath>

namespace halftone {

namespace {

/// max(0, ⌈(limit − start) / delta⌉)
double elementCount(double start, double limit, double delta) { return std::max(0.0, std::ceil((limit - start) / delta)); }

class Range final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Range", "", OpCategory::Tensor, "The numbers from start up to but excluding limit, in steps of delta.", 11};
    }

    Status infer(InferContext &context) const override
    {
        Fact fact = Fact::of(context.inputType(0), std::vector<Dim>{Dim::unknown()});
        const auto start = context.inputNumbers(0);
        const auto limit = context.inputNumbers(1);
        const auto delta = context.inputNumbers(2);
        const auto first = context.inputDims(0);
        const auto last = context.inputDims(1);
        const auto step = context.inputDims(2);
        if (start && limit && delta && start->size() == 1 && limit->size() == 1 && delta->size() == 1) {
            const double count = delta->front() == 0 ? -1 : elementCount(start->front(), limit->front(), delta->front());
            if (count >= 0 && count < 9e18)
                fact.type.shape = std::vector<Dim>{Dim(static_cast<std::int64_t>(count))};
        } else if (first && last && step && first->size() == 1 && last->size() == 1 && step->size() == 1
            && step->front().value().value_or(0) > 0) {
            fact.type.shape = std::vector<Dim>{ceilDiv(last->front() - first->front(), step->front())};
        }
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const DType type = context.tensor(0).dtype();
        const DType working = isNarrowFloat(type) ? DType::Float : type;
        std::vector<Tensor> arguments;
        for (int i = 0; i < 3; ++i) {
            if (context.tensor(i).count() != 1 || context.tensor(i).isNull())
                return context.badArgument("input " + std::to_string(i) + " of shape " + context.tensor(i).shape().toString(), "a scalar");
            HALFTONE_TRY(Tensor argument, castTensor(context.tensor(i), working));
            arguments.push_back(std::move(argument));
        }
        Status status;
        if (!visitNumber(working, [&](auto zero) { status = fill<decltype(zero)>(context, arguments, type); }))
            return context.unsupported(std::string(dtypeName(type)));
        return status;
    }

private:
    template <typename T>
    static Status fill(KernelContext &context, const std::vector<Tensor> &arguments, DType type)
    {
        const T start = arguments[0].as<T>()[0];
        const T limit = arguments[1].as<T>()[0];
        const T delta = arguments[2].as<T>()[0];
        if (delta == T(0))
            return context.badArgument("delta 0", "a delta other than 0");
        const double count = elementCount(static_cast<double>(start), static_cast<double>(limit), static_cast<double>(delta));
        if (!(count < 9e18))
            return context.badArgument("endless range", "finite start, limit and delta");
        HALFTONE_TRY(Tensor numbers, Tensor::allocateUninitialized(arguments[0].dtype(), Shape{static_cast<std::int64_t>(count)}));
        const auto out = numbers.mutableAs<T>();
        for (std::size_t i = 0; i < out.size(); ++i) {
            if constexpr (std::is_integral_v<T>)
                out[i]
                    = static_cast<T>(static_cast<std::uint64_t>(start) + static_cast<std::uint64_t>(i) * static_cast<std::uint64_t>(delta));
            else
                out[i] = start + static_cast<T>(i) * delta;
        }
        HALFTONE_TRY(Tensor typed, castTensor(numbers, type));
        context.setOutput(0, std::move(typed));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Range)

} // namespace halftone
