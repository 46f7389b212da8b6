// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/plan.h"

namespace halftone {

namespace {

class BoundKernel final : public BoundStep
{
public:
    BoundKernel(const KernelStep::Function *function, std::vector<std::byte *> addresses)
        : m_function(function), m_addresses(std::move(addresses))
    {
    }
    Status run(RunState &) override
    {
        (*m_function)(m_addresses.data());
        return {};
    }

private:
    const KernelStep::Function *m_function;
    std::vector<std::byte *> m_addresses;
};

} // namespace

KernelStep::KernelStep(std::string name, std::vector<Place> inputs, std::vector<Place> outputs, Function function)
    : m_function(std::move(function))
{
    implementation = std::move(name);
    for (Place &place : inputs) {
        reads.push_back(place.buffer);
        m_places.push_back(std::move(place));
    }
    for (Place &place : outputs) {
        writes.push_back(place.buffer);
        m_places.push_back(std::move(place));
    }
}

std::unique_ptr<BoundStep> KernelStep::bind(const BufferTable &table) const
{
    std::vector<std::byte *> addresses;
    addresses.reserve(m_places.size());
    for (const Place &place : m_places)
        addresses.push_back(addressOf(table, place));
    return std::make_unique<BoundKernel>(&m_function, std::move(addresses));
}

} // namespace halftone
