// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/integer_weights.h"

#include "core/quant/errors.h"
#include "core/quant/new_node.h"

namespace halftone {

namespace {

template <typename T>
void transpose(const T *from, std::int64_t matrices, std::int64_t rows, std::int64_t columns, T *to)
{
    for (std::int64_t m = 0; m < matrices; ++m, from += rows * columns, to += rows * columns) {
        for (std::int64_t r = 0; r < rows; ++r) {
            for (std::int64_t c = 0; c < columns; ++c)
                to[c * rows + r] = from[r * columns + c];
        }
    }
}

} // namespace

Tensor integerTensor(DType type, const std::vector<std::int32_t> &values, Shape shape)
{
    if (type == DType::Int8)
        return Tensor::of<std::int8_t>(std::move(shape), std::vector<std::int8_t>(values.begin(), values.end()));
    if (type == DType::UInt8)
        return Tensor::of<std::uint8_t>(std::move(shape), std::vector<std::uint8_t>(values.begin(), values.end()));
    return Tensor::of<std::int32_t>(std::move(shape), std::span<const std::int32_t>(values));
}

Result<Tensor> transposedMatrices(const Tensor &tensor)
{
    Shape shape = tensor.shape();
    const int rank = shape.rank();
    const std::int64_t rows = shape[rank - 2];
    const std::int64_t columns = shape[rank - 1];
    shape[rank - 2] = columns;
    shape[rank - 1] = rows;
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(tensor.dtype(), shape));
    const std::int64_t matrices = shape.count(0, rank - 2);
    if (dtypeBits(tensor.dtype()) == 8)
        transpose(tensor.as<std::uint8_t>().data(), matrices, rows, columns, result.mutableAs<std::uint8_t>().data());
    else
        transpose(tensor.as<std::uint32_t>().data(), matrices, rows, columns, result.mutableAs<std::uint32_t>().data());
    return result;
}

WeightScheme IntegerWeights::scheme(ValueId weight, int axis) const
{
    const auto user = m_recipe.tensors.find(m_graph.value(weight).name);
    const TensorOverride *own = user == m_recipe.tensors.end() ? nullptr : &user->second;
    WeightScheme scheme;
    const DType type = own && own->dtype ? *own->dtype : m_recipe.weights;
    scheme.dtype = dtypeBits(type) == 8 ? type : isSigned(type) ? DType::Int8 : DType::UInt8;
    scheme.reduceRange = m_recipe.reduceRange;
    scheme.axis = (own && own->perChannel ? *own->perChannel : m_recipe.perChannel) ? axis : -1;
    scheme.symmetric = isSigned(scheme.dtype) || scheme.axis >= 0;
    return scheme;
}

void IntegerWeights::note(ValueId weight, std::int64_t nonFinite)
{
    if (nonFinite == 0)
        return;
    const std::string &name = m_graph.value(weight).name;
    m_result.issues.push_back(
        {Issue::Severity::Problem, Error(errc::kWeightNonFinite, {name, std::to_string(nonFinite)}), Issue::Target::Value, name});
}

ValueId IntegerWeights::constant(const std::string &name, Tensor tensor) { return newConstant(m_builder, name, std::move(tensor)); }

StoredWeight IntegerWeights::store(
    const std::string &name, Tensor quantized, const QuantParams &params, const Shape &scaleShape, const Shape &zeroPointShape)
{
    StoredWeight stored;
    stored.data = constant(name + "_quantized", std::move(quantized));
    stored.scale = constant(name + "_scale", Tensor::of<float>(scaleShape, std::span<const float>(params.scale)));
    const std::span<const std::int32_t> zeros(params.zeroPoint.data(), static_cast<std::size_t>(zeroPointShape.count()));
    stored.zeroPoint = constant(name + "_zero_point", integerTensor(params.dtype, {zeros.begin(), zeros.end()}, zeroPointShape));
    m_result.params[name] = params;
    m_result.counterpart[name] = m_builder.valueInfo(stored.data).name;
    return stored;
}

Result<StoredWeight> IntegerWeights::add(ValueId weight, const Tensor &values, const WeightScheme &scheme)
{
    std::int64_t bad = 0;
    const QuantParams params = weightParams(values, scheme, &bad);
    note(weight, bad);
    HALFTONE_TRY(Tensor quantized, quantizeWeight(values, params, scheme));
    const Shape shape = scheme.axis < 0 ? Shape{} : Shape{static_cast<std::int64_t>(params.scale.size())};
    return store(m_graph.value(weight).name, std::move(quantized), params, shape, shape);
}

Result<StoredWeight> IntegerWeights::plain(ValueId weight, int axis)
{
    const auto [entry, isNew] = m_stored.try_emplace({weight, axis, false, 1.0F});
    if (!isNew)
        return entry->second;
    HALFTONE_TRY(const Tensor values, m_graph.constant(weight)->load());
    HALFTONE_TRY(entry->second, add(weight, values, scheme(weight, axis)));
    return entry->second;
}

Result<StoredWeight> IntegerWeights::convolution(ValueId weight, bool perChannel)
{
    const WeightScheme used = scheme(weight, perChannel ? 0 : -1);
    if (used.axis < 0)
        return plain(weight, -1);
    const auto [entry, isNew] = m_stored.try_emplace({weight, 0, false, 1.0F});
    if (!isNew)
        return entry->second;
    HALFTONE_TRY(const Tensor values, m_graph.constant(weight)->load());
    std::int64_t bad = 0;
    const QuantParams params = weightParams(values, used, &bad);
    note(weight, bad);
    HALFTONE_TRY(Tensor quantized, quantizeWeight(values, params, used));
    std::vector<std::int64_t> dims(static_cast<std::size_t>(values.shape().rank()) - 1, 1);
    dims.front() = values.shape()[0];
    entry->second = store(m_graph.value(weight).name, std::move(quantized), params, Shape(dims), {});
    return entry->second;
}

Result<StoredWeight> IntegerWeights::matrix(ValueId weight, bool transposed, float factor)
{
    const auto [entry, isNew] = m_stored.try_emplace({weight, 1, transposed, factor});
    if (!isNew)
        return entry->second;
    HALFTONE_TRY(Tensor values, m_graph.constant(weight)->load());
    if (transposed) {
        HALFTONE_TRY(values, transposedMatrices(values));
    }
    if (factor != 1) {
        HALFTONE_TRY(Tensor scaled, Tensor::allocateUninitialized(DType::Float, values.shape()));
        const auto from = values.as<float>();
        auto to = scaled.mutableAs<float>();
        for (std::size_t i = 0; i < from.size(); ++i)
            to[i] = from[i] * factor;
        values = std::move(scaled);
    }
    HALFTONE_TRY(entry->second, add(weight, values, scheme(weight, 1)));
    return entry->second;
}

Result<StoredWeight> IntegerWeights::recurrent(ValueId weight)
{
    const auto [entry, isNew] = m_stored.try_emplace({weight, 0, true, 1.0F});
    if (!isNew)
        return entry->second;
    HALFTONE_TRY(const Tensor values, m_graph.constant(weight)->load());
    const Shape &shape = values.shape();
    const bool perRow = scheme(weight, 0).axis >= 0;
    const WeightScheme rows{DType::Int8, true, m_recipe.reduceRange, 0};
    const Tensor flat = values.reshaped(perRow ? Shape{shape[0] * shape[1], shape[2]} : Shape{shape[0], shape[1] * shape[2]});
    std::int64_t bad = 0;
    QuantParams params = weightParams(flat, rows, &bad);
    note(weight, bad);
    HALFTONE_TRY(const Tensor quantized, quantizeWeight(flat, params, rows));
    HALFTONE_TRY(Tensor turned, transposedMatrices(quantized.reshaped(shape)));
    const Shape scales = perRow ? Shape{shape[0], shape[1]} : Shape{shape[0]};
    entry->second = store(m_graph.value(weight).name, std::move(turned), params, scales, scales);
    return entry->second;
}

} // namespace halftone
