// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/model/graph_builder.h"
#include "core/model/model.h"

#include <memory>
#include <string>
#include <vector>

namespace halftone {

/// Brings the nodes of one graph from an opset to a later one, and first those of the bodies that its nodes hold. A derived class knows
/// what changed; it makes one of its kind for each body and function.
class OpsetRewriter
{
public:
    /// What is rewritten: a graph with initializers, or the body of a function, which cannot have any.
    struct Place
    {
        const Graph &graph;
        std::int64_t from;
        bool isFunction = false;
        /// Names that values and nodes of graphs around have.
        std::vector<const Graph *> around;
    };

    explicit OpsetRewriter(Place place);
    virtual ~OpsetRewriter() = default;

    /// Fails with errc::kCannotUpgrade, naming a node that has no later form.
    Result<std::shared_ptr<const Graph>> run(Progress &progress);

protected:
    virtual Status rewrite(NodeId id) = 0;
    virtual std::unique_ptr<OpsetRewriter> inside(Place place) const = 0;

    const Graph &graph() const { return m_place.graph; }
    GraphBuilder &builder() { return m_builder; }
    std::int64_t from() const { return m_place.from; }
    /// Of a graph around, or a function's.
    bool isInner() const { return m_place.isFunction || !m_place.around.empty(); }

    /// A constant called `name` or the like, as an initializer or, in a function, as a node.
    ValueId constant(const std::string &name, Tensor tensor);
    /// The numbers of an attribute as a value; in a function also those of an attribute that the caller gives.
    ValueId numbers(const Node &node, const char *attribute);
    static void drop(Node &node, std::string_view attribute);
    static void set(Node &node, std::string name, Attribute::Value value);
    static void setInput(Node &node, std::size_t index, ValueId value);
    Status refuse(NodeId id, std::int64_t target) const;

private:
    Place m_place;
    GraphBuilder m_builder;
    /// Added at the end: rules hold references to nodes.
    std::vector<Node> m_constants;
};

/// Rewrites the main graph, the bodies in it and all functions that count by an older opset of ONNX; then model and functions import
/// `target`. `Rewriter` is made from a place and `arguments`.
template <typename Rewriter, typename... Arguments>
Status rewriteOpset(Model &model, std::int64_t target, Progress &progress, Arguments &&...arguments)
{
    const std::shared_ptr<const Graph> keep = model.graph;
    HALFTONE_TRY(model.graph, Rewriter({*keep, model.opset(), false, {}}, arguments...).run(progress));
    for (Function &function : model.functions) {
        const auto opset = function.opsets.find("");
        if (opset == function.opsets.end() || opset->second >= target)
            continue;
        const std::shared_ptr<const Graph> body = function.body;
        HALFTONE_TRY(function.body, Rewriter({*body, opset->second, true, {}}, arguments...).run(progress));
        opset->second = target;
    }
    model.opsets[""] = target;
    return {};
}

} // namespace halftone
