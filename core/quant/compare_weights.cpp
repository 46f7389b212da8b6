// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/compare_weights.h"

#include "core/quant/metrics.h"
#include "core/quant/ordered_workers.h"
#include "core/quant/quiet_progress.h"
#include "core/quant/weights.h"

#include <optional>

namespace halftone {

namespace {

/// Per-channel figures of a weight follow its own output channels, which may not be axis 1: the tensor is seen with that
/// axis as its second.
Shape channelsSecond(const Shape &shape, int axis)
{
    if (axis < 0)
        return Shape{1, 1, shape.count()};
    return Shape{shape.count(0, axis), shape[axis], shape.count(axis + 1, shape.rank())};
}

bool isReadable(DType type) { return type == DType::UInt8 || type == DType::Int8 || type == DType::UInt16 || type == DType::Int16; }

Result<ErrorSums> errorOf(const Tensor &values, const Tensor &integers, const QuantParams &params)
{
    ErrorSums sums;
    const Shape shape = channelsSecond(values.shape(), params.axis);
    // Short runs are faster side by side than each with a reading of its own.
    if (!isReadable(integers.dtype()) || (params.scale.size() > 1 && shape[2] < kErrorLanes)) {
        HALFTONE_TRY(const Tensor seen, dequantize(integers, params));
        sums.addSample(values.as<float>().data(), seen.as<float>().data(), shape);
        return sums;
    }
    std::vector<Reading> readings;
    for (std::size_t i = 0; i < params.scale.size(); ++i)
        readings.push_back({Reading::Kind::Integers, integers.dtype(), params.scale[i], params.zeroPoint[i], {}});
    sums.addRuns(values.as<float>().data(), integers.raw(), shape, readings);
    return sums;
}

Result<std::optional<TensorError>> compareWeight(const Graph &original, const Graph &quantized, const WeightPair &pair)
{
    HALFTONE_TRY(const Tensor values, original.constant(pair.floatValue)->load());
    HALFTONE_TRY(const Tensor integers, quantized.constant(pair.quantizedValue)->load());
    if (values.shape() != integers.shape())
        return std::optional<TensorError>();
    HALFTONE_TRY(const ErrorSums sums, errorOf(values, integers, pair.params));
    const Value &value = original.value(pair.floatValue);
    TensorError error;
    error.tensor = value.name;
    error.producer = value.consumers.empty() ? std::string() : original.node(value.consumers.front().node).name;
    error.kind = TensorError::Kind::Weight;
    error.accumulated = sums.figures();
    error.accumulated.samplesDb.clear();
    error.accumulated.samples.clear();
    error.local = error.accumulated;
    return std::optional<TensorError>(std::move(error));
}

} // namespace

Result<std::vector<TensorError>> compareWeights(
    const Graph &original, const Graph &quantized, const std::vector<WeightPair> &pairs, int workers, Progress &progress)
{
    std::vector<TensorError> report;
    OrderedWork work;
    work.count = static_cast<std::int64_t>(pairs.size());
    work.workers = workerCount(workers, work.count);
    std::vector<std::optional<TensorError>> slots(static_cast<std::size_t>(slotCount(work)));
    work.work = [&](std::int64_t index, int, int slot) -> Status {
        HALFTONE_TRY(slots[static_cast<std::size_t>(slot)], compareWeight(original, quantized, pairs[static_cast<std::size_t>(index)]));
        return {};
    };
    work.take = [&](std::int64_t, int slot) {
        if (auto &error = slots[static_cast<std::size_t>(slot)])
            report.push_back(std::move(*error));
    };
    QuietProgress quiet(progress);
    HALFTONE_CHECK(runOrdered(work, quiet));
    return report;
}

} // namespace halftone
