// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/layout.h"
#include "core/engine/lower_context.h"
#include "core/engine/plan.h"
#include "core/engine/tracer.h"

#include <oneapi/dnnl/dnnl.hpp>

#include <string>
#include <vector>

namespace halftone {

struct DnnlDesc
{
    dnnl::memory::desc md;
};

namespace dnnlsupport {

using Desc = dnnl::memory::desc;
using Dims = dnnl::memory::dims;

/// One argument of a primitive: what it is, how it lies, where.
struct Argument
{
    int index = 0;
    Desc desc;
    Place place;
};

/// Runs one oneDNN primitive.
class PrimitiveStep final : public Step
{
public:
    PrimitiveStep(dnnl::primitive primitive, std::string name, std::vector<Argument> inputs, std::vector<Argument> outputs);
    std::unique_ptr<BoundStep> bind(const BufferTable &table) const override;

private:
    dnnl::primitive m_primitive;
    std::vector<Argument> m_arguments;
};

const dnnl::engine &cpu();
/// Attributes every primitive gets: scratch memory is the plan's.
dnnl::primitive_attr baseAttributes();

bool hasDataType(DType type);
dnnl::memory::data_type dataType(DType type);
Dims dimsOf(const Shape &shape);
Desc plainDesc(DType type, const Shape &shape);
/// Strides of a tensor whose axis 1 is innermost.
Dims channelsLastStrides(const Shape &shape);
Desc anyDesc(DType type, const Shape &shape);
/// How a tensor at `place` lies, for oneDNN.
Desc descAt(DType type, const Shape &shape, const Place &place);
/// The layout of a description; null when row-major.
LayoutPtr layoutOf(const Desc &desc, const Shape &shape);

/// The value at a place that lies as `wanted` says: one it has, or a reordered copy.
Result<Place> placeAs(Tracer &tracer, ValueId value, const Desc &wanted);
/// The constant `id` reordered into `wanted` once for all executors. `make` gives its elements as `source`; `how` says what it does to
/// them besides: operators that do different things may share a constant.
Result<Place> packedConstant(Tracer &tracer, ValueId id, const std::string &how, const Desc &source, const Desc &wanted,
    const std::function<Result<Tensor>()> &make);
/// 8-bit elements as oneDNN wants its weights: s8 as they are, u8 less 128; others as they are.
Result<Tensor> signedElements(Tensor elements);
/// The shape of O×(I/groups)×kernel weights with an axis for the groups, if there are several.
Shape groupedShape(const Shape &weights, std::int64_t groups);
/// New memory for a result that lies as `desc`.
Result<Place> newPlaceFor(Tracer &tracer, const Desc &desc, const Shape &shape);
/// Scratch memory of a primitive as an argument; nothing when it needs none.
Result<std::vector<Argument>> scratchpad(Tracer &tracer, const Desc &desc);

/// "oneDNN jit:avx512_core".
std::string implementationName(const char *info);
bool isReference(const char *info);

/// errc::kOutOfMemory when the system has not even what oneDNN may need for the code of a primitive: it does not look whether
/// it got memory for that.
Status checkHeadroom();

/// Calls `body`, whose exceptions of oneDNN become refusals and whose errors stop the run.
template <typename Body>
LowerContext::Outcome guarded(LowerContext &context, const Body &body)
{
    if (const Status headroom = checkHeadroom(); !headroom) {
        context.tracer().fail(headroom.error());
        return context.refuse("error");
    }
    try {
        Result<LowerContext::Outcome> outcome = body();
        if (outcome)
            return *outcome;
        context.tracer().fail(outcome.error());
        return context.refuse("error");
    } catch (const dnnl::error &error) {
        return context.refuse(error.status == dnnl_unimplemented ? "no implementation" : error.message);
    }
}

} // namespace dnnlsupport

} // namespace halftone
