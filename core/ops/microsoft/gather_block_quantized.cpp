// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/packed_bits.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/packed.h"

#include <algorithm>

namespace halftone {

namespace {

/// Inputs: data (4-bit types, or bytes that pack `bits` each along the last axis), indices, scales, zero points.
class GatherBlockQuantized final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"GatherBlockQuantized", kMicrosoft, OpCategory::Quantization,
            "Looks up rows of a table stored in few bits and scales them back to real numbers."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &data = context.input(0).shape();
        const auto &indices = context.input(1).shape();
        std::optional<std::vector<Dim>> out;
        if (data && indices && context.input(0).dtype() != DType::Undefined) {
            const std::int64_t perElement
                = context.input(0).dtype() == DType::UInt8 ? 8 / std::max<std::int64_t>(context.node().intAttribute("bits", 4), 1) : 1;
            HALFTONE_TRY(const int axis,
                normalizedAxis(context.node(), context.node().intAttribute("gather_axis", 0), static_cast<int>(data->size())));
            std::vector<Dim> dims = *data;
            dims.back() = dims.back() * Dim(perElement);
            out = std::vector<Dim>(dims.begin(), dims.begin() + axis);
            out->insert(out->end(), indices->begin(), indices->end());
            out->insert(out->end(), dims.begin() + axis + 1, dims.end());
        }
        context.setOutput(0, context.input(2).dtype(), std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &data = context.tensor(0);
        const std::int64_t bits = data.dtype() == DType::UInt8 ? context.node().intAttribute("bits", 4) : 8;
        const std::int64_t block = context.node().intAttribute("block_size", 128);
        if ((bits != 2 && bits != 4 && bits != 8) || block < 16 || data.shape().rank() < 1)
            return context.badArgument(
                "bits " + std::to_string(bits) + ", block_size " + std::to_string(block), "2, 4 or 8 bits, blocks of 16 or more");
        Shape shape = data.shape();
        const int rank = shape.rank();
        HALFTONE_TRY(const int gatherAxis, normalizedAxis(context.node(), context.node().intAttribute("gather_axis", 0), rank));
        HALFTONE_TRY(const int quantizeAxis, normalizedAxis(context.node(), context.node().intAttribute("quantize_axis", 1), rank));
        shape[rank - 1] *= 8 / bits;
        Shape scaleShape = shape;
        scaleShape[quantizeAxis] = shape[quantizeAxis] / block + (shape[quantizeAxis] % block != 0 ? 1 : 0);
        if (context.tensor(2).shape() != scaleShape)
            return context.badArgument("scales " + context.tensor(2).shape().toString(), scaleShape.toString());
        // A table may be large and the rows few: bytes are read where they lie.
        const bool isPacked = data.dtype() == DType::UInt8;
        const std::uint8_t *bytes = isPacked ? data.as<std::uint8_t>().data() : nullptr;
        if (!isPacked && data.dtype() != DType::Int4 && data.dtype() != DType::UInt4)
            return context.badArgument("data of " + std::string(dtypeName(data.dtype())), "int4, uint4 or uint8");
        HALFTONE_TRY(const auto scales, elements<float>(context, 2));
        HALFTONE_TRY(const auto zeros, optionalElements<std::int32_t>(context, 3));
        const bool packedZeros = context.tensor(3).dtype() == DType::UInt8 && bits < 8;
        const std::int64_t zeroColumns = scaleShape[rank - 1];
        const std::int64_t zeroBytes = (zeroColumns * bits + 7) / 8;
        const std::int64_t scaleRows = zeroColumns > 0 ? scales.size() / zeroColumns : 0;
        if (!zeros.empty() && zeros.size() != (packedZeros ? scaleRows * zeroBytes : scales.size()))
            return context.badArgument(std::to_string(zeros.size()) + " zero points", std::to_string(scales.size()));
        HALFTONE_TRY(const std::vector<std::int64_t> indices, context.ints(1));

        std::vector<std::int64_t> dims(shape.begin(), shape.begin() + gatherAxis);
        dims.insert(dims.end(), context.tensor(1).shape().begin(), context.tensor(1).shape().end());
        dims.insert(dims.end(), shape.begin() + gatherAxis + 1, shape.end());
        HALFTONE_TRY(auto y, Output<float>::make(context, 0, context.tensor(2).dtype(), Shape(dims)));
        const auto picks = static_cast<std::int64_t>(indices.size());
        const std::int64_t inner = shape.count(gatherAxis + 1, rank);
        const std::int64_t quantizeInner = shape.count(quantizeAxis + 1, rank);
        const std::int32_t middle = data.dtype() == DType::UInt8 ? 1 << (bits - 1) : 0;
        for (std::int64_t i = 0; i < y.size(); ++i) {
            std::int64_t pick = indices[static_cast<std::size_t>(i / inner % picks)];
            pick += pick < 0 ? shape[gatherAxis] : 0;
            if (pick < 0 || pick >= shape[gatherAxis])
                return context.badArgument("index " + std::to_string(pick), "below " + std::to_string(shape[gatherAxis]));
            const std::int64_t from = (i / inner / picks * shape[gatherAxis] + pick) * inner + i % inner;
            const std::int64_t scale = (from / quantizeInner / shape[quantizeAxis] * scaleShape[quantizeAxis]
                                           + from / quantizeInner % shape[quantizeAxis] / block)
                    * quantizeInner
                + from % quantizeInner;
            const std::int32_t value
                = isPacked ? packedValue(bytes, from, bits) : readPacked(data.raw(), from, 4, data.dtype() == DType::Int4);
            std::int32_t zero = middle;
            if (!zeros.empty())
                zero = packedZeros ? packedValue(zeros.data() + scale / zeroColumns * zeroBytes, scale % zeroColumns, bits) : zeros[scale];
            y[i] = static_cast<float>(value - zero) * scales[scale];
        }
        return y.finish();
    }
};

} // namespace

HALFTONE_OPERATOR(GatherBlockQuantized)

} // namespace halftone
