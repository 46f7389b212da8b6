// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/executor.h"
#include "core/quant/compare_cache.h"

#include <deque>
#include <functional>
#include <semaphore>
#include <unordered_map>
#include <vector>

namespace halftone {

/// A run of the float model whose values are handed on while it goes on, so that only those few are copied that are read
/// later than others. Of the float run and its readers, each in a thread of its own, one goes on at a time: a reader
/// until it wants a value that is not computed yet, the float run until it has one that is wanted. What is computed and in
/// which order it is read does not depend on time.
class FloatStream final : public TensorObserver
{
public:
    using Produce = std::function<Status(TensorObserver &values)>;
    using Read = std::function<Status(const OriginalValues &values)>;

    /// How often each value will be released by all readers together; other values are not kept.
    explicit FloatStream(std::unordered_map<ValueId, int> uses) : m_uses(std::move(uses)) { }

    /// Runs all to their ends; the first error, of `produce` before those of the readers in their order. Lacking memory is one.
    Status run(const Produce &produce, const std::vector<Read> &readers);
    /// A reader asked for a value again after the last release (its run started over): what it computed means nothing.
    bool isBroken() const { return m_isBroken; }

    void observe(ValueId value, const TensorView &view) override;

private:
    struct Party
    {
        std::binary_semaphore turn{0};
        ValueId wanted = kNone;
        bool isDone = false;
        Status status;
    };
    class Reader;

    void work(std::size_t party, const std::function<Status()> &job);
    std::optional<TensorView> find(std::size_t reader, ValueId value);
    void release(ValueId value);
    /// Whose turn it is when `from` can or need not go on; `from` itself when there is nobody else.
    std::size_t next(std::size_t from) const;
    void pass(std::size_t from, std::size_t to);
    bool canGoOn(const Party &reader) const;

    static constexpr std::size_t kProducer = 0;
    std::unordered_map<ValueId, int> m_uses;
    /// Values that some reader will want later than others.
    std::unordered_map<ValueId, StoredTensor> m_values;
    /// The value that was computed last, where it was computed.
    ValueId m_shown = kNone;
    const TensorView *m_view = nullptr;
    /// The producer, then the readers; all members belong to whoever has the turn.
    std::deque<Party> m_parties;
    bool m_isBroken = false;
    Status m_captured;
};

} // namespace halftone
