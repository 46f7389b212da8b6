// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/data_input.h"
#include "core/samples/errors.h"
#include "core/samples/shape_hint.h"
#include "core/tensor/cast.h"

namespace halftone {

namespace {

bool fits(const Shape &shape, const std::vector<std::optional<std::int64_t>> &dims)
{
    if (shape.rank() != static_cast<int>(dims.size()))
        return false;
    for (int axis = 0; axis < shape.rank(); ++axis)
        if (const auto wanted = dims[static_cast<std::size_t>(axis)]; wanted && *wanted != shape[axis])
            return false;
    return true;
}

bool convertible(DType from, DType to)
{
    if (from == to)
        return true;
    const bool number = isFloatingPoint(from) || isInteger(from) || from == DType::Bool;
    if (isFloatingPoint(to))
        return number;
    const bool whole = isInteger(from) || from == DType::Bool;
    return isInteger(to) && whole && dtypeBits(to) >= dtypeBits(from);
}

} // namespace

std::string DataInput::toString() const
{
    std::string text(dtypeName(dtype));
    if (!dims)
        return text + "[…]";
    text += "[";
    for (std::size_t i = 0; i < dims->size(); ++i)
        text += (i ? "×" : "") + ((*dims)[i] ? std::to_string(*(*dims)[i]) : std::string("?"));
    return text + "]";
}

std::vector<DataInput> dataInputs(const Model &model, const GraphFacts &facts, const std::map<std::string, std::int64_t> &dims)
{
    std::vector<DataInput> result;
    for (const ValueId id : model.graph->inputs()) {
        const Value &value = model.graph->value(id);
        if (value.initializer != kNone)
            continue;
        const Type &type
            = id < facts.values.size() && facts.values[id].type.kind != Type::Kind::Unknown ? facts.values[id].type : value.declaredType;
        DataInput input{value.name, type.dtype, {}};
        if (type.shape) {
            input.dims.emplace();
            for (const Dim &dim : *type.shape)
                input.dims->push_back(dim.value() ? dim.value() : dim.evaluate(dims));
        }
        result.push_back(std::move(input));
    }
    return result;
}

std::string namesOf(const std::vector<DataInput> &inputs)
{
    std::string text;
    for (const DataInput &input : inputs)
        text += (text.empty() ? "" : ", ") + input.name;
    return text;
}

Result<Tensor> fitted(const Tensor &data, const DataInput &input)
{
    if (!convertible(data.dtype(), input.dtype))
        return Error(errc::kDataType, {input.name, std::string(dtypeName(data.dtype())), std::string(dtypeName(input.dtype))});
    Tensor shaped = data;
    if (input.dims && !fits(data.shape(), *input.dims)) {
        std::vector<std::int64_t> batched{1};
        batched.insert(batched.end(), data.shape().begin(), data.shape().end());
        const Shape withBatch(std::move(batched));
        if (!fits(withBatch, *input.dims))
            return Error(errc::kDataShape,
                {input.name, std::string(dtypeName(data.dtype())) + "[" + data.shape().toString() + "]", input.toString()})
                .because({shapeHint(input.name, data.shape(), *input.dims)});
        shaped = data.reshaped(withBatch);
    }
    return castTensor(shaped, input.dtype);
}

} // namespace halftone
