// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wire_keys.h"

/// Field numbers of onnx.proto (IR version 13), by message. Reader and writer share them; what is not here is kept as it stands.
namespace halftone::fields {

using namespace wirekeys;

namespace model {
enum : std::uint32_t {
    kIrVersion = 1,
    kProducerName = 2,
    kProducerVersion = 3,
    kDomain = 4,
    kModelVersion = 5,
    kDocString = 6,
    kGraph = 7,
    kOpsetImport = 8,
    kMetadata = 14,
    kFunctions = 25
};
}
namespace opset {
enum : std::uint32_t { kDomain = 1, kVersion = 2 };
}
namespace entry {
enum : std::uint32_t { kKey = 1, kValue = 2 };
}
namespace graph {
enum : std::uint32_t {
    kNode = 1,
    kName = 2,
    kInitializer = 5,
    kDocString = 10,
    kInput = 11,
    kOutput = 12,
    kValueInfo = 13,
    kSparseInitializer = 15,
    kMetadata = 16
};
}
namespace node {
enum : std::uint32_t {
    kInput = 1,
    kOutput = 2,
    kName = 3,
    kOpType = 4,
    kAttribute = 5,
    kDocString = 6,
    kDomain = 7,
    kOverload = 8,
    kMetadata = 9
};
}
namespace attribute {
enum : std::uint32_t {
    kName = 1,
    kFloat = 2,
    kInt = 3,
    kString = 4,
    kTensor = 5,
    kGraph = 6,
    kFloats = 7,
    kInts = 8,
    kStrings = 9,
    kTensors = 10,
    kGraphs = 11,
    kDocString = 13,
    kType = 14,
    kTypes = 15,
    kTypeNumber = 20,
    kRefAttrName = 21,
    kSparseTensor = 22,
    kSparseTensors = 23
};
/// AttributeProto.AttributeType.
enum class Kind : std::int64_t {
    Undefined = 0,
    Float = 1,
    Int = 2,
    String = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Ints = 7,
    Strings = 8,
    Tensors = 9,
    Graphs = 10,
    SparseTensor = 11,
    SparseTensors = 12,
    Type = 13,
    Types = 14
};
} // namespace attribute
namespace value {
enum : std::uint32_t { kName = 1, kType = 2, kDocString = 3, kMetadata = 4 };
}
namespace sparse {
enum : std::uint32_t { kValues = 1, kIndices = 2, kDims = 3 };
}
namespace tensor {
enum : std::uint32_t {
    kDims = 1,
    kDataType = 2,
    kStringData = 6,
    kName = 8,
    kRawData = 9,
    kDocString = 12,
    kExternalData = 13,
    kDataLocation = 14
};
}
namespace function {
enum : std::uint32_t {
    kName = 1,
    kInput = 4,
    kOutput = 5,
    kAttribute = 6,
    kNode = 7,
    kDocString = 8,
    kOpsetImport = 9,
    kDomain = 10,
    kAttributeProto = 11,
    kValueInfo = 12,
    kOverload = 13,
    kMetadata = 14
};
}
namespace type {
enum : std::uint32_t { kTensor = 1, kSequence = 4, kMap = 5, kOpaque = 7, kSparseTensor = 8, kOptional = 9 };
/// TypeProto.Tensor, .SparseTensor (element type and shape), .Sequence and .Optional (element), .Map (key and value).
enum : std::uint32_t { kElement = 1, kShape = 2, kMapValue = 2 };
enum : std::uint32_t { kDim = 1, kDimValue = 1, kDimParam = 2 };
} // namespace type

} // namespace halftone::fields
