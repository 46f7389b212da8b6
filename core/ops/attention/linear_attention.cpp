// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Inputs: query, key and value [batch, steps, heads · size], past_state [batch, kv heads, key size, value size], decay,
/// beta. Several query heads may read one state.
class LinearAttention final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"LinearAttention", "", OpCategory::Attention,
            "Attention without a softmax: every step adds its key and value to a decaying state, which queries read.", 27};
    }

    Status infer(InferContext &context) const override
    {
        const auto &q = context.input(0).shape();
        const auto &k = context.input(1).shape();
        const auto &v = context.input(2).shape();
        const Dim heads(context.node().intAttribute("q_num_heads", 0));
        const std::int64_t kvHeads = context.node().intAttribute("kv_num_heads", 0);
        std::optional<std::vector<Dim>> out;
        std::optional<std::vector<Dim>> state;
        if (q && k && v && q->size() == 3 && k->size() == 3 && v->size() == 3 && kvHeads > 0) {
            out = std::vector<Dim>{(*q)[0], (*q)[1], floorDiv(v->back() * heads, Dim(kvHeads))};
            state = std::vector<Dim>{(*q)[0], Dim(kvHeads), floorDiv(k->back(), Dim(kvHeads)), floorDiv(v->back(), Dim(kvHeads))};
        }
        context.setOutput(0, context.input(0).dtype(), std::move(out));
        context.setOutput(1, context.input(context.hasInput(3) ? 3 : 0).dtype(), std::move(state));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Plan plan, makePlan(context));
        HALFTONE_TRY(const auto q, elements<double>(context, 0));
        HALFTONE_TRY(const auto k, elements<double>(context, 1));
        HALFTONE_TRY(const auto v, elements<double>(context, 2));
        HALFTONE_TRY(const auto past, optionalElements<double>(context, 3));
        HALFTONE_TRY(const auto decay, optionalElements<double>(context, 4));
        HALFTONE_TRY(const auto beta, optionalElements<double>(context, 5));
        const Shape stateShape{plan.batch, plan.kvHeads, plan.keySize, plan.valueSize};
        HALFTONE_TRY(Tensor stateTensor, Tensor::allocate(DType::Double, stateShape));
        const auto state = stateTensor.mutableAs<double>();
        std::copy(past.begin(), past.end(), state.begin());
        HALFTONE_TRY(auto y,
            Output<double>::make(context, 0, context.tensor(0).dtype(), Shape{plan.batch, plan.steps, plan.heads * plan.valueSize}));
        std::vector<double> value(static_cast<std::size_t>(plan.valueSize));
        for (std::int64_t group = 0; group < plan.batch * plan.kvHeads; ++group) {
            double *memory = state.data() + group * plan.keySize * plan.valueSize;
            const std::int64_t head = group % plan.kvHeads;
            for (std::int64_t step = 0; step < plan.steps; ++step) {
                const std::int64_t row = group / plan.kvHeads * plan.steps + step;
                const double *key = k.data() + (row * plan.kvHeads + head) * plan.keySize;
                std::copy_n(v.data() + (row * plan.kvHeads + head) * plan.valueSize, plan.valueSize, value.begin());
                if (plan.decaySize > 0)
                    fade(plan, memory, decay.data() + (row * plan.kvHeads + head) * plan.decaySize);
                if (!beta.empty())
                    correct(plan, memory, key, beta[plan.betaPerHead ? row * plan.kvHeads + head : row], value);
                for (std::int64_t i = 0; i < plan.keySize * plan.valueSize; ++i)
                    memory[i] += key[i / plan.valueSize] * value[static_cast<std::size_t>(i % plan.valueSize)];
                const std::int64_t shared = plan.heads / plan.kvHeads;
                for (std::int64_t h = head * shared; h < (head + 1) * shared; ++h) {
                    const double *query = q.data() + (row * plan.heads + h) * plan.keySize;
                    for (std::int64_t i = 0; i < plan.keySize * plan.valueSize; ++i)
                        y[(row * plan.heads + h) * plan.valueSize + i % plan.valueSize]
                            += plan.scale * query[i / plan.valueSize] * memory[i];
                }
            }
        }
        HALFTONE_CHECK(y.finish());
        if (!context.wantsOutput(1))
            return {};
        HALFTONE_TRY(auto present, Output<double>::make(context, 1, context.tensor(context.hasInput(3) ? 3 : 0).dtype(), stateShape));
        std::copy(state.begin(), state.end(), present.data());
        return present.finish();
    }

private:
    struct Plan
    {
        std::int64_t batch = 0;
        std::int64_t steps = 0;
        std::int64_t heads = 0;
        std::int64_t kvHeads = 0;
        std::int64_t keySize = 0;
        std::int64_t valueSize = 0;
        /// Decays a head and step: 0 (none), 1, or one a key element.
        std::int64_t decaySize = 0;
        bool betaPerHead = false;
        double scale = 1;
    };

    static Result<Plan> makePlan(const KernelContext &context)
    {
        const Node &node = context.node();
        const Shape &q = context.tensor(0).shape();
        const Shape &k = context.tensor(1).shape();
        const Shape &v = context.tensor(2).shape();
        Plan plan;
        plan.heads = node.intAttribute("q_num_heads", 0);
        plan.kvHeads = node.intAttribute("kv_num_heads", 0);
        if (plan.heads < 1 || plan.kvHeads < 1 || plan.heads % plan.kvHeads != 0)
            return context.badArgument(
                "q_num_heads " + std::to_string(plan.heads), "a multiple of kv_num_heads " + std::to_string(plan.kvHeads));
        if (q.rank() != 3 || k.rank() != 3 || v.rank() != 3 || k[0] != q[0] || v[0] != q[0] || k[1] != q[1] || v[1] != q[1]
            || q[2] % plan.heads != 0 || k[2] % plan.kvHeads != 0 || v[2] % plan.kvHeads != 0 || q[2] / plan.heads != k[2] / plan.kvHeads)
            return context.badArgument("query " + q.toString() + ", key " + k.toString() + ", value " + v.toString(), "matching sizes");
        plan.batch = q[0];
        plan.steps = q[1];
        plan.keySize = q[2] / plan.heads;
        plan.valueSize = v[2] / plan.kvHeads;
        const Shape state{plan.batch, plan.kvHeads, plan.keySize, plan.valueSize};
        if (context.hasInput(3) && context.tensor(3).shape() != state)
            return context.badArgument("past_state " + context.tensor(3).shape().toString(), state.toString());
        const std::string rule = node.stringAttribute("update_rule", "gated_delta");
        const bool gated = rule == "gated" || rule == "gated_delta";
        const bool delta = rule == "delta" || rule == "gated_delta";
        if ((!gated && !delta && rule != "linear") || gated != context.hasInput(4) || delta != context.hasInput(5))
            return context.badArgument("update_rule " + rule, "linear, gated, delta or gated_delta with its inputs");
        if (gated) {
            const Shape &decay = context.tensor(4).shape();
            plan.decaySize = decay.rank() == 3 && decay[2] == plan.kvHeads ? 1 : plan.keySize;
            if (decay != Shape{plan.batch, plan.steps, plan.kvHeads * plan.decaySize})
                return context.badArgument("decay " + decay.toString(), "one a head, or one a head and key element");
        }
        if (delta) {
            const Shape &beta = context.tensor(5).shape();
            plan.betaPerHead = beta.rank() == 3 && beta[2] == plan.kvHeads;
            if (beta != Shape{plan.batch, plan.steps, plan.betaPerHead ? plan.kvHeads : 1})
                return context.badArgument("beta " + beta.toString(), "one a step, or one a head");
        }
        const double scale = static_cast<double>(node.floatAttribute("scale", 0.0F));
        plan.scale = scale != 0 ? scale : 1.0 / std::sqrt(static_cast<double>(std::max<std::int64_t>(plan.keySize, 1)));
        return plan;
    }

    /// state[d] *= e^decay[d].
    static void fade(const Plan &plan, double *state, const double *decay)
    {
        for (std::int64_t i = 0; i < plan.keySize * plan.valueSize; ++i)
            state[i] *= std::exp(decay[plan.decaySize == 1 ? 0 : i / plan.valueSize]);
    }

    /// value ← beta · (value − stateᵀ · key): only what the state does not know yet is written.
    static void correct(const Plan &plan, const double *state, const double *key, double beta, std::vector<double> &value)
    {
        for (std::int64_t m = 0; m < plan.valueSize; ++m) {
            double known = 0;
            for (std::int64_t d = 0; d < plan.keySize; ++d)
                known += state[d * plan.valueSize + m] * key[d];
            double &target = value[static_cast<std::size_t>(m)];
            target = beta * (target - known);
        }
    }
};

} // namespace

HALFTONE_OPERATOR(LinearAttention)

} // namespace halftone
