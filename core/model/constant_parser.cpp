// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/constant_parser.h"

#include "core/model/onnx_fields.h"
#include "core/model/tensor_sources.h"
#include "core/tensor/tensor_fields.h"

#include <cstring>

namespace halftone {

namespace {

/// Smaller tensors are read when the model is: shapes, axes, scales, needed at once anyhow.
constexpr std::int64_t kSmallBytes = 1024;

class SparseSource final : public TensorSource
{
public:
    explicit SparseSource(SparseConstant sparse) : m_sparse(std::move(sparse)) { }

    Result<Tensor> load(DType type, const Shape &shape) const override
    {
        HALFTONE_TRY(const auto values, m_sparse.values.load());
        HALFTONE_TRY(const auto indices, m_sparse.indices.load());
        HALFTONE_TRY(auto dense, Tensor::allocate(type, shape));
        const auto size = static_cast<std::size_t>(dtypeBits(type)) / 8;
        const bool linear = indices.shape().rank() == 1;
        const auto strides = shape.strides();
        const auto coordinates = indices.as<std::int64_t>();
        for (std::int64_t i = 0; i < values.count(); ++i) {
            std::int64_t at = linear ? coordinates[static_cast<std::size_t>(i)] : 0;
            for (std::size_t axis = 0; !linear && axis < strides.size(); ++axis)
                at += strides[axis] * coordinates[static_cast<std::size_t>(i) * strides.size() + axis];
            if (at < 0 || at >= dense.count())
                return Error(errc::kSparseIndex, {std::to_string(i)});
            std::memcpy(dense.mutableRaw() + static_cast<std::size_t>(at) * size, values.raw() + static_cast<std::size_t>(i) * size, size);
        }
        return dense;
    }

    std::int64_t bytes() const override { return byteSize(m_sparse.values.dtype(), m_sparse.shape.count()).value_or(0); }
    const SparseConstant *sparse() const override { return &m_sparse; }

private:
    SparseConstant m_sparse;
};

Status checkSparse(const SparseConstant &sparse)
{
    const auto count = sparse.shape.checkedCount();
    const int rank = sparse.shape.rank();
    const Shape &values = sparse.values.shape();
    const Shape &indices = sparse.indices.shape();
    const bool linear = indices.rank() == 1;
    const bool fits = count && byteSize(sparse.values.dtype(), *count) && values.rank() == 1 && dtypeBits(sparse.values.dtype()) % 8 == 0
        && dtypeBits(sparse.values.dtype()) > 0 && sparse.indices.dtype() == DType::Int64
        && (linear || (indices.rank() == 2 && indices[1] == rank)) && indices[0] == values[0];
    if (!fits)
        return Error(errc::kSparseShape, {values.toString() + " / " + indices.toString(), sparse.shape.toString()});
    HALFTONE_TRY(const auto tensor, sparse.indices.load());
    const auto coordinates = tensor.as<std::int64_t>();
    const auto strides = sparse.shape.strides();
    std::int64_t last = -1;
    for (std::int64_t i = 0; i < values[0]; ++i) {
        std::int64_t at = linear ? coordinates[static_cast<std::size_t>(i)] : 0;
        bool inside = true;
        for (std::size_t axis = 0; !linear && axis < strides.size(); ++axis) {
            const std::int64_t index = coordinates[static_cast<std::size_t>(i) * strides.size() + axis];
            inside = inside && index >= 0 && index < sparse.shape[static_cast<int>(axis)];
            at += inside ? index * strides[axis] : 0;
        }
        if (!inside || at <= last || at >= *count)
            return Error(errc::kSparseIndex, {std::to_string(i)});
        last = at;
    }
    return {};
}

} // namespace

ConstantParser::ConstantParser(WireInput &input, ExternalData external, std::vector<Issue> &issues)
    : m_input(input), m_external(std::move(external)), m_issues(issues)
{
}

std::shared_ptr<const TensorSource> ConstantParser::externalSource(const TensorFields &fields)
{
    const std::int64_t bytes = *byteSize(fields.dtype, fields.shape.count());
    auto place = m_external.locate(fields.externalData, bytes);
    if (place)
        return makeFileSource(place->file, place->offset, place->length);
    Error error = std::move(place).error().at(fields.name.substr(0, kShownName));
    if (!(error.code() == errc::kExternalMissing)) {
        m_input.fail(std::move(error));
        return nullptr;
    }
    if (m_missing.insert(error.arguments().front()).second)
        m_issues.push_back({Issue::Severity::Problem, error, Issue::Target::None, {}});
    return makeMissingSource(std::move(error), bytes);
}

ConstantParser::Named ConstantParser::tensor(const WireReader &reader)
{
    Named result;
    TensorFields fields = parseTensorFields(reader);
    if (m_input.failed() || !m_input.charge(sizeof(TensorFields)))
        return result;
    result.name = fields.name;
    const auto fail = [&](const Error &error) { m_input.fail(Error(error).at(result.name.substr(0, kShownName))); };
    if (fields.data == TensorFields::Data::Memory) {
        result.tensor = ConstantTensor(std::move(fields.values));
    } else if (fields.data == TensorFields::Data::External) {
        auto source = externalSource(fields);
        if (!source)
            return result;
        result.tensor = ConstantTensor(fields.dtype, fields.shape, std::move(source));
    } else if (fields.rawLength > kSmallBytes) {
        result.tensor = ConstantTensor(fields.dtype, fields.shape, makeFileSource(m_input.file(), fields.rawOffset, fields.rawLength));
    } else {
        auto tensor = readRawTensor(*m_input.file(), fields.rawOffset, fields.dtype, fields.shape);
        if (!tensor) {
            fail(tensor.error());
            return result;
        }
        m_input.charge(kSmallBytes / 4);
        result.tensor = ConstantTensor(std::move(*tensor));
    }
    result.tensor.docString = std::move(fields.docString);
    result.tensor.extraWire = std::move(fields.extraWire);
    return result;
}

ConstantParser::NamedSparse ConstantParser::sparse(WireReader reader)
{
    NamedSparse result;
    std::vector<std::int64_t> dims;
    WireField field;
    while (reader.next(field)) {
        switch (field.key) {
        case fields::length(fields::sparse::kValues): {
            Named values = tensor(reader.message(field));
            result.name = std::move(values.name);
            result.sparse.values = std::move(values.tensor);
            break;
        }
        case fields::length(fields::sparse::kIndices):
            result.sparse.indices = tensor(reader.message(field)).tensor;
            break;
        case fields::varint(fields::sparse::kDims):
        case fields::length(fields::sparse::kDims):
            reader.forEachVarint(field, [&](std::uint64_t dim) {
                if (dims.size() <= static_cast<std::size_t>(kMaxRank))
                    dims.push_back(static_cast<std::int64_t>(dim));
            });
            break;
        default:
            break;
        }
    }
    result.sparse.shape = Shape(std::move(dims));
    if (m_input.failed())
        return result;
    if (const Status status = checkSparse(result.sparse); !status)
        m_input.fail(Error(status.error()).at(result.name.substr(0, kShownName)));
    return result;
}

ConstantTensor denseConstant(SparseConstant sparse)
{
    const DType type = sparse.values.dtype();
    Shape shape = sparse.shape;
    return {type, std::move(shape), std::make_shared<SparseSource>(std::move(sparse))};
}

} // namespace halftone
