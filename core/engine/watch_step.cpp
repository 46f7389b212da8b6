// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/watch_step.h"

#include "core/engine/reorder.h"

namespace halftone {

class BoundWatch final : public BoundStep
{
public:
    BoundWatch(const WatchStep &step, std::byte *data) : m_step(step), m_data(data) { }

    Status run(RunState &state) override
    {
        if (!state.observer)
            return {};
        const TensorView view = describe(m_step.m_dtype, m_step.m_shape, m_step.m_place.layout.get(), m_data);
        state.observer->observe(m_step.m_value, view);
        return state.observer->replace(m_step.m_value, view, m_data);
    }

private:
    const WatchStep &m_step;
    std::byte *m_data;
};

WatchStep::WatchStep(ValueId value, DType dtype, Shape shape, Place place)
    : m_value(value), m_dtype(dtype), m_shape(std::move(shape)), m_place(std::move(place))
{
    implementation = "observer";
    watched = value;
    reads = writes = {m_place.buffer};
}

std::unique_ptr<BoundStep> WatchStep::bind(const BufferTable &table) const
{
    return std::make_unique<BoundWatch>(*this, addressOf(table, m_place));
}

} // namespace halftone
