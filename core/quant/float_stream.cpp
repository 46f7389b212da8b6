// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/float_stream.h"

#include "core/base/exceptions.h"

#include <algorithm>
#include <thread>

namespace halftone {

class FloatStream::Reader final : public OriginalValues
{
public:
    Reader(FloatStream &stream, std::size_t party) : m_stream(stream), m_party(party) { }
    std::optional<TensorView> find(ValueId value) const override { return m_stream.find(m_party, value); }
    void release(ValueId value) const override { m_stream.release(value); }

private:
    FloatStream &m_stream;
    std::size_t m_party;
};

Status FloatStream::run(const Produce &produce, const std::vector<Read> &readers)
{
    std::vector<std::function<Status()>> jobs{[&] { return produce(*this); }};
    for (std::size_t i = 0; i < readers.size(); ++i) {
        jobs.emplace_back([this, &read = readers[i], party = i + 1] {
            const Reader values(*this, party);
            return read(values);
        });
    }
    while (m_parties.size() < jobs.size())
        m_parties.emplace_back();
    {
        std::vector<std::jthread> threads;
        threads.reserve(jobs.size());
        Status started = guarded([&]() -> Status {
            for (std::size_t i = 1; i < jobs.size(); ++i)
                threads.emplace_back([this, i, &jobs] { work(i, jobs[i]); });
            return {};
        });
        for (std::size_t i = threads.size() + 1; i < jobs.size(); ++i) {
            m_parties[i].isDone = true;
            m_parties[i].status = started;
        }
        m_parties[next(kProducer)].turn.release();
        work(kProducer, jobs[kProducer]);
    }
    m_values.clear();
    for (Party &party : m_parties)
        HALFTONE_CHECK(std::move(party.status));
    return std::move(m_captured);
}

void FloatStream::work(std::size_t party, const std::function<Status()> &job)
{
    Party &self = m_parties[party];
    self.turn.acquire();
    self.status = guarded(job);
    self.isDone = true;
    if (const std::size_t other = next(party); other != party)
        m_parties[other].turn.release();
}

void FloatStream::observe(ValueId value, const TensorView &view)
{
    const auto uses = m_uses.find(value);
    const bool isRead = std::any_of(m_parties.begin() + 1, m_parties.end(), [](const Party &reader) { return !reader.isDone; });
    if (!isRead || uses == m_uses.end() || uses->second <= 0)
        return;
    m_shown = value;
    m_view = &view;
    pass(kProducer, next(kProducer));
    m_shown = kNone;
    if (uses->second <= 0)
        return;
    if (Status status = m_values[value].assign(view); !status) {
        m_values.erase(value);
        if (m_captured)
            m_captured = std::move(status);
    }
}

bool FloatStream::canGoOn(const Party &reader) const
{
    return !reader.isDone
        && (reader.wanted == kNone || reader.wanted == m_shown || m_parties[kProducer].isDone || m_values.contains(reader.wanted));
}

std::size_t FloatStream::next(std::size_t from) const
{
    for (std::size_t i = 1; i < m_parties.size(); ++i) {
        if (i != from && canGoOn(m_parties[i]))
            return i;
    }
    return m_parties[kProducer].isDone ? from : kProducer;
}

void FloatStream::pass(std::size_t from, std::size_t to)
{
    if (from == to)
        return;
    m_parties[to].turn.release();
    m_parties[from].turn.acquire();
}

std::optional<TensorView> FloatStream::find(std::size_t reader, ValueId value)
{
    const auto known = [&]() -> std::optional<TensorView> {
        if (value == m_shown)
            return *m_view;
        const auto found = m_values.find(value);
        return found == m_values.end() ? std::nullopt : std::optional(found->second.view());
    };
    const auto uses = m_uses.find(value);
    if (uses == m_uses.end())
        return std::nullopt;
    if (uses->second <= 0) {
        m_isBroken = true;
        return std::nullopt;
    }
    if (auto view = known())
        return view;
    if (m_parties[kProducer].isDone)
        return std::nullopt;
    m_parties[reader].wanted = value;
    pass(reader, next(reader));
    m_parties[reader].wanted = kNone;
    return known();
}

void FloatStream::release(ValueId value)
{
    const auto uses = m_uses.find(value);
    if (uses != m_uses.end() && --uses->second <= 0)
        m_values.erase(value);
}

} // namespace halftone
