// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/support.h"
#include "core/engine/dnnl/version.h"
#include "core/engine/kernels/softmax.h"
#include "core/engine/reorder.h"

namespace halftone {

using namespace dnnlsupport;

LowerContext::Outcome LowerContext::softmax(int input, int axis, bool logarithm)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        if (m_linkCount > 0 || inputType(input) != DType::Float)
            return refuse("type");
        const ValueId id = node().inputs[static_cast<std::size_t>(input)];
        const Shape shape = inputShape(input);
        HALFTONE_TRY(const Place from, m_tracer.plain(id));
        // Axes before and after are merged: all that matters is what lies between two elements of a row.
        const Shape merged{shape.count(0, axis), shape[axis], shape.count(axis + 1, shape.rank())};
        if (merged[2] > 1) {
            HALFTONE_TRY(const Place to, m_tracer.newPlace(shape.count() * static_cast<std::int64_t>(sizeof(float)), nullptr));
            HALFTONE_CHECK(m_tracer.emit(std::make_unique<KernelStep>(
                "softmax of columns", std::vector{from}, std::vector{to}, [merged, logarithm](std::byte *const *at) {
                    softmaxColumns(reinterpret_cast<const float *>(at[0]), reinterpret_cast<float *>(at[1]), merged[0], merged[1],
                        merged[2], logarithm);
                })));
            m_tracer.define(outputValue(), DType::Float, shape, to);
            return Outcome();
        }
        const Desc desc = plainDesc(DType::Float, Shape{merged[0], merged[1]});
        const auto pd = dnnlsupport::softmax(logarithm, desc, 1, baseAttributes());
        HALFTONE_TRY(const Place to, m_tracer.newPlace(shape.count() * static_cast<std::int64_t>(sizeof(float)), nullptr));
        HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_DST, desc, to});
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<PrimitiveStep>(SoftmaxForward(pd), implementationName(pd.impl_info_str()),
            std::vector<Argument>{{DNNL_ARG_SRC, desc, from}}, std::move(outputs))));
        auto marks
            = std::make_unique<KernelStep>("rows that are undefined", std::vector{from}, std::vector{to}, [merged](std::byte *const *at) {
                  markUndefinedRows(reinterpret_cast<const float *>(at[0]), reinterpret_cast<float *>(at[1]), merged[0], merged[1]);
              });
        marks->isMain = false;
        HALFTONE_CHECK(m_tracer.emit(std::move(marks)));
        m_tracer.define(outputValue(), DType::Float, shape, to);
        return Outcome();
    });
}

LowerContext::Outcome LowerContext::layerNormalization(int input, int scale, int bias, int axis, float epsilon)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        if (m_linkCount > 0 || inputType(input) != DType::Float)
            return refuse("type");
        const Shape shape = inputShape(input);
        const std::int64_t width = shape.count(axis, shape.rank());
        const auto fits = [&](int index) { return index < 0 || (inputType(index) == DType::Float && inputShape(index).count() == width); };
        if (!fits(scale) || !fits(bias))
            return refuse("scale");
        HALFTONE_TRY(const Place from, m_tracer.plain(node().inputs[static_cast<std::size_t>(input)]));
        const Desc desc = plainDesc(DType::Float, Shape{shape.count(0, axis), width});
        const auto pd = dnnlsupport::layerNormalization(desc, epsilon, scale >= 0, bias >= 0, baseAttributes());
        std::vector<Argument> inputs{{DNNL_ARG_SRC, desc, from}};
        const Desc vector = plainDesc(DType::Float, Shape{width});
        const std::pair<int, int> parameters[] = {{DNNL_ARG_SCALE, scale}, {DNNL_ARG_SHIFT, bias}};
        for (const auto &[argument, index] : parameters) {
            if (index < 0)
                continue;
            HALFTONE_TRY(const Place place, m_tracer.plain(node().inputs[static_cast<std::size_t>(index)]));
            inputs.push_back({argument, vector, place});
        }
        HALFTONE_TRY(const Place to, m_tracer.newPlace(shape.count() * static_cast<std::int64_t>(sizeof(float)), nullptr));
        HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_DST, desc, to});
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<PrimitiveStep>(
            dnnl::layer_normalization_forward(pd), implementationName(pd.impl_info_str()), std::move(inputs), std::move(outputs))));
        m_tracer.define(outputValue(), DType::Float, shape, to);
        return Outcome();
    });
}

LowerContext::Outcome LowerContext::batchNormalization(int input, int scale, int bias, int mean, int variance, float epsilon)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        if (m_linkCount > 0 || inputType(input) != DType::Float)
            return refuse("type");
        const Shape shape = inputShape(input);
        if (shape.rank() < 2 || shape.rank() > 5)
            return refuse("rank");
        const ValueId id = node().inputs[static_cast<std::size_t>(input)];
        HALFTONE_TRY(Place from, m_tracer.anyPlace(id));
        if (from.layout && from.layout->blockAxis < 0 && !isDense(from.layout.get(), shape)) {
            HALFTONE_TRY(from, m_tracer.plain(id));
        }
        const Desc desc = descAt(DType::Float, shape, from);
        const auto pd = dnnlsupport::batchNormalization(desc, epsilon, baseAttributes());
        std::vector<Argument> inputs{{DNNL_ARG_SRC, desc, from}};
        const Desc vector = plainDesc(DType::Float, Shape{shape[1]});
        const std::pair<int, int> parameters[]
            = {{DNNL_ARG_SCALE, scale}, {DNNL_ARG_SHIFT, bias}, {DNNL_ARG_MEAN, mean}, {DNNL_ARG_VARIANCE, variance}};
        for (const auto &[argument, index] : parameters) {
            if (inputType(index) != DType::Float || inputShape(index).count() != shape[1])
                return refuse("parameters");
            HALFTONE_TRY(const Place place, m_tracer.plain(node().inputs[static_cast<std::size_t>(index)]));
            inputs.push_back({argument, vector, place});
        }
        HALFTONE_TRY(const Place to, newPlaceFor(m_tracer, desc, shape));
        HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_DST, desc, to});
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<PrimitiveStep>(
            dnnl::batch_normalization_forward(pd), implementationName(pd.impl_info_str()), std::move(inputs), std::move(outputs))));
        m_tracer.define(outputValue(), DType::Float, shape, to);
        return Outcome();
    });
}

} // namespace halftone
