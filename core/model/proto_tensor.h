// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/initializer.h"
#include "core/base/input_file.h"
#include "core/model/reader.h"

#include <map>
#include <memory>
#include <string>

namespace onnx {
class TensorProto;
}

namespace halftone {

namespace errc {
/// %1 tensor, %2 number of the element type.
inline constexpr ErrorCode kUnknownElementType{"model.unknown-element-type"};
/// %1 tensor, %2 shape.
inline constexpr ErrorCode kBadTensorShape{"model.bad-tensor-shape"};
/// %1 tensor, %2 elements found, %3 elements that the shape wants.
inline constexpr ErrorCode kElementCountMismatch{"model.element-count-mismatch"};
} // namespace errc

/// Turns TensorProtos of one model into constants: raw data stay in the file, external data are opened beneath the model's
/// folder (each file once), typed fields (float_data …) become tensors in memory.
class ProtoTensors
{
public:
    ProtoTensors(std::shared_ptr<const InputFile> file, const ReadOptions &options);

    /// `proto` with raw_data replaced by its place (wire_scan.h). Checks type, shape and size.
    Result<ConstantTensor> convert(onnx::TensorProto &proto);

private:
    Result<std::shared_ptr<const TensorSource>> externalSource(const onnx::TensorProto &proto, std::int64_t bytes);

    std::shared_ptr<const InputFile> m_file;
    ReadOptions m_options;
    std::map<std::string, std::shared_ptr<const InputFile>> m_external;
};

} // namespace halftone
