// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/support.h"
#include "core/engine/dnnl/version.h"
#include "core/engine/reorder.h"

namespace halftone {

using namespace dnnlsupport;

LowerContext::Outcome LowerContext::apply(ValueId id, const Activation &given)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        if (m_linkCount > 0)
            return refuse("post-operations");
        if (m_tracer.value(id).dtype != DType::Float)
            return refuse("type");
        HALFTONE_TRY(Place from, m_tracer.anyPlace(id));
        const Shape shape = m_tracer.value(id).shape;
        if (!isDense(from.layout.get(), shape) && (!from.layout || from.layout->blockAxis < 0)) {
            HALFTONE_TRY(from, m_tracer.plain(id));
        }
        const Desc desc = descAt(DType::Float, shape, from);
        dnnl::algorithm algorithm{};
        float alpha = 0;
        float beta = 0;
        // oneDNN's eltwise does not take the clipping of HardSigmoid as a post-op for every shape: two primitives.
        const bool isHardSigmoid = given.kind == Activation::Kind::HardSigmoid;
        const Activation first = isHardSigmoid ? Activation{Activation::Kind::Linear, given.alpha, given.beta} : given;
        if (!activationAlgorithm(first, algorithm, alpha, beta))
            return refuse("function");
        const auto pd = eltwise(algorithm, desc, alpha, beta, Attributes().finish());
        const bool inPlace = m_tracer.isDying(id);
        Place to = from;
        if (!inPlace) {
            HALFTONE_TRY(to, newPlaceFor(m_tracer, desc, shape));
        }
        HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_DST, desc, to});
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<PrimitiveStep>(dnnl::eltwise_forward(pd), implementationName(pd.impl_info_str()),
            std::vector<Argument>{{DNNL_ARG_SRC, desc, from}}, std::move(outputs))));
        if (isHardSigmoid) {
            activationAlgorithm({Activation::Kind::Clip, 0, 1}, algorithm, alpha, beta);
            const auto clip = eltwise(algorithm, desc, alpha, beta, Attributes().finish());
            HALFTONE_TRY(auto clipped, scratchpad(m_tracer, clip.scratchpad_desc()));
            clipped.push_back({DNNL_ARG_DST, desc, to});
            HALFTONE_CHECK(m_tracer.emit(std::make_unique<PrimitiveStep>(dnnl::eltwise_forward(clip),
                implementationName(clip.impl_info_str()), std::vector<Argument>{{DNNL_ARG_SRC, desc, to}}, std::move(clipped))));
        }
        m_tracer.define(outputValue(), DType::Float, shape, to);
        return Outcome();
    });
}

} // namespace halftone
