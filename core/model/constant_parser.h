// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/base/wire_reader.h"
#include "core/model/attribute.h"
#include "core/model/external_data.h"

#include <set>
#include <string>
#include <vector>

namespace halftone {

struct TensorFields;

namespace errc {
/// %1 shape of the values or indices, %2 shape of the whole.
inline constexpr ErrorCode kSparseShape{"model.sparse-shape"};
/// %1 position of an index out of range, unsorted or repeated.
inline constexpr ErrorCode kSparseIndex{"model.sparse-index"};
} // namespace errc

/// As much of a name as messages show, in bytes.
inline constexpr std::size_t kShownName = 200;

/// Makes constants of TensorProtos. Weights stay in their files; small ones and those of typed fields are read at once.
/// A file of external data that is not there is an issue, once; only reading its tensors fails.
class ConstantParser
{
public:
    ConstantParser(WireInput &input, ExternalData external, std::vector<Issue> &issues);

    struct Named
    {
        std::string name;
        ConstantTensor tensor;
    };
    /// The TensorProto `reader` stands on. Errors go to the input, placed at the tensor's name.
    Named tensor(const WireReader &reader);

    struct NamedSparse
    {
        std::string name;
        SparseConstant sparse;
    };
    /// The SparseTensorProto `reader` stands on, indices checked; named by its values.
    NamedSparse sparse(WireReader reader);

private:
    std::shared_ptr<const TensorSource> externalSource(const TensorFields &fields);

    WireInput &m_input;
    ExternalData m_external;
    std::vector<Issue> &m_issues;
    std::set<std::string> m_missing;
};

/// A dense constant whose elements are made from `sparse` when asked for. The indices must have been checked.
ConstantTensor denseConstant(SparseConstant sparse);

} // namespace halftone
