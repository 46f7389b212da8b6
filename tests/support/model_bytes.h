// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wire_writer.h"

#include <string>
#include <utility>
#include <vector>

/// ONNX messages byte by byte, for files that no library would write:
///     modelBytes(nodeField("Relu", {"x"}, {"y"}) + valueField(11, "x") + valueField(12, "y"))
namespace halftone::test {

inline std::string textField(std::uint32_t number, std::string_view payload)
{
    std::string bytes;
    WireWriter(bytes).text(number, payload);
    return bytes;
}

inline std::string intField(std::uint32_t number, std::int64_t value)
{
    std::string bytes;
    WireWriter(bytes).integer(number, value);
    return bytes;
}

/// A node of a GraphProto; `rest` is appended to the NodeProto.
inline std::string nodeField(const std::string &opType, const std::vector<std::string> &inputs, const std::vector<std::string> &outputs,
    const std::string &rest = {})
{
    std::string node;
    for (const std::string &input : inputs)
        node += textField(1, input);
    for (const std::string &output : outputs)
        node += textField(2, output);
    return textField(1, node + textField(4, opType) + rest);
}

/// An input (11), output (12) or value_info (13) of a GraphProto.
inline std::string valueField(std::uint32_t number, const std::string &name, const std::string &type = {})
{
    return textField(number, textField(1, name) + (type.empty() ? std::string() : textField(2, type)));
}

/// A TensorProto.
inline std::string tensorBytes(const std::string &name, std::int64_t type, const std::vector<std::int64_t> &dims, const std::string &rest)
{
    std::string tensor;
    for (const std::int64_t dim : dims)
        tensor += intField(1, dim);
    return tensor + intField(2, type) + textField(8, name) + rest;
}

inline std::string entryField(std::uint32_t number, const std::string &key, const std::string &value)
{
    return textField(number, textField(1, key) + textField(2, value));
}

/// external_data and data_location of a TensorProto.
inline std::string externalFields(const std::vector<std::pair<std::string, std::string>> &entries)
{
    std::string bytes;
    for (const auto &[key, value] : entries)
        bytes += entryField(13, key, value);
    return bytes + intField(14, 1);
}

/// A graph-valued attribute of a NodeProto.
inline std::string graphAttribute(const std::string &name, const std::string &graph)
{
    return textField(5, textField(1, name) + textField(6, graph) + intField(20, 5));
}

/// A ModelProto of IR version 8 and opset 17 around the fields of a GraphProto.
inline std::string modelBytes(const std::string &graph, const std::string &rest = {})
{
    return intField(1, 8) + textField(7, graph) + textField(8, textField(1, "") + intField(2, 17)) + rest;
}

} // namespace halftone::test
