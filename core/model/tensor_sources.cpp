// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/tensor_sources.h"

#include "core/tensor/tensor_fields.h"

namespace halftone {

namespace {

class FileSource final : public TensorSource
{
public:
    FileSource(std::shared_ptr<const InputFile> file, std::int64_t offset, std::int64_t length)
        : m_file(std::move(file)), m_offset(offset), m_length(length)
    {
    }

    Result<Tensor> load(DType type, const Shape &shape) const override
    {
        const auto count = shape.checkedCount();
        const auto bytes = count ? byteSize(type, *count) : std::nullopt;
        if (!bytes)
            return Error(errc::kShapeOverflow, {shape.toString()}, m_file->path());
        if (*bytes != m_length)
            return Error(errc::kTensorBytes, {std::to_string(*bytes), std::to_string(m_length)}, m_file->path());
        return readRawTensor(*m_file, m_offset, type, shape);
    }

    std::int64_t bytes() const override { return m_length; }
    std::optional<FileRange> fileRange() const override { return FileRange{m_file, m_offset, m_length}; }

private:
    std::shared_ptr<const InputFile> m_file;
    std::int64_t m_offset;
    std::int64_t m_length;
};

class MissingSource final : public TensorSource
{
public:
    MissingSource(Error why, std::int64_t bytes) : m_why(std::move(why)), m_bytes(bytes) { }
    Result<Tensor> load(DType, const Shape &) const override { return m_why; }
    std::int64_t bytes() const override { return m_bytes; }

private:
    Error m_why;
    std::int64_t m_bytes;
};

} // namespace

std::shared_ptr<const TensorSource> makeMissingSource(Error why, std::int64_t bytes)
{
    return std::make_shared<MissingSource>(std::move(why), bytes);
}

std::shared_ptr<const TensorSource> makeFileSource(std::shared_ptr<const InputFile> file, std::int64_t offset, std::int64_t length)
{
    return std::make_shared<FileSource>(std::move(file), offset, length);
}

} // namespace halftone
