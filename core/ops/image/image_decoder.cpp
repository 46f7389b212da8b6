// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

namespace halftone {

namespace {

class ImageDecoder final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"ImageDecoder", "", OpCategory::Transform, "Decodes a compressed picture held in a byte tensor into pixels.", 20};
    }

    Status infer(InferContext &context) const override
    {
        const bool gray = context.node().stringAttribute("pixel_format", "RGB") == "Grayscale";
        context.setOutput(0, DType::UInt8, std::vector<Dim>{Dim::unknown(), Dim::unknown(), Dim(gray ? 1 : 3)});
        return {};
    }

    /// The engine has no picture codecs: pictures are decoded before they are fed to a model.
    Status compute(KernelContext &context) const override { return context.unsupported("compressed pictures inside a graph"); }
};

} // namespace

HALFTONE_OPERATOR(ImageDecoder)

} // namespace halftone
