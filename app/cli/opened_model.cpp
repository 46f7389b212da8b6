// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/opened_model.h"

#include "core/model/reader.h"

#include <sys/resource.h>

namespace halftone {

Result<std::shared_ptr<const Model>> openModel(const std::string &path, Progress &progress)
{
    auto model = readModel(path, {}, progress);
    if (!model)
        return std::move(model).error().at(path);
    return model;
}

double peakMib()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

} // namespace halftone
