// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/samples/source.h"

#include <memory>
#include <vector>

namespace halftone {

/// Sources of different inputs read side by side; names and labels come from the first that has them. All have equal counts.
class CombinedSource final : public SampleSource
{
public:
    explicit CombinedSource(std::vector<std::shared_ptr<SampleSource>> parts) : m_parts(std::move(parts)) { }
    std::int64_t count() const override { return m_parts.front()->count(); }
    Result<Sample> load(std::int64_t index) const override;
    std::string name(std::int64_t index) const override { return m_parts.front()->name(index); }
    std::vector<Issue> issues() const override;

private:
    std::vector<std::shared_ptr<SampleSource>> m_parts;
};

/// The first samples of another source.
class LimitedSource final : public SampleSource
{
public:
    LimitedSource(std::shared_ptr<SampleSource> source, std::int64_t count) : m_source(std::move(source)), m_count(count) { }
    std::int64_t count() const override { return m_count; }
    Result<Sample> load(std::int64_t index) const override { return m_source->load(index); }
    std::string name(std::int64_t index) const override { return m_source->name(index); }
    std::vector<Issue> issues() const override { return m_source->issues(); }

private:
    std::shared_ptr<SampleSource> m_source;
    std::int64_t m_count = 0;
};

} // namespace halftone
