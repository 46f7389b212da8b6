// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/conv_bias.h"
#include "core/ops/nn/convolution.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

constexpr std::int64_t kSizeLimit = std::int64_t{1} << 40;

/// Output size along one axis; pads are adjusted to an explicit output_shape or auto_pad (ONNX ConvTranspose, "pads").
std::int64_t resolveAxis(Window &window, int axis, std::int64_t in, std::int64_t outputPadding, std::optional<std::int64_t> wanted)
{
    const std::size_t a = Window::at(axis);
    const std::int64_t full = window.strides[a] * (in - 1) + outputPadding + window.extent(axis);
    const bool same = window.autoPad == Window::AutoPad::SameUpper || window.autoPad == Window::AutoPad::SameLower;
    if (!wanted && same)
        wanted = in * window.strides[a];
    if (!wanted) {
        if (window.autoPad == Window::AutoPad::Valid)
            window.padBegin[a] = window.padEnd[a] = 0;
        return std::max<std::int64_t>(full - window.padBegin[a] - window.padEnd[a], 0);
    }
    const std::int64_t total = std::max<std::int64_t>(full - *wanted, 0);
    const std::int64_t half = total / 2;
    window.padBegin[a] = window.autoPad == Window::AutoPad::SameUpper ? half : total - half;
    window.padEnd[a] = total - window.padBegin[a];
    return *wanted;
}

struct TransposeAttributes
{
    Window window;
    std::vector<std::int64_t> outputPadding;
    std::vector<std::int64_t> outputShape;
};

Result<TransposeAttributes> readAttributes(const Node &node, const std::optional<std::vector<std::int64_t>> &kernel, int axes)
{
    TransposeAttributes result;
    HALFTONE_TRY(result.window, readWindow(node, axes, kernel));
    result.outputPadding = node.intsAttribute("output_padding");
    if (result.outputPadding.empty())
        result.outputPadding.assign(Window::at(axes), 0);
    result.outputShape = node.intsAttribute("output_shape");
    // Some exporters write all axes, batch and channels included.
    if (result.outputShape.size() == Window::at(axes) + 2)
        result.outputShape.erase(result.outputShape.begin(), result.outputShape.begin() + 2);
    if (result.outputPadding.size() != Window::at(axes) || (!result.outputShape.empty() && result.outputShape.size() != Window::at(axes)))
        return badNode(node, "output_padding or output_shape of another rank", std::to_string(axes) + " entries");
    for (const std::int64_t value : result.outputPadding) {
        if (value < 0 || value >= kSizeLimit)
            return badNode(node, "output_padding " + std::to_string(value), "at least 0");
    }
    for (const std::int64_t value : result.outputShape) {
        if (value < 0 || value >= kSizeLimit)
            return badNode(node, "output_shape " + std::to_string(value), "at least 0");
    }
    return result;
}

std::optional<std::int64_t> wantedSize(const TransposeAttributes &attributes, int axis)
{
    if (attributes.outputShape.empty())
        return std::nullopt;
    return attributes.outputShape[Window::at(axis)];
}

/// y += the transpose of convolve() applied to x. Geometry's `in` is x, `out` is y; weight [C, M/g, kernel…].
template <typename T>
void scatter(const ConvGeometry &geometry, const T *x, const T *w, T *y)
{
    const Window &window = geometry.window;
    const std::size_t axes = geometry.in.size();
    const std::int64_t inImage = Shape(geometry.in).count();
    const std::int64_t outImage = Shape(geometry.out).count();
    const std::int64_t kernelImage = window.kernelCount();
    std::vector<std::int64_t> k(axes, 0);
    std::int64_t tap = 0;
    if (inImage == 0 || outImage == 0)
        return;
    do {
        std::vector<std::int64_t> position(axes, 0);
        std::int64_t i = 0;
        do {
            std::int64_t target = 0;
            bool inside = true;
            for (std::size_t a = 0; a < axes && inside; ++a) {
                const std::int64_t o = position[a] * window.strides[a] - window.padBegin[a] + k[a] * window.dilations[a];
                inside = o >= 0 && o < geometry.out[a];
                target = target * geometry.out[a] + o;
            }
            if (inside) {
                for (std::int64_t ng = 0; ng < geometry.batch * geometry.groups; ++ng) {
                    for (std::int64_t m = 0; m < geometry.outPerGroup; ++m) {
                        T sum{};
                        for (std::int64_t c = 0; c < geometry.inPerGroup; ++c) {
                            const std::int64_t channel = ng % geometry.groups * geometry.inPerGroup + c;
                            sum += x[(ng * geometry.inPerGroup + c) * inImage + i]
                                * w[(channel * geometry.outPerGroup + m) * kernelImage + tap];
                        }
                        y[(ng * geometry.outPerGroup + m) * outImage + target] += sum;
                    }
                }
            }
            ++i;
        } while (nextIndex(position, geometry.in));
        ++tap;
    } while (nextIndex(k, window.kernel));
}

class ConvTranspose final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"ConvTranspose", "", OpCategory::Layer,
            "The adjoint of a convolution: every input element adds a scaled copy of its filter to the output, which grows by the stride."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &in = context.input(0).shape();
        const auto &kernel = context.input(1).shape();
        const DType dtype = context.input(0).dtype();
        if (!in || !kernel) {
            context.setOutput(0, dtype, std::nullopt);
            return {};
        }
        if (in->size() < 3 || in->size() != kernel->size())
            return context.badArgument(
                "ranks " + std::to_string(in->size()) + " and " + std::to_string(kernel->size()), "equal ranks of 3 or more");
        std::vector<Dim> out{(*in)[0], Dim(context.node().intAttribute("group", 1)) * (*kernel)[1]};
        std::vector<std::int64_t> sizes;
        for (std::size_t a = 2; a < kernel->size(); ++a) {
            if (const auto size = (*kernel)[a].value())
                sizes.push_back(*size);
        }
        const int axes = static_cast<int>(in->size()) - 2;
        if (static_cast<int>(sizes.size()) != axes) {
            out.resize(in->size());
            context.setOutput(0, dtype, std::move(out));
            return {};
        }
        HALFTONE_TRY(TransposeAttributes attributes, readAttributes(context.node(), sizes, axes));
        for (int a = 0; a < axes; ++a) {
            const Dim &dim = (*in)[Window::at(a) + 2];
            const auto value = dim.value();
            const Window &window = attributes.window;
            const auto wanted = wantedSize(attributes, a);
            if (wanted)
                out.push_back(Dim(*wanted));
            else if (value && *value >= 0 && *value < kSizeLimit)
                out.push_back(Dim(resolveAxis(attributes.window, a, *value, attributes.outputPadding[Window::at(a)], std::nullopt)));
            else if (window.autoPad == Window::AutoPad::SameUpper || window.autoPad == Window::AutoPad::SameLower)
                out.push_back(dim * Dim(window.strides[Window::at(a)]));
            else
                out.push_back(Dim(window.strides[Window::at(a)]) * (dim - Dim(1))
                    + Dim(attributes.outputPadding[Window::at(a)] + window.extent(a)
                        - (window.autoPad == Window::AutoPad::Valid ? 0 : window.padBegin[Window::at(a)] + window.padEnd[Window::at(a)])));
        }
        context.setOutput(0, dtype, std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const ConvGeometry geometry, geometryOf(context.node(), context.tensor(0).shape(), context.tensor(1).shape()));
        return computeConvolution(context, geometry, [](const auto &...arguments) { scatter(arguments...); });
    }

    QuantRule quantRule(const NodeView &) const override { return layerRule(1, 1, 2); }

    Cost cost(const NodeView &, const CostShapes &shapes) const override
    {
        const Shape *x = shapeAt(shapes.inputs, 0);
        const Shape *w = shapeAt(shapes.inputs, 1);
        if (!x || !w || w->rank() < 2)
            return {};
        return {x->count() * w->count(1, w->rank()), 0};
    }

private:
    static Result<ConvGeometry> geometryOf(const Node &node, const Shape &x, const Shape &weight)
    {
        if (x.rank() < 3 || x.rank() != weight.rank())
            return badNode(node, "input " + x.toString() + " and weight " + weight.toString(), "equal ranks of 3 or more");
        ConvGeometry geometry;
        geometry.batch = x[0];
        geometry.in.assign(x.begin() + 2, x.end());
        geometry.groups = node.intAttribute("group", 1);
        if (geometry.groups < 1 || x[1] % geometry.groups != 0)
            return badNode(node, "group " + std::to_string(geometry.groups), "a divisor of " + std::to_string(x[1]) + " input channels");
        if (x[1] != weight[0])
            return badNode(node, std::to_string(x[1]) + " input channels", std::to_string(weight[0]));
        geometry.inPerGroup = x[1] / geometry.groups;
        geometry.outPerGroup = weight[1];
        const int axes = x.rank() - 2;
        HALFTONE_TRY(
            TransposeAttributes attributes, readAttributes(node, std::vector<std::int64_t>(weight.begin() + 2, weight.end()), axes));
        for (int a = 0; a < axes; ++a)
            geometry.out.push_back(
                resolveAxis(attributes.window, a, x[a + 2], attributes.outputPadding[Window::at(a)], wantedSize(attributes, a)));
        geometry.window = std::move(attributes.window);
        return geometry;
    }
};

} // namespace

HALFTONE_OPERATOR(ConvTranspose)

} // namespace halftone
