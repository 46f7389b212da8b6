// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/plan.h"
#include "core/model/graph.h"
#include "core/model/initializer.h"

namespace halftone {

/// Picks rows of a table that stays in the model's file (ONNX Gather along axis 0): of a vocabulary a run reads a few words.
class FileRowsStep final : public Step
{
public:
    struct Table
    {
        TensorSource::FileRange range;
        std::int64_t rows = 0;
        std::int64_t rowBytes = 0;
    };
    /// `indices` are `count` elements of `indexType` (Int32 or Int64), negative ones count from the end.
    FileRowsStep(const Node &node, Table table, DType indexType, std::int64_t count, Place indices, Place result);
    std::unique_ptr<BoundStep> bind(const BufferTable &table) const override;

private:
    friend class BoundFileRows;
    const Node &m_node;
    Table m_table;
    DType m_indexType;
    std::int64_t m_count;
    Place m_indices;
    Place m_result;
};

} // namespace halftone
