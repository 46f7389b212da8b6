// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/epilogue.h"
#include "core/engine/kernels/elementwise.h"
#include "core/engine/primitive_library.h"
#include "core/engine/reorder.h"

#include <algorithm>
#include <string_view>

namespace halftone {

namespace {

using namespace dnnlsupport;

/// Dimensions and strides of one operand as a batch of matrices.
struct Matrices
{
    std::vector<std::int64_t> dims;
    std::vector<std::int64_t> strides;
};

Matrices matricesOf(const Shape &shape, const std::vector<std::int64_t> &strides, bool transpose, int rank, bool isLeft)
{
    Matrices result{std::vector<std::int64_t>(shape.begin(), shape.end()), strides};
    if (shape.rank() == 1) {
        // A vector is a row on the left and a column on the right.
        result.dims.insert(isLeft ? result.dims.begin() : result.dims.end(), 1);
        result.strides.insert(isLeft ? result.strides.begin() : result.strides.end(), isLeft ? shape[0] * strides[0] : 1);
        if (!isLeft)
            result.strides[1] = 1;
    } else if (transpose) {
        const std::size_t n = result.dims.size();
        std::swap(result.dims[n - 1], result.dims[n - 2]);
        std::swap(result.strides[n - 1], result.strides[n - 2]);
    }
    while (static_cast<int>(result.dims.size()) < rank) {
        result.strides.insert(result.strides.begin(), result.dims.front() * result.strides.front());
        result.dims.insert(result.dims.begin(), 1);
    }
    return result;
}

class MatMul
{
public:
    MatMul(LowerContext &context, const MatMulSpec &spec)
        : m_context(context)
        , m_tracer(context.tracer())
        , m_spec(spec)
        , m_result(context.outputShape(0))
        , m_epilogue(context, m_result, std::max(0, m_result.rank() - 1))
    {
    }

    Result<LowerContext::Outcome> run()
    {
        m_integer = m_spec.a.quantization && m_spec.b.quantization;
        if (!m_integer && (m_context.outputQuantization() || m_spec.a.value == kNone || m_spec.b.value == kNone))
            return refuse("8-bit result of real operands");
        m_aId = m_integer ? m_spec.a.quantized : m_spec.a.value;
        m_bId = m_integer ? m_spec.b.quantized : m_spec.b.value;
        m_aShape = m_tracer.value(m_aId).shape;
        m_bShape = m_tracer.value(m_bId).shape;
        if (!m_integer && (m_tracer.value(m_aId).dtype != DType::Float || m_tracer.value(m_bId).dtype != DType::Float))
            return refuse("type");
        if (m_aShape.rank() == 0 || m_bShape.rank() < 2 || m_result.rank() == 0 || m_aShape.rank() == 1)
            return refuse("rank");
        // Elements of activations take all 8 bits: sums of two products that saturate at 16 bits would often be wrong.
        if (m_integer && !addsProductsExactly() && !m_tracer.value(m_bId).isConstant)
            return refuse("no exact implementation");
        if (const auto why = m_epilogue.prepare(m_integer))
            return refuse(*why);
        if (const auto why = prepareBias())
            return refuse(*why);
        if (const auto why = prepareScaling())
            return refuse(*why);
        return emit();
    }

private:
    LowerContext::Outcome refuse(std::string why) const { return m_context.refuse(std::move(why)); }

    std::optional<std::string> prepareBias()
    {
        if (m_spec.bias.isAbsent())
            return std::nullopt;
        auto bias = realVector(m_context, m_spec.bias);
        const Shape &shape = m_tracer.value(m_spec.bias.value != kNone ? m_spec.bias.value : m_spec.bias.quantized).shape;
        const std::int64_t n = m_result[m_result.rank() - 1];
        if (!bias || shape.rank() > 2 || (shape.count() != n && shape.count() != 1) || (shape.rank() == 2 && shape[0] != 1))
            return "bias that is no constant vector";
        if (shape.count() == 1)
            bias->assign(static_cast<std::size_t>(n), bias->front());
        for (float &element : *bias)
            element *= m_spec.beta;
        m_bias = std::move(*bias);
        return std::nullopt;
    }

    std::optional<std::string> prepareScaling()
    {
        if (!m_integer)
            return std::nullopt;
        const Quantization &a = *m_spec.a.quantization;
        const Quantization &b = *m_spec.b.quantization;
        if (a.scale.size() != 1)
            return "per-channel left operand";
        const int channelAxis = m_bShape.rank() - (m_spec.transposeB ? 2 : 1);
        if (b.scale.size() > 1 && (b.axis != channelAxis || m_bShape.rank() != 2))
            return "axis of the weights' scales";
        // oneDNN's right operand is signed: u8 is shifted by 128, and so is its zero point.
        const std::int32_t shift = b.dtype == DType::UInt8 ? 128 : 0;
        for (const std::int32_t zero : b.zeroPoint)
            if (zero != b.zeroPoint[0])
                return "several zero points of the right operand";
        m_scaling.weightsZero = (b.zeroPoint.empty() ? 0 : b.zeroPoint[0]) - shift;
        m_scaling.source = a.scale[0] * m_spec.alpha;
        m_scaling.sourceZero = a.zeroPoint.empty() ? 0 : a.zeroPoint[0];
        m_scaling.weights = b.scale;
        m_scaling.destination = m_epilogue.destinationScale();
        m_scaling.destinationZero = m_epilogue.destinationZero();
        if (!m_bias.empty() && m_spec.bias.value == kNone)
            for (std::size_t i = 0; i < m_bias.size(); ++i)
                m_bias[i] = static_cast<float>(
                    static_cast<double>(m_bias[i]) * m_scaling.source * m_scaling.weights[m_scaling.weights.size() > 1 ? i : 0]);
        return std::nullopt;
    }

    Result<Tensor> rightElements() const
    {
        HALFTONE_TRY(Tensor tensor, m_tracer.constantForPacking(m_bId));
        return m_integer ? signedElements(std::move(tensor)) : Result<Tensor>(std::move(tensor));
    }

    /// Where the left (right) operand may be read without a copy: row-major, or strided with one dense axis of the last two.
    Result<Place> operandPlace(ValueId id, const Shape &shape)
    {
        HALFTONE_TRY(const Place place, m_tracer.anyPlace(id));
        if (isRowMajor(place.layout.get(), shape))
            return Place{place.buffer, place.offset, nullptr};
        const auto &strides = place.layout->strides;
        if (!m_rowMajorOnly && place.layout->blockAxis < 0 && shape.rank() > 2 && (strides.back() == 1 || strides[strides.size() - 2] == 1))
            return place;
        return m_tracer.plain(id);
    }

    /// A copy of the right operand's bytes minus 128.
    Result<Place> shifted(Place from)
    {
        if (!isDense(from.layout.get(), m_bShape)) {
            HALFTONE_TRY(from, m_tracer.plain(m_bId));
        }
        Tensor table = *Tensor::allocateUninitialized(DType::Int8, Shape{256});
        for (int i = 0; i < 256; ++i)
            table.mutableAs<std::int8_t>()[static_cast<std::size_t>(i)] = static_cast<std::int8_t>(i - 128);
        const std::int64_t count = m_bShape.count();
        HALFTONE_TRY(const Place to, m_tracer.newPlace(count, from.layout));
        auto step = std::make_unique<KernelStep>("shift", std::vector{from, m_tracer.constantPlace(table)}, std::vector{to},
            [count](std::byte *const *at) { lookUp(at[0], at[1], at[2], count); });
        step->isMain = false;
        HALFTONE_CHECK(m_tracer.emit(std::move(step)));
        return to;
    }

    Result<LowerContext::Outcome> emit()
    {
        // One constant matrix on the right: all leading axes of the left are rows.
        const bool flat = m_bShape.rank() == 2 && m_aShape.rank() >= 2 && !(m_spec.transposeA && m_aShape.rank() > 2);
        Place aPlace;
        if (flat) {
            HALFTONE_TRY(aPlace, m_tracer.plain(m_aId));
        } else {
            HALFTONE_TRY(aPlace, operandPlace(m_aId, m_aShape));
        }
        const int rank = flat ? 2 : std::max({m_result.rank(), m_aShape.rank(), m_bShape.rank()});
        Shape aShape = m_aShape;
        if (flat)
            aShape = Shape{m_aShape.count(0, m_aShape.rank() - 1), m_aShape[m_aShape.rank() - 1]};
        const auto a = matricesOf(aShape, aPlace.layout ? aPlace.layout->strides : aShape.strides(), m_spec.transposeA, rank, true);
        const bool constant = m_tracer.value(m_bId).isConstant;
        Place bPlace;
        if (!constant) {
            HALFTONE_TRY(bPlace, operandPlace(m_bId, m_bShape));
            if (m_tracer.value(m_bId).dtype == DType::UInt8) {
                HALFTONE_TRY(bPlace, shifted(bPlace));
            }
        }
        const auto b = matricesOf(m_bShape, bPlace.layout ? bPlace.layout->strides : m_bShape.strides(), m_spec.transposeB, rank, false);
        const Shape result = flat ? Shape{m_result.count(0, m_result.rank() - 1), m_result[m_result.rank() - 1]} : m_result;
        if (result.rank() != rank)
            return refuse("rank");

        std::vector<Argument> inputs;
        Attributes attributes;
        m_scaling.channelAxis = rank - 1;
        if (m_integer)
            attributes.setScaling(m_scaling, m_scaling.weights.size() > 1 ? 1 << (rank - 1) : 0);
        else if (m_spec.alpha != 1 && !m_epilogue.bias(m_bias).empty())
            return refuse("alpha and a bias");
        else if (m_spec.alpha != 1)
            attributes.appendActivation({Eltwise::Kind::Linear, m_spec.alpha, 0});
        if (flat && m_result.rank() != 2 && needsShape())
            return refuse("operand of several axes");
        if (const auto why = m_epilogue.append(attributes, inputs))
            return refuse(*why);
        for (Argument &argument : inputs)
            if (flat && m_result.rank() != 2)
                argument.desc = argument.desc.reshape({1, dimsOf(argument.desc).back()});
        attributes.addArguments(m_tracer, inputs);

        std::vector<float> bias = m_epilogue.bias(m_bias);
        if (m_integer)
            bias = biasInUnits(bias, m_scaling);
        Dims biasDims(static_cast<std::size_t>(rank), 1);
        biasDims.back() = m_result[m_result.rank() - 1];
        const Desc biasDesc = plainDesc(DType::Float, Shape(biasDims));
        const Desc aDesc(a.dims, dataType(m_tracer.value(m_aId).dtype), a.strides);
        const DType bType = m_integer ? DType::Int8 : m_tracer.value(m_bId).dtype;
        const Desc bPlain(b.dims, dataType(bType), b.strides);
        const Desc bDesc = constant ? Desc(b.dims, dataType(bType), dnnl::memory::format_tag::any) : bPlain;
        const Desc resultDesc = plainDesc(m_epilogue.resultType(), result);
        const auto pd = matmul(aDesc, bDesc, bias.empty() ? nullptr : &biasDesc, resultDesc, attributes.finish());
        if (isReference(pd.impl_info_str()) && (m_integer || m_spec.alpha != 1 || !m_context.postLinks().empty()))
            return refuse("only a reference implementation");

        // The faster kernels do not take every stride: then a copy pays.
        if (!m_rowMajorOnly && (aPlace.layout || bPlace.layout) && !std::string_view(pd.impl_info_str()).starts_with("brg")) {
            m_rowMajorOnly = true;
            return emit();
        }

        inputs.push_back({DNNL_ARG_SRC, aDesc, aPlace});
        if (constant) {
            HALFTONE_TRY(bPlace, packedConstant(m_tracer, m_bId, "weights", bPlain, pd.weights_desc(), [this] { return rightElements(); }));
        }
        inputs.push_back({DNNL_ARG_WEIGHTS, constant ? pd.weights_desc() : bPlain, bPlace});
        if (!bias.empty())
            inputs.push_back({DNNL_ARG_BIAS, biasDesc,
                m_tracer.constantPlace(Tensor::of<float>(Shape{static_cast<std::int64_t>(bias.size())}, std::span<const float>(bias)))});
        HALFTONE_TRY(const Place to, m_epilogue.resultPlace(flat ? plainDesc(m_epilogue.resultType(), m_result) : resultDesc));
        HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_DST, resultDesc, to});
        auto step = std::make_unique<PrimitiveStep>(
            dnnl::matmul(pd), implementationName(pd.impl_info_str()), std::move(inputs), std::move(outputs));
        step->hidesNan = m_epilogue.hidesNan();
        HALFTONE_CHECK(m_tracer.emit(std::move(step)));
        m_tracer.define(m_context.outputValue(), m_epilogue.resultType(), m_result, to);
        return LowerContext::Outcome();
    }

    /// A binary operand that is more than a vector over the last axis cannot follow when leading axes are merged.
    bool needsShape() const
    {
        for (const Link &link : m_context.postLinks()) {
            if (link.kind != Link::Kind::Binary)
                continue;
            const Shape &shape = m_tracer.value(link.other).shape;
            if (shape != m_result && shape.count() != (shape.rank() ? shape[shape.rank() - 1] : 1))
                return true;
        }
        return false;
    }

    LowerContext &m_context;
    Tracer &m_tracer;
    const MatMulSpec &m_spec;
    Shape m_result;
    Shape m_aShape;
    Shape m_bShape;
    ValueId m_aId = kNone;
    ValueId m_bId = kNone;
    Epilogue m_epilogue;
    IntegerScaling m_scaling;
    std::vector<float> m_bias;
    bool m_integer = false;
    bool m_rowMajorOnly = false;
};

} // namespace

LowerContext::Outcome LowerContext::matmul(const MatMulSpec &spec)
{
    const Outcome outcome = guarded(*this, [&] { return MatMul(*this, spec).run(); });
    if (!outcome || m_outputQuantization || (!spec.a.quantization && !spec.b.quantization) || spec.a.value == kNone
        || spec.b.value == kNone)
        return outcome;
    // What has no 8-bit primitive: real numbers, as the DequantizeLinear say.
    MatMulSpec real = spec;
    real.a.quantization.reset();
    real.b.quantization.reset();
    return guarded(*this, [&] { return MatMul(*this, real).run(); });
}

} // namespace halftone
