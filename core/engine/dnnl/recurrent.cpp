// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/support.h"
#include "core/engine/dnnl/version.h"

namespace halftone {

using namespace dnnlsupport;

namespace {

/// ONNX's gates are i o f c (LSTM) and z r h (GRU); oneDNN's are i f c o and u r o.
std::vector<std::int64_t> gateOrder(RecurrentSpec::Kind kind)
{
    return kind == RecurrentSpec::Kind::Lstm ? std::vector<std::int64_t>{0, 2, 3, 1} : std::vector<std::int64_t>{0, 1, 2};
}

class Recurrent
{
public:
    Recurrent(LowerContext &context, const RecurrentSpec &spec)
        : m_context(context)
        , m_tracer(context.tracer())
        , m_spec(spec)
        , m_gates(spec.kind == RecurrentSpec::Kind::Lstm ? 4 : 3)
        , m_biases(spec.kind == RecurrentSpec::Kind::Gru ? 3 : 4)
        , m_directions(spec.direction == RecurrentSpec::Direction::Bidirectional ? 2 : 1)
    {
    }

    Result<LowerContext::Outcome> run()
    {
        const Shape input = m_tracer.value(m_spec.input).shape;
        if (input.rank() != 3 || m_tracer.value(m_spec.input).dtype != DType::Float)
            return m_context.refuse("type");
        for (const ValueId id : {m_spec.weights, m_spec.recurrence, m_spec.bias})
            if (id != kNone && (!m_tracer.value(id).isConstant || m_tracer.value(id).dtype != DType::Float))
                return m_context.refuse("weights that are no constants");
        const std::int64_t steps = input[0];
        const std::int64_t batch = input[1];
        const std::int64_t width = input[2];
        const std::int64_t hidden = m_spec.hidden;
        const Desc source({steps, batch, width}, dnnl::memory::data_type::f32, dnnl::memory::format_tag::tnc);
        const Desc state({1, m_directions, batch, hidden}, dnnl::memory::data_type::f32, dnnl::memory::format_tag::ldnc);
        const Desc layer({steps, batch, m_directions * hidden}, dnnl::memory::data_type::f32, dnnl::memory::format_tag::tnc);
        const Desc weights({1, m_directions, width, m_gates, hidden}, dnnl::memory::data_type::f32, dnnl::memory::format_tag::any);
        const Desc recurrence({1, m_directions, hidden, m_gates, hidden}, dnnl::memory::data_type::f32, dnnl::memory::format_tag::any);
        const Desc bias({1, m_directions, m_biases, hidden}, dnnl::memory::data_type::f32, dnnl::memory::format_tag::ldgo);
        const Descs descs{source, state, bias, layer};
        switch (m_spec.kind) {
        case RecurrentSpec::Kind::Lstm:
            return emit<dnnl::lstm_forward>(
                lstm(m_spec.direction, source, state, weights, recurrence, bias, layer, baseAttributes()), descs);
        case RecurrentSpec::Kind::Gru:
            return emit<dnnl::gru_forward>(gru(m_spec.direction, source, state, weights, recurrence, bias, layer, baseAttributes()), descs);
        case RecurrentSpec::Kind::GruLinearBeforeReset:
            return emit<dnnl::lbr_gru_forward>(
                gruLinearBeforeReset(m_spec.direction, source, state, weights, recurrence, bias, layer, baseAttributes()), descs);
        }
        return m_context.refuse("kind");
    }

private:
    struct Descs
    {
        Desc source;
        Desc state;
        Desc bias;
        Desc layer;
    };

    template <typename Primitive>
    Result<LowerContext::Outcome> emit(const typename Primitive::primitive_desc &pd, const Descs &descs)
    {
        const Shape input = m_tracer.value(m_spec.input).shape;
        const std::int64_t steps = input[0];
        const std::int64_t batch = input[1];
        const std::int64_t width = input[2];
        const std::int64_t hidden = m_spec.hidden;
        const bool hasCell = m_spec.kind == RecurrentSpec::Kind::Lstm;
        std::vector<Argument> inputs;
        HALFTONE_TRY(const Place from, m_tracer.plain(m_spec.input));
        inputs.push_back({DNNL_ARG_SRC_LAYER, descs.source, from});
        const std::pair<int, ValueId> states[] = {{DNNL_ARG_SRC_ITER, m_spec.initialHidden}, {DNNL_ARG_SRC_ITER_C, m_spec.initialCell}};
        for (const auto &[argument, id] : states) {
            if (argument == DNNL_ARG_SRC_ITER_C && !hasCell)
                continue;
            Place place;
            if (id == kNone) {
                HALFTONE_TRY(const Tensor zeros, Tensor::allocate(DType::Float, Shape{m_directions, batch, hidden}));
                place = m_tracer.constantPlace(zeros);
            } else {
                HALFTONE_TRY(place, m_tracer.plain(id));
            }
            inputs.push_back({argument, descs.state, place});
        }
        HALFTONE_TRY(const Place packed, pack(m_spec.weights, width, pd.weights_layer_desc()));
        HALFTONE_TRY(const Place packedIter, pack(m_spec.recurrence, hidden, pd.weights_iter_desc()));
        HALFTONE_TRY(const Place packedBias, packBias(descs.bias));
        inputs.push_back({DNNL_ARG_WEIGHTS_LAYER, pd.weights_layer_desc(), packed});
        inputs.push_back({DNNL_ARG_WEIGHTS_ITER, pd.weights_iter_desc(), packedIter});
        inputs.push_back({DNNL_ARG_BIAS, descs.bias, packedBias});

        const std::int64_t stateBytes = m_directions * batch * hidden * static_cast<std::int64_t>(sizeof(float));
        HALFTONE_TRY(const Place to, m_tracer.newPlace(steps * stateBytes, nullptr));
        HALFTONE_TRY(const Place lastHidden, m_tracer.newPlace(stateBytes, nullptr));
        Place lastCell;
        if (hasCell) {
            HALFTONE_TRY(lastCell, m_tracer.newPlace(stateBytes, nullptr));
        }
        HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_DST_LAYER, descs.layer, to});
        outputs.push_back({DNNL_ARG_DST_ITER, descs.state, lastHidden});
        if (hasCell)
            outputs.push_back({DNNL_ARG_DST_ITER_C, descs.state, lastCell});
        HALFTONE_CHECK(m_tracer.emit(
            std::make_unique<PrimitiveStep>(Primitive(pd), implementationName(pd.impl_info_str()), std::move(inputs), std::move(outputs))));

        // oneDNN leaves [steps, batch, directions · hidden]; ONNX wants [steps, directions, batch, hidden].
        const auto &made = m_context.node().outputs;
        const Shape result{steps, m_directions, batch, hidden};
        if (wants(0))
            m_tracer.define(made[0], DType::Float, result,
                {to.buffer, to.offset,
                    m_directions == 1 ? nullptr : stridedLayout({batch * m_directions * hidden, hidden, m_directions * hidden, 1})});
        if (wants(1))
            m_tracer.define(made[1], DType::Float, Shape{m_directions, batch, hidden}, lastHidden);
        if (hasCell && wants(2))
            m_tracer.define(made[2], DType::Float, Shape{m_directions, batch, hidden}, lastCell);
        return LowerContext::Outcome();
    }

    bool wants(std::size_t index) const { return index < m_context.node().outputs.size() && m_context.node().outputs[index] != kNone; }

    std::string how() const { return "layer/" + std::to_string(static_cast<int>(m_spec.kind)); }

    /// ONNX's [directions, gates·hidden, inputs] as [1, directions, inputs, gates, hidden].
    Result<Place> pack(ValueId id, std::int64_t inputs, const Desc &wanted) const
    {
        const std::int64_t hidden = m_spec.hidden;
        const Desc plain({1, m_directions, inputs, m_gates, hidden}, dnnl::memory::data_type::f32, dnnl::memory::format_tag::ldigo);
        return packedConstant(m_tracer, id, how(), plain, wanted, [=, this]() -> Result<Tensor> {
            HALFTONE_TRY(const Tensor tensor, m_tracer.constantForPacking(id));
            HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(DType::Float, tensor.shape()));
            const auto from = tensor.as<float>();
            const auto to = result.mutableAs<float>();
            const auto order = gateOrder(m_spec.kind);
            for (std::int64_t d = 0; d < m_directions; ++d)
                for (std::int64_t g = 0; g < m_gates; ++g)
                    for (std::int64_t h = 0; h < hidden; ++h)
                        for (std::int64_t i = 0; i < inputs; ++i)
                            to[static_cast<std::size_t>(((d * inputs + i) * m_gates + g) * hidden + h)] = from[static_cast<std::size_t>(
                                ((d * m_gates + order[static_cast<std::size_t>(g)]) * hidden + h) * inputs + i)];
            return result;
        });
    }

    /// The two biases of a gate are added, so one vector a gate remains; but what the reset gate weakens stays apart.
    Result<Place> packBias(const Desc &desc) const
    {
        const std::int64_t hidden = m_spec.hidden;
        // Without a bias: zeros, as many as the recurrence has rows.
        return packedConstant(m_tracer, m_spec.bias != kNone ? m_spec.bias : m_spec.recurrence, "bias of " + how(), desc, desc,
            [=, this]() -> Result<Tensor> {
                HALFTONE_TRY(Tensor result, Tensor::allocate(DType::Float, Shape{m_directions, m_biases, hidden}));
                if (m_spec.bias == kNone)
                    return result;
                HALFTONE_TRY(const Tensor tensor, m_tracer.constantForPacking(m_spec.bias));
                const auto from = tensor.as<float>();
                const auto order = gateOrder(m_spec.kind);
                const auto to = result.mutableAs<float>();
                for (std::int64_t d = 0; d < m_directions; ++d)
                    for (std::int64_t g = 0; g < m_gates; ++g)
                        for (std::int64_t h = 0; h < hidden; ++h) {
                            const std::int64_t at = (2 * d * m_gates + order[static_cast<std::size_t>(g)]) * hidden + h;
                            const float own = from[static_cast<std::size_t>(at)];
                            const float recurrent = from[static_cast<std::size_t>(at + m_gates * hidden)];
                            const bool apart = g == 2 && m_spec.kind == RecurrentSpec::Kind::GruLinearBeforeReset;
                            to[static_cast<std::size_t>((d * m_biases + g) * hidden + h)] = apart ? own : own + recurrent;
                            if (apart)
                                to[static_cast<std::size_t>((d * m_biases + 3) * hidden + h)] = recurrent;
                        }
                return result;
            });
    }

    LowerContext &m_context;
    Tracer &m_tracer;
    const RecurrentSpec &m_spec;
    std::int64_t m_gates;
    std::int64_t m_biases;
    std::int64_t m_directions;
};

} // namespace

LowerContext::Outcome LowerContext::recurrent(const RecurrentSpec &spec)
{
    return guarded(*this, [&] { return Recurrent(*this, spec).run(); });
}

} // namespace halftone
