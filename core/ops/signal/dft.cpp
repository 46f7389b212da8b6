// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/signal/fourier.h"

namespace halftone {

namespace {

constexpr std::int64_t kLengthLimit = std::int64_t(1) << 30;

class Dft final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"DFT", "", OpCategory::Transform, "Discrete Fourier transform along an axis; the last axis holds real and imaginary parts.",
            17};
    }

    Status infer(InferContext &context) const override
    {
        auto shape = context.inputShape(0);
        const auto axisGiven = context.opset() >= 20 && context.hasInput(2) ? context.inputInts(2) : std::nullopt;
        if (!shape || shape->size() < 2 || (context.opset() >= 20 && context.hasInput(2) && !axisGiven)) {
            context.setOutput(0, context.inputType(0), shape ? std::optional(std::vector<Dim>(shape->size())) : std::nullopt);
            return {};
        }
        const std::int64_t wanted
            = axisGiven && !axisGiven->empty() ? axisGiven->front() : context.node().intAttribute("axis", context.opset() >= 20 ? -2 : 1);
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), wanted, static_cast<int>(shape->size())));
        const bool onesided = context.node().intAttribute("onesided", 0) != 0;
        const bool inverse = context.node().intAttribute("inverse", 0) != 0;
        Dim &length = (*shape)[static_cast<std::size_t>(axis)];
        if (context.hasInput(1)) {
            const auto given = context.inputDims(1);
            length = given && given->size() == 1 ? given->front() : Dim::unknown();
        } else if (onesided && inverse) {
            length = (length - Dim(1)) * Dim(2);
        }
        if (onesided && !inverse)
            length = floorDiv(length, Dim(2)) + Dim(1);
        shape->back() = Dim(onesided && inverse ? 1 : 2);
        context.setOutput(0, context.inputType(0), std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Shape &shape = context.tensor(0).shape();
        const std::int64_t parts = shape.rank() > 0 ? shape[shape.rank() - 1] : 0;
        HALFTONE_TRY(const auto given,
            scalarInput<std::int64_t>(
                context, context.opset() >= 20 ? 2 : -1, context.node().intAttribute("axis", context.opset() >= 20 ? -2 : 1)));
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), given, shape.rank()));
        if (shape.rank() < 2 || axis == shape.rank() - 1 || parts < 1 || parts > 2)
            return context.badArgument(shape.toString(), "a signal whose last axis holds one or two numbers");
        const bool onesided = context.node().intAttribute("onesided", 0) != 0;
        const bool inverse = context.node().intAttribute("inverse", 0) != 0;
        const std::int64_t present = shape[axis];
        HALFTONE_TRY(const auto length, scalarInput<std::int64_t>(context, 1, onesided && inverse ? (present - 1) * 2 : present));
        if (length < 1 || length > kLengthLimit)
            return context.badArgument("length " + std::to_string(length), "1 … " + std::to_string(kLengthLimit));
        HALFTONE_TRY(const auto x, elements<double>(context, 0));
        Shape result = shape;
        result[axis] = onesided && !inverse ? length / 2 + 1 : length;
        const std::int64_t resultParts = onesided && inverse ? 1 : 2;
        result[shape.rank() - 1] = resultParts;
        HALFTONE_TRY(auto y, Output<double>::make(context, 0, context.tensor(0).dtype(), result));
        const std::int64_t inner = shape.count(axis + 1, shape.rank() - 1);
        for (std::int64_t row = 0; row < shape.count(0, axis) * inner; ++row) {
            const std::int64_t source = row / inner * present * inner + row % inner;
            std::vector<std::complex<double>> signal(static_cast<std::size_t>(length));
            for (std::int64_t k = 0; k < std::min(present, length); ++k) {
                const std::int64_t at = (source + k * inner) * parts;
                signal[static_cast<std::size_t>(k)] = {x[at], parts == 2 ? x[at + 1] : 0.0};
            }
            // The other half of a real signal's spectrum is the conjugate of this one.
            if (onesided && inverse)
                for (std::int64_t k = length / 2 + 1; k < length; ++k)
                    signal[static_cast<std::size_t>(k)] = std::conj(signal[static_cast<std::size_t>(length - k)]);
            signal = fourierTransform(std::move(signal), inverse);
            const std::int64_t target = row / inner * result[axis] * inner + row % inner;
            for (std::int64_t k = 0; k < result[axis]; ++k) {
                y[(target + k * inner) * resultParts] = signal[static_cast<std::size_t>(k)].real();
                if (resultParts == 2)
                    y[(target + k * inner) * 2 + 1] = signal[static_cast<std::size_t>(k)].imag();
            }
        }
        return y.finish();
    }
};

} // namespace

HALFTONE_OPERATOR(Dft)

} // namespace halftone
