// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/map_input.h"

#include "core/tensor/integers.h"

namespace halftone {

Result<std::map<MapKey, std::size_t>> mapInput(const KernelContext &context, int index)
{
    if (!context.input(index).isMap())
        return context.badArgument("no map", "a map");
    const Map &map = context.input(index).map();
    if (map.keys.count() != map.values.count())
        return context.badArgument(std::to_string(map.keys.count()) + " keys", std::to_string(map.values.count()));
    std::map<MapKey, std::size_t> result;
    if (map.keys.dtype() == DType::String) {
        for (std::size_t i = 0; i < map.keys.strings().size(); ++i)
            result[map.keys.strings()[i]] = i;
        return result;
    }
    const auto numbers = integersOf(map.keys);
    if (!numbers)
        return context.badArgument("keys of type " + std::string(dtypeName(map.keys.dtype())), "integers or texts");
    for (std::size_t i = 0; i < numbers->size(); ++i)
        result[(*numbers)[i]] = i;
    return result;
}

} // namespace halftone
