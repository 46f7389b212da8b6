// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/nn/elements.h"
#include "core/ops/signal/fourier.h"

namespace halftone {

namespace {

class Stft final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"STFT", "", OpCategory::Transform, "Short-time Fourier transform: spectra of windowed frames of a signal.", 17};
    }

    Status infer(InferContext &context) const override
    {
        const auto &shape = context.inputShape(0);
        std::vector<Dim> result{shape && !shape->empty() ? shape->front() : Dim::unknown(), Dim::unknown(), Dim::unknown(), Dim(2)};
        const auto step = context.inputDims(1);
        Dim frame;
        if (const auto given = context.inputDims(3); given && given->size() == 1)
            frame = given->front();
        else if (const auto &window = context.inputShape(2); window && window->size() == 1)
            frame = window->front();
        const bool onesided = context.node().intAttribute("onesided", 1) != 0;
        result[2] = onesided ? floorDiv(frame, Dim(2)) + Dim(1) : frame;
        if (shape && shape->size() > 1 && step && step->size() == 1)
            result[1] = floorDiv((*shape)[1] - frame, step->front()) + Dim(1);
        context.setOutput(0, context.inputType(0), std::move(result));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Shape &shape = context.tensor(0).shape();
        const std::int64_t parts = shape.rank() == 3 ? shape[2] : 1;
        HALFTONE_TRY(const auto signal, elements<double>(context, 0));
        HALFTONE_TRY(const auto step, scalarInput<std::int64_t>(context, 1, 0));
        HALFTONE_TRY(const auto window, optionalElements<double>(context, 2));
        HALFTONE_TRY(const auto frame, scalarInput<std::int64_t>(context, 3, window.size()));
        if (shape.rank() < 2 || shape.rank() > 3 || parts < 1 || parts > 2 || step < 1 || frame < 1 || frame > shape[1]
            || (!window.empty() && window.size() != frame))
            return context.badArgument(shape.toString() + ", frame " + std::to_string(frame) + ", step " + std::to_string(step),
                "frames within the signal, a window of their length");
        const std::int64_t frames = (shape[1] - frame) / step + 1;
        const bool onesided = context.node().intAttribute("onesided", 1) != 0;
        const std::int64_t bins = onesided ? frame / 2 + 1 : frame;
        HALFTONE_TRY(auto y, Output<double>::make(context, 0, context.tensor(0).dtype(), Shape{shape[0], frames, bins, 2}));
        std::int64_t to = 0;
        for (std::int64_t batch = 0; batch < shape[0]; ++batch) {
            for (std::int64_t f = 0; f < frames; ++f) {
                std::vector<std::complex<double>> part(static_cast<std::size_t>(frame));
                for (std::int64_t i = 0; i < frame; ++i) {
                    const std::int64_t at = (batch * shape[1] + f * step + i) * parts;
                    const double weight = window.empty() ? 1.0 : window[i];
                    part[static_cast<std::size_t>(i)] = {signal[at] * weight, parts == 2 ? signal[at + 1] * weight : 0.0};
                }
                part = fourierTransform(std::move(part), false);
                for (std::int64_t k = 0; k < bins; ++k) {
                    y[to++] = part[static_cast<std::size_t>(k)].real();
                    y[to++] = part[static_cast<std::size_t>(k)].imag();
                }
            }
        }
        return y.finish();
    }
};

} // namespace

HALFTONE_OPERATOR(Stft)

} // namespace halftone
