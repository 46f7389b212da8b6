// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/range.h"

namespace halftone {

Range minMaxRange(const TensorStatistics &statistics) { return {statistics.minimum, statistics.maximum, {}}; }

} // namespace halftone
