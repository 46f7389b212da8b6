// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"
#include "core/ops/cost.h"
#include "core/ops/quant_rule.h"

#include <string>
#include <string_view>

namespace halftone {

class InferContext;
class KernelContext;
class LowerContext;

namespace errc {
/// %1 operator, %2 domain, %3 opset.
inline constexpr ErrorCode kUnknownOperator{"ops.unknown-operator"};
/// %1 operator, %2 what is not supported (a short technical term such as "training_mode = 1").
inline constexpr ErrorCode kUnsupportedCase{"ops.unsupported-case"};
/// %1 operator, %2 what was found, %3 what is required.
inline constexpr ErrorCode kBadArgument{"ops.bad-argument"};
} // namespace errc

/// Groups of operators as the graph view colours them.
enum class OpCategory {
    Layer,
    Activation,
    Pool,
    Normalization,
    Shape,
    Tensor,
    Transform,
    Attention,
    Quantization,
    Arithmetic,
    Control,
    Other
};

/// A node together with what fixes the meaning of its attributes.
struct NodeView
{
    const Node &node;
    /// Version of the node's domain imported by the model.
    std::int64_t opset = 0;
    /// Graph the node is in: for constants behind inputs and subgraphs.
    const Graph *graph = nullptr;
};

/// What an operator is: the name it is registered under and the text the user reads about it.
struct OpInfo
{
    std::string_view type;
    /// "" for ai.onnx.
    std::string_view domain;
    OpCategory category = OpCategory::Other;
    /// One or two plain sentences: what it computes. Shown in the side panel (our own words).
    std::string_view summary;
    /// First opset of the domain that has it.
    int sinceVersion = 1;
};

/// "No, because …": why an operator offers no faster path. `reason` is a code whose message a user can read.
struct Refusal
{
    ErrorCode reason{""};
    std::vector<std::string> arguments;
};

/// One ONNX operator, all its opset versions. Stateless; registered once by HALFTONE_OPERATOR.
class Operator
{
public:
    virtual ~Operator() = default;

    virtual OpInfo info() const = 0;

    /// Output types and shapes from input facts (symbolic where they must be) and, for shape arithmetic, output values.
    /// Errors are contradictions of the model, not lack of knowledge: unknown inputs give unknown outputs.
    virtual Status infer(InferContext &context) const = 0;

    /// Reference kernel: clear, correct for every type and shape the specification allows, never fast at the cost of either.
    virtual Status compute(KernelContext &context) const = 0;

    /// The same inputs always give the same outputs: a node of constants may be computed once. False for random numbers.
    virtual bool isDeterministic(const NodeView &node) const;

    /// Emits oneDNN primitives through the engine's builder, or says why not. Default: no primitive.
    virtual std::optional<Refusal> lower(LowerContext &context) const;

    /// How the node takes part in 8-bit quantization. Default: stays float, no int8 kernel.
    virtual QuantRule quantRule(const NodeView &node) const;

    /// Multiply-accumulates and element operations for concrete shapes. Default: zero MACs.
    virtual Cost cost(const NodeView &node, const CostShapes &shapes) const;
};

/// "Conv `/model/0`": the place of an error about a node.
std::string nodePlace(const Node &node);

/// Registered operators by domain and type; nullptr when unknown. Domain "ai.onnx" is "".
const Operator *findOperator(std::string_view domain, std::string_view type);
/// All registered operators, ordered by domain and type.
std::vector<const Operator *> allOperators();

namespace detail {
struct OperatorRegistrar
{
    explicit OperatorRegistrar(const Operator *op);
};
} // namespace detail

} // namespace halftone

/// Registers the class (default constructed, static storage) at program start. One use an operator, in its own file.
#define HALFTONE_OPERATOR(Class)                                                                                                           \
    namespace {                                                                                                                            \
    const Class k##Class;                                                                                                                  \
    const ::halftone::detail::OperatorRegistrar kRegister##Class(&k##Class);                                                               \
    }
