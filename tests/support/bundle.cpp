// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/bundle.h"

#include "core/tensor/block_cache.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

namespace halftone::test {

namespace {

std::map<std::string, UnitMain, std::less<>> &units()
{
    static std::map<std::string, UnitMain, std::less<>> all;
    return all;
}

/// "/a/tst_dim.cpp" → "tst_dim".
std::string_view unitName(std::string_view path)
{
    path.remove_prefix(path.rfind('/') + 1);
    return path.substr(0, path.find('.'));
}

/// HALFTONE_BLOCK_GUARD=before|behind: all memory of tensors, plans and weights stands beside a page that cannot be touched.
void guardBlocks()
{
    const char *const word = std::getenv("HALFTONE_BLOCK_GUARD");
    if (word)
        setBlockGuard(std::string_view(word) == "before" ? BlockGuard::Before : BlockGuard::Behind);
}

} // namespace

RegisteredUnit::RegisteredUnit(std::string_view file, UnitMain main) { units().emplace(unitName(file), main); }

} // namespace halftone::test

/// Runs the unit that the program is called by (a link named after it), or the one named by the first argument.
int main(int argc, char **argv)
{
    using namespace halftone::test;
    guardBlocks();
    auto unit = units().find(unitName(argv[0]));
    if (unit == units().end() && argc > 1) {
        unit = units().find(std::string_view(argv[1]));
        ++argv;
        --argc;
    }
    if (unit != units().end())
        return unit->second(argc, argv);
    std::fprintf(stderr, "usage: tests UNIT [Qt Test options], or a link named after the unit. Units here:\n");
    for (const auto &[name, main] : units())
        std::fprintf(stderr, "  %s\n", name.c_str());
    return 2;
}
