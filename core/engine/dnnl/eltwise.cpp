// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/support.h"
#include "core/engine/dnnl/version.h"
#include "core/engine/kernels/clamp.h"
#include "core/engine/reorder.h"

#include <limits>
#include <optional>
#include <utility>

namespace halftone {

using namespace dnnlsupport;

namespace {

/// Bounds, for the functions that do nothing but keep within them.
std::optional<std::pair<float, float>> boundsOf(const Eltwise &activation)
{
    if (activation.kind == Eltwise::Kind::Relu && activation.alpha == 0)
        return std::pair(0.0F, std::numeric_limits<float>::infinity());
    if (activation.kind == Eltwise::Kind::Clip)
        return std::pair(activation.alpha, activation.beta);
    return std::nullopt;
}

bool mapsZeroToZero(const Eltwise &activation)
{
    using Kind = Eltwise::Kind;
    switch (activation.kind) {
    case Kind::Sigmoid:
    case Kind::HardSigmoid:
    case Kind::Exp:
    case Kind::Log:
    case Kind::Softplus:
    case Kind::Pow:
        return false;
    case Kind::Linear:
        return activation.beta == 0;
    default:
        return true;
    }
}

/// Elements of a buffer without gaps, padding of channel blocks included (it is zero); nothing when there are gaps.
std::optional<std::int64_t> contiguousCount(const Layout *layout, const Shape &shape)
{
    if (shape.count() == 0 || isDense(layout, shape))
        return shape.count();
    if (layout->blockAxis < 0)
        return std::nullopt;
    const std::int64_t extent = shape[layout->blockAxis];
    const std::int64_t padded = shape.count() / extent * ((extent + layout->block - 1) / layout->block * layout->block);
    return layout->bytes == padded * static_cast<std::int64_t>(sizeof(float)) ? std::optional(padded) : std::nullopt;
}

std::unique_ptr<Step> clampStep(const Place &from, const Place &to, std::int64_t count, std::pair<float, float> bounds)
{
    return std::make_unique<KernelStep>("clamp", std::vector{from}, std::vector{to}, [count, bounds](std::byte *const *at) {
        clampElements(reinterpret_cast<const float *>(at[0]), reinterpret_cast<float *>(at[1]), count, bounds.first, bounds.second);
    });
}

} // namespace

LowerContext::Outcome LowerContext::apply(ValueId id, const Eltwise &given)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        if (m_linkCount > 0)
            return refuse("post-operations");
        if (m_tracer.value(id).dtype != DType::Float)
            return refuse("type");
        HALFTONE_TRY(Place from, m_tracer.anyPlace(id));
        const Shape shape = m_tracer.value(id).shape;
        const auto bounds = boundsOf(given);
        // oneDNN's eltwise does not take the clipping of HardSigmoid as a post-op for every shape: a step of its own.
        const bool isHardSigmoid = given.kind == Eltwise::Kind::HardSigmoid;
        const auto count = contiguousCount(from.layout.get(), shape);
        // Where padding must stay zero, oneDNN has only a slow way for functions that do not keep it, and one that hides NaN.
        const bool keepsZero = bounds ? bounds->first <= 0 && bounds->second >= 0 : mapsZeroToZero(given);
        const bool fits = bounds || isHardSigmoid || !keepsZero ? count && (*count == shape.count() || keepsZero)
                                                                : count || from.layout->blockAxis >= 0;
        if (!fits) {
            HALFTONE_TRY(from, m_tracer.plain(id));
        }
        const std::int64_t elements = contiguousCount(from.layout.get(), shape).value_or(shape.count());
        const Desc desc = descAt(DType::Float, shape, from);
        const bool inPlace = m_tracer.isDying(id);
        Place to = from;
        if (!inPlace) {
            HALFTONE_TRY(to, newPlaceFor(m_tracer, desc, shape));
        }
        if (bounds) {
            HALFTONE_CHECK(m_tracer.emit(clampStep(from, to, elements, *bounds)));
            m_tracer.define(outputValue(), DType::Float, shape, to);
            return Outcome();
        }
        dnnl::algorithm algorithm{};
        float alpha = 0;
        float beta = 0;
        const Eltwise first = isHardSigmoid ? Eltwise{Eltwise::Kind::Linear, given.alpha, given.beta} : given;
        if (!activationAlgorithm(first, algorithm, alpha, beta))
            return refuse("function");
        const auto pd = eltwise(algorithm, desc, alpha, beta, Attributes().finish());
        HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_DST, desc, to});
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<PrimitiveStep>(dnnl::eltwise_forward(pd), implementationName(pd.impl_info_str()),
            std::vector<Argument>{{DNNL_ARG_SRC, desc, from}}, std::move(outputs))));
        if (isHardSigmoid) {
            auto clip = clampStep(to, to, elements, {0.0F, 1.0F});
            clip->isMain = false;
            HALFTONE_CHECK(m_tracer.emit(std::move(clip)));
        }
        m_tracer.define(outputValue(), DType::Float, shape, to);
        return Outcome();
    });
}

} // namespace halftone
