// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

enum class Interpolation { Nearest, Linear, Cubic };
enum class Padding { Zeros, Border, Reflection };

struct GridSettings
{
    Interpolation interpolation = Interpolation::Linear;
    Padding padding = Padding::Zeros;
    bool alignCorners = false;
};

Result<GridSettings> readSettings(const Node &node)
{
    GridSettings settings;
    const std::string mode = node.stringAttribute("mode", "linear");
    if (mode == "nearest")
        settings.interpolation = Interpolation::Nearest;
    else if (mode == "cubic" || mode == "bicubic")
        settings.interpolation = Interpolation::Cubic;
    else if (mode != "linear" && mode != "bilinear")
        return badNode(node, "mode " + mode, "nearest, linear or cubic");
    const std::string padding = node.stringAttribute("padding_mode", "zeros");
    if (padding == "border")
        settings.padding = Padding::Border;
    else if (padding == "reflection")
        settings.padding = Padding::Reflection;
    else if (padding != "zeros")
        return badNode(node, "padding_mode " + padding, "zeros, border or reflection");
    settings.alignCorners = node.intAttribute("align_corners", 0) != 0;
    return settings;
}

/// x mirrored at `low` and `high` until it lies between them.
double reflect(double x, double low, double high)
{
    const double span = high - low;
    if (!(span > 0))
        return low;
    const double distance = std::fmod(std::abs(x - low), 2 * span);
    return low + (distance > span ? 2 * span - distance : distance);
}

/// Where an axis is read: up to four indices (−1: zero padding) with weights.
struct AxisTaps
{
    int count = 0;
    std::int64_t indices[4] = {};
    double weights[4] = {};
};

class Axis
{
public:
    Axis(const GridSettings &settings, std::int64_t size) : m_settings(settings), m_size(size) { }

    AxisTaps taps(double normalized) const
    {
        const auto size = static_cast<double>(m_size);
        double x = m_settings.alignCorners ? (normalized + 1) / 2 * (size - 1) : ((normalized + 1) * size - 1) / 2;
        // Bounds NaN and coordinates beyond any padding period.
        x = std::isfinite(x) ? std::clamp(x, -1e15, 1e15) : -1e15;
        // For cubic every neighbour is padded by itself; otherwise the position is moved first.
        if (m_settings.interpolation != Interpolation::Cubic && m_settings.padding != Padding::Zeros)
            x = moved(x);
        AxisTaps result;
        if (m_settings.interpolation == Interpolation::Nearest) {
            add(result, std::nearbyint(x), 1.0);
            return result;
        }
        const double base = std::floor(x);
        const double t = x - base;
        if (m_settings.interpolation == Interpolation::Linear) {
            add(result, base, 1 - t);
            add(result, base + 1, t);
            return result;
        }
        for (int k = -1; k < 3; ++k)
            add(result, base + k, cubicWeight(static_cast<double>(k) - t));
        return result;
    }

private:
    double moved(double x) const
    {
        const auto last = static_cast<double>(m_size - 1);
        if (m_settings.padding == Padding::Reflection)
            x = m_settings.alignCorners ? reflect(x, 0, last) : reflect(x, -0.5, last + 0.5);
        return std::clamp(x, 0.0, last);
    }

    void add(AxisTaps &taps, double position, double weight) const
    {
        const auto last = static_cast<double>(m_size - 1);
        if (m_settings.padding != Padding::Zeros)
            position = std::nearbyint(moved(position));
        taps.indices[taps.count] = position >= 0 && position <= last ? static_cast<std::int64_t>(position) : -1;
        taps.weights[taps.count++] = weight;
    }

    /// Keys' kernel with a = −0.75.
    static double cubicWeight(double distance)
    {
        constexpr double a = -0.75;
        const double x = std::abs(distance);
        if (x <= 1)
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
    }

    GridSettings m_settings;
    std::int64_t m_size;
};

class GridSample final : public Operator
{
public:
    OpInfo info() const override
    {
        return {
            "GridSample", "", OpCategory::Transform, "Reads an image at the positions a grid gives, interpolating between elements.", 16};
    }

    Status infer(InferContext &context) const override
    {
        const auto &x = context.input(0).shape();
        const auto &grid = context.input(1).shape();
        std::optional<std::vector<Dim>> out;
        if (x && grid) {
            if (x->size() < 3 || x->size() != grid->size())
                return context.badArgument(
                    "ranks " + std::to_string(x->size()) + " and " + std::to_string(grid->size()), "equal ranks of 3 or more");
            out = std::vector<Dim>{(*x)[0], (*x)[1]};
            out->insert(out->end(), grid->begin() + 1, grid->end() - 1);
        }
        context.setOutput(0, context.input(0).dtype(), std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        const Shape &gridShape = context.tensor(1).shape();
        const int axes = shape.rank() - 2;
        HALFTONE_TRY(const GridSettings settings, readSettings(context.node()));
        if (axes < 1 || axes > 3 || gridShape.rank() != shape.rank() || gridShape[axes + 1] != axes || gridShape[0] != shape[0])
            return context.badArgument(
                "input " + shape.toString() + ", grid " + gridShape.toString(), "[N, C, spatial…] and [N, positions…, axes]");
        if (shape.count(2, shape.rank()) == 0)
            return context.badArgument("input " + shape.toString(), "an image with elements");
        std::vector<std::int64_t> dims{shape[0], shape[1]};
        dims.insert(dims.end(), gridShape.begin() + 1, gridShape.end() - 1);
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto grid, elements<double>(context, 1));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), Shape(dims)));
            const std::int64_t image = shape.count(2, shape.rank());
            const std::int64_t positions = gridShape.count(1, axes + 1);
            for (std::int64_t p = 0; p < shape[0] * positions; ++p) {
                AxisTaps taps[3];
                // The grid names the last axis first (x, y, z).
                for (int a = 0; a < axes; ++a)
                    taps[a] = Axis(settings, shape[a + 2]).taps(grid[p * axes + axes - 1 - a]);
                for (std::int64_t c = 0; c < shape[1]; ++c) {
                    const T *plane = x.data() + (p / positions * shape[1] + c) * image;
                    y[(p / positions * shape[1] + c) * positions + p % positions] = static_cast<T>(sample(plane, shape, taps, 0, axes, 0));
                }
            }
            return y.finish();
        });
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 8); }

private:
    template <typename T>
    static double sample(const T *plane, const Shape &shape, const AxisTaps *taps, int axis, int axes, std::int64_t offset)
    {
        if (axis == axes)
            return static_cast<double>(plane[offset]);
        double sum = 0;
        for (int k = 0; k < taps[axis].count; ++k) {
            if (taps[axis].indices[k] >= 0)
                sum += taps[axis].weights[k] * sample(plane, shape, taps, axis + 1, axes, offset * shape[axis + 2] + taps[axis].indices[k]);
        }
        return sum;
    }
};

} // namespace

HALFTONE_OPERATOR(GridSample)

} // namespace halftone
