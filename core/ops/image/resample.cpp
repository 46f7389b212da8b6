// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/image/resample.h"

#include "core/base/cancel_scope.h"
#include "core/ops/nn/elements.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Rows may be a single element: asking whether to stop for each would take longer than the row.
constexpr std::int64_t kRowsBetweenQuestions = 256;

/// Resamples the middle axis of `outer` × in × `inner`.
template <typename T>
std::vector<T> resampleOne(
    const std::vector<T> &x, const ResampleMode &mode, const ResampleAxis &axis, std::int64_t outer, std::int64_t inner)
{
    std::vector<T> y(static_cast<std::size_t>(outer * axis.out * inner));
    std::vector<double> sums(static_cast<std::size_t>(inner));
    for (std::int64_t o = 0; o < axis.out; ++o) {
        const ResampleTap tap = resampleTap(mode, axis, o);
        const bool copies = tap.weights.size() == 1 && tap.weights[0] == 1.0;
        for (std::int64_t n = 0; n < outer; ++n) {
            if (n % kRowsBetweenQuestions == 0 && CancelScope::cancelled())
                return y;
            T *target = y.data() + (n * axis.out + o) * inner;
            if (copies) {
                std::copy_n(x.data() + (n * axis.in + tap.indices[0]) * inner, inner, target);
                continue;
            }
            std::fill(sums.begin(), sums.end(), 0.0);
            for (std::size_t k = 0; k < tap.indices.size(); ++k) {
                const T *source = x.data() + (n * axis.in + tap.indices[k]) * inner;
                for (std::int64_t i = 0; i < inner; ++i)
                    sums[static_cast<std::size_t>(i)] += tap.weights[k] * static_cast<double>(source[i]);
            }
            for (std::int64_t i = 0; i < inner; ++i)
                target[i] = static_cast<T>(sums[static_cast<std::size_t>(i)]);
        }
    }
    return y;
}

/// Puts `mode.extrapolation` where the position along the middle axis of `outer` × out × `inner` lies outside the input.
template <typename T>
void fillOutside(std::vector<T> &values, const ResampleMode &mode, const ResampleAxis &axis, std::int64_t outer, std::int64_t inner)
{
    for (std::int64_t o = 0; o < axis.out; ++o) {
        if (!resampleTap(mode, axis, o).outside)
            continue;
        for (std::int64_t n = 0; n < outer; ++n)
            std::fill_n(values.data() + (n * axis.out + o) * inner, inner, static_cast<T>(mode.extrapolation));
    }
}

bool isIdentity(const ResampleMode &mode, const ResampleAxis &axis)
{
    return axis.in == axis.out && axis.scale == 1.0F && mode.coordinates != ResampleMode::Coordinates::TfCropAndResize
        && !(mode.kind == ResampleMode::Kind::Nearest && mode.coordinates == ResampleMode::Coordinates::TfHalfPixelForNn);
}

/// Between two axes the tensor may be larger than input and output: that size is bounded too.
Status checkIntermediate(std::vector<std::int64_t> dims, const std::vector<ResampleAxis> &axes)
{
    for (std::size_t a = 0; a < axes.size(); ++a) {
        dims[a] = axes[a].out;
        const auto count = Shape(dims).checkedCount();
        if (!count || *count > memoryBudget() / static_cast<std::int64_t>(sizeof(double)))
            return Error(errc::kShapeOverflow, {Shape(dims).toString()});
    }
    return {};
}

template <typename T>
Status run(KernelContext &context, const ResampleMode &mode, const std::vector<ResampleAxis> &axes)
{
    const Tensor &input = context.tensor(0);
    std::vector<std::int64_t> dims = input.shape().dims();
    std::vector<std::int64_t> outDims;
    for (const ResampleAxis &axis : axes)
        outDims.push_back(axis.out);
    HALFTONE_CHECK(checkIntermediate(dims, axes));
    HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), Shape(outDims)));
    if (y.size() == 0)
        return y.finish();
    if (input.count() == 0)
        return context.badArgument("an empty input", "elements to resample");
    HALFTONE_TRY(const auto x, elements<T>(context, 0));
    std::vector<T> values(x.begin(), x.end());
    for (std::size_t a = 0; a < axes.size(); ++a) {
        if (isIdentity(mode, axes[a]))
            continue;
        const int axis = static_cast<int>(a);
        const Shape shape(dims);
        values = resampleOne(values, mode, axes[a], shape.count(0, axis), shape.count(axis + 1, shape.rank()));
        dims[a] = axes[a].out;
    }
    // Last, because an axis resampled later would mix the filled-in elements.
    for (std::size_t a = 0; a < axes.size() && mode.coordinates == ResampleMode::Coordinates::TfCropAndResize; ++a) {
        const int axis = static_cast<int>(a);
        const Shape shape(dims);
        fillOutside(values, mode, axes[a], shape.count(0, axis), shape.count(axis + 1, shape.rank()));
    }
    std::copy(values.begin(), values.end(), y.data());
    return y.finish();
}

} // namespace

Status resample(KernelContext &context, const ResampleMode &mode, const std::vector<ResampleAxis> &axes)
{
    const DType dtype = context.tensor(0).dtype();
    if (!isInteger(dtype) && dtype != DType::Bool)
        return withReal(context, dtype, [&](auto zero) { return run<decltype(zero)>(context, mode, axes); });
    return mode.kind == ResampleMode::Kind::Nearest ? run<std::int64_t>(context, mode, axes) : run<double>(context, mode, axes);
}

std::int64_t scaledSize(std::int64_t in, float scale)
{
    const float size = std::floor(static_cast<float>(in) * scale);
    return size >= 0.0F && size < 1e15F ? static_cast<std::int64_t>(size) : -1;
}

Dim scaledDim(const Dim &in, double scale)
{
    if (const auto value = in.value()) {
        const std::int64_t size = scaledSize(*value, static_cast<float>(scale));
        return size < 0 ? Dim::unknown() : Dim(size);
    }
    if (scale >= 1 && scale < 1e6 && scale == std::floor(scale))
        return in * Dim(static_cast<std::int64_t>(scale));
    const double inverse = 1.0 / scale;
    if (scale > 1e-6 && inverse == std::floor(inverse))
        return floorDiv(in, Dim(static_cast<std::int64_t>(inverse)));
    return Dim::unknown();
}

} // namespace halftone
