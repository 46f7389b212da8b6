// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/convolution.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

class Col2Im final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Col2Im", "", OpCategory::Transform, "Adds columns of patches back into an image, the adjoint of cutting patches out.", 18};
    }

    Status infer(InferContext &context) const override
    {
        const auto &x = context.input(0).shape();
        const auto image = context.inputDims(1);
        const auto block = context.inputInts(2);
        std::optional<std::vector<Dim>> out;
        if (x && x->size() == 3 && image) {
            std::int64_t area = block ? 1 : 0;
            for (const std::int64_t size : block.value_or(std::vector<std::int64_t>()))
                area = size > 0 && size < (1 << 20) && area < (std::int64_t{1} << 40) ? area * size : 0;
            out = std::vector<Dim>{(*x)[0], area > 0 ? floorDiv((*x)[1], Dim(area)) : Dim::unknown()};
            out->insert(out->end(), image->begin(), image->end());
        }
        context.setOutput(0, context.input(0).dtype(), std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const std::vector<std::int64_t> image, context.ints(1));
        HALFTONE_TRY(const std::vector<std::int64_t> block, context.ints(2));
        if (image.empty() || image.size() != block.size() || input.shape().rank() != 3)
            return context.badArgument("columns " + input.shape().toString() + ", image of " + std::to_string(image.size()) + " axes",
                "[N, C · block, positions] and one block size an axis");
        HALFTONE_TRY(Window window, readWindow(context.node(), static_cast<int>(image.size()), block));
        std::vector<std::int64_t> positions;
        std::int64_t positionCount = 1;
        for (int a = 0; a < window.rank(); ++a) {
            positions.push_back(window.outputSize(a, image[Window::at(a)]));
            positionCount *= positions.back();
        }
        const std::int64_t area = window.kernelCount();
        const Shape &shape = input.shape();
        if (shape[1] % area != 0 || shape[2] != positionCount)
            return context.badArgument("columns " + shape.toString(),
                "a multiple of " + std::to_string(area) + " rows and " + std::to_string(positionCount) + " positions");
        std::vector<std::int64_t> dims{shape[0], shape[1] / area};
        dims.insert(dims.end(), image.begin(), image.end());
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), Shape(dims)));
            const std::int64_t imageSize = Shape(image).count();
            for (std::int64_t row = 0; row < shape[0] * shape[1] && positionCount > 0; ++row) {
                std::vector<std::int64_t> tap(block.size(), 0);
                std::int64_t rest = row % area;
                for (std::size_t a = block.size(); a-- > 0; rest /= block[a])
                    tap[a] = rest % block[a];
                std::vector<std::int64_t> position(block.size(), 0);
                std::int64_t p = 0;
                do {
                    std::int64_t offset = 0;
                    bool inside = true;
                    for (std::size_t a = 0; a < block.size(); ++a) {
                        const std::int64_t i = position[a] * window.strides[a] - window.padBegin[a] + tap[a] * window.dilations[a];
                        inside = inside && i >= 0 && i < image[a];
                        offset = offset * image[a] + (inside ? i : 0);
                    }
                    if (inside)
                        y[row / area * imageSize + offset] += x[row * positionCount + p];
                    ++p;
                } while (nextIndex(position, positions));
            }
            return y.finish();
        });
    }
};

} // namespace

HALFTONE_OPERATOR(Col2Im)

} // namespace halftone
