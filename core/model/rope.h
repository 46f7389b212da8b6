// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wire_writer.h"
#include "core/model/initializer.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace halftone {

/// Serialized messages with holes where large tensors will be streamed from their sources. Lengths include the holes, so that
/// nested messages can be framed before any weight is read.
class Rope
{
public:
    struct Hole
    {
        /// Position in text() before which the data go.
        std::size_t position = 0;
        ConstantTensor tensor;
        std::int64_t length = 0;
    };

    std::string &text() { return m_text; }
    const std::string &text() const { return m_text; }
    const std::vector<Hole> &holes() const { return m_holes; }
    std::int64_t length() const { return static_cast<std::int64_t>(m_text.size()) + m_holeBytes; }
    WireWriter writer() { return WireWriter(m_text); }

    void addHole(ConstantTensor tensor, std::int64_t bytes)
    {
        m_holes.push_back({m_text.size(), std::move(tensor), bytes});
        m_holeBytes += bytes;
    }
    /// A length-delimited field with `message` as payload.
    void message(std::uint32_t number, const Rope &message)
    {
        writer().head(number, message.length());
        for (Hole hole : message.m_holes) {
            hole.position += m_text.size();
            m_holes.push_back(std::move(hole));
        }
        m_holeBytes += message.m_holeBytes;
        m_text += message.m_text;
    }

private:
    std::string m_text;
    std::vector<Hole> m_holes;
    std::int64_t m_holeBytes = 0;
};

} // namespace halftone
