// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/tensor/tensor.h"

#include <memory>
#include <optional>
#include <string>

namespace halftone {

class InputFile;
struct SparseConstant;

/// Where the bytes of a constant tensor lie. Implementations: memory, a range of the model's file, a range of an external
/// file beneath the model's folder. Thread-safe; reads check sizes and that the file is still the one that was opened.
class TensorSource
{
public:
    virtual ~TensorSource() = default;
    /// The whole tensor. Fails when the file changed, was truncated, or the data contradict type and shape.
    virtual Result<Tensor> load(DType type, const Shape &shape) const = 0;
    /// Bytes the tensor takes in memory (0 for strings), known without reading.
    virtual std::int64_t bytes() const = 0;
    /// A file range holding raw little-endian data for streaming copies; false when the tensor must be loaded.
    struct FileRange
    {
        std::shared_ptr<const InputFile> file;
        std::int64_t offset = 0;
        std::int64_t length = 0;
    };
    virtual std::optional<FileRange> fileRange() const { return std::nullopt; }
    /// The sparse form, when the model stores that (load() makes it dense); null otherwise.
    virtual const SparseConstant *sparse() const { return nullptr; }
};

/// A named constant tensor whose elements are read when somebody asks. Cheap to copy.
class ConstantTensor
{
public:
    ConstantTensor() = default;
    ConstantTensor(DType type, Shape shape, std::shared_ptr<const TensorSource> source);
    /// A constant that lives in memory.
    explicit ConstantTensor(Tensor tensor);

    DType dtype() const { return m_type; }
    const Shape &shape() const { return m_shape; }
    std::int64_t count() const { return m_shape.count(); }
    std::int64_t bytes() const;
    /// The elements. A tensor in memory is shared, one in a file is read anew: callers keep what they need.
    Result<Tensor> load() const;
    const std::shared_ptr<const TensorSource> &source() const { return m_source; }

    std::string docString;
    /// TensorProto fields other than dims, data and name, as read from the wire (unknown fields, metadata_props).
    std::string extraWire;

private:
    DType m_type = DType::Undefined;
    Shape m_shape;
    std::shared_ptr<const TensorSource> m_source;
};

} // namespace halftone
