// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/model/graph.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace halftone {

/// A model-local function (FunctionProto): a body with formal inputs, outputs and attribute parameters.
struct Function
{
    std::string name;
    std::string domain;
    std::string overload;
    std::vector<std::string> inputs;
    std::vector<std::string> outputs;
    std::vector<std::string> attributes;
    std::vector<Attribute> attributeDefaults;
    std::map<std::string, std::int64_t> opsets;
    std::shared_ptr<const Graph> body;
    std::string docString;
    MetadataProps metadata;
    std::string extraWire;
};

/// A whole ONNX model as a value: graph, opsets, functions and everything needed to write it back unchanged.
/// Passed around as std::shared_ptr<const Model>; a rewrite copies it and replaces `graph`.
struct Model
{
    std::int64_t irVersion = 0;
    /// Domain → version; ai.onnx is "".
    std::map<std::string, std::int64_t> opsets;
    std::string producerName;
    std::string producerVersion;
    std::string domain;
    std::int64_t modelVersion = 0;
    std::string docString;
    MetadataProps metadata;
    std::vector<Function> functions;
    std::shared_ptr<const Graph> graph;
    std::string extraWire;

    /// File it was read from, empty for models made in memory, and its size in bytes.
    std::string path;
    std::int64_t fileBytes = 0;
    /// What the reader and the validator noticed without refusing.
    std::vector<Issue> issues;

    std::int64_t opset(const std::string &forDomain = {}) const;
    const Function *function(std::string_view functionDomain, std::string_view functionName, std::string_view overload = {}) const;
};

} // namespace halftone
