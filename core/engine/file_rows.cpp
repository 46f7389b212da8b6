// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/file_rows.h"

#include "core/base/input_file.h"
#include "core/engine/reference_step.h"
#include "core/engine/tracer.h"

namespace halftone {

class BoundFileRows final : public BoundStep
{
public:
    BoundFileRows(const FileRowsStep &step, const std::byte *indices, std::byte *result)
        : m_step(step), m_indices(indices), m_result(result)
    {
    }

    Status run(RunState &) override
    {
        const auto &table = m_step.m_table;
        m_pieces.clear();
        for (std::int64_t i = 0; i < m_step.m_count;) {
            const std::int64_t row = rowAt(i);
            if (row < 0 || row >= table.rows)
                return Error(errc::kBadArgument, {"Gather", "index " + std::to_string(rawIndex(i)), "below " + std::to_string(table.rows)},
                    placeOf(m_step.m_node));
            // Neighbours, as positions are, in one piece.
            std::int64_t some = 1;
            while (i + some < m_step.m_count && row + some < table.rows && rowAt(i + some) == row + some)
                ++some;
            const std::span target(m_result + i * table.rowBytes, static_cast<std::size_t>(some * table.rowBytes));
            m_pieces.push_back({table.range.offset + row * table.rowBytes, target});
            i += some;
        }
        return table.range.file->read(m_pieces);
    }

private:
    std::int64_t rawIndex(std::int64_t i) const
    {
        return m_step.m_indexType == DType::Int32 ? reinterpret_cast<const std::int32_t *>(m_indices)[i]
                                                  : reinterpret_cast<const std::int64_t *>(m_indices)[i];
    }
    std::int64_t rowAt(std::int64_t i) const
    {
        const std::int64_t index = rawIndex(i);
        return index < 0 ? index + m_step.m_table.rows : index;
    }

    const FileRowsStep &m_step;
    const std::byte *m_indices;
    std::byte *m_result;
    /// Kept for its memory.
    std::vector<InputFile::Piece> m_pieces;
};

FileRowsStep::FileRowsStep(const Node &node, Table table, DType indexType, std::int64_t count, Place indices, Place result)
    : m_node(node)
    , m_table(std::move(table))
    , m_indexType(indexType)
    , m_count(count)
    , m_indices(std::move(indices))
    , m_result(std::move(result))
{
    implementation = "rows of the file";
    reads = {m_indices.buffer};
    writes = {m_result.buffer};
}

std::unique_ptr<BoundStep> FileRowsStep::bind(const BufferTable &table) const
{
    return std::make_unique<BoundFileRows>(*this, addressOf(table, m_indices), addressOf(table, m_result));
}

LowerContext::Outcome LowerContext::gather(std::int64_t axis)
{
    /// Smaller tables are in memory sooner than rows are read one by one, and so are tables of which a run reads much.
    constexpr std::int64_t kSmallestTable = std::int64_t(8) << 20;
    constexpr std::int64_t kLeastUnread = 16;
    const ValueId input = node().inputs[0];
    const Tracer::Value &data = m_tracer.value(input);
    const ConstantTensor *constant
        = input < m_tracer.program().graph().values().size() ? m_tracer.program().graph().storedValue(input) : nullptr;
    const int bits = dtypeBits(data.dtype);
    if (m_linkCount > 0 || axis != 0 || !constant || !data.constant.isNull() || constant->dtype() != data.dtype || bits % 8 != 0
        || data.dtype == DType::String || data.shape.rank() == 0)
        return refuse("table");
    const auto range = constant->source() ? constant->source()->fileRange() : std::nullopt;
    const std::int64_t rowBytes = data.shape.count(1, data.shape.rank()) * bits / 8;
    const std::int64_t count = inputShape(1).count();
    const DType indexType = inputType(1);
    if (!range || range->length != data.shape[0] * rowBytes || range->length < kSmallestTable
        || count * rowBytes > range->length / kLeastUnread || (indexType != DType::Int32 && indexType != DType::Int64))
        return refuse("size of the table");
    const auto emit = [&]() -> Status {
        HALFTONE_TRY(const Place indices, m_tracer.plain(node().inputs[1]));
        HALFTONE_TRY(const Place result, m_tracer.newPlace(count * rowBytes, nullptr));
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<FileRowsStep>(
            node(), FileRowsStep::Table{*range, data.shape[0], rowBytes}, indexType, count, indices, result)));
        m_tracer.define(outputValue(), data.dtype, outputShape(0), result);
        return {};
    };
    return recorded(emit());
}

} // namespace halftone
