// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/weight_scheme.h"

#include "core/quant/errors.h"
#include "core/quant/scheme.h"

namespace halftone {

WeightScheme weightSchemeFor(const Recipe &recipe, const TensorOverride *own, DType type, int rank, int channelAxis)
{
    bool perChannel = own && own->perChannel ? *own->perChannel : recipe.perChannel;
    int axis = channelAxis < 0 ? channelAxis + rank : channelAxis;
    if (rank > 2 && axis >= rank) {
        perChannel = false;
    } else if (own && own->axis) {
        perChannel = true;
        axis = *own->axis;
    } else if (own && own->scale.size() == 1) {
        perChannel = false;
    }
    WeightScheme scheme;
    scheme.dtype = type;
    scheme.reduceRange = own && own->reduceRange ? *own->reduceRange : recipe.reduceRange;
    scheme.axis = perChannel && (rank >= 2 || (own && own->axis)) && axis < rank ? axis : -1;
    scheme.symmetric = own && own->symmetric ? *own->symmetric : isSigned(type) || scheme.axis >= 0;
    scheme.minimumRange = recipe.qdq.minimumRange;
    if (own) {
        scheme.minimum = own->minimum;
        scheme.maximum = own->maximum;
        // Scales as given: nothing of the type is left out.
        if (!own->scale.empty()) {
            scheme.symmetric = false;
            scheme.reduceRange = false;
        }
    }
    return scheme;
}

Result<QuantParams> weightParamsFor(
    const Tensor &weight, const std::string &name, const TensorOverride *own, const WeightScheme &scheme, std::int64_t *nonFinite)
{
    QuantParams params = weightParams(weight, scheme, nonFinite);
    if (!own || own->scale.empty())
        return params;
    if (own->scale.size() != params.scale.size())
        return Error(errc::kScaleCount, {name, std::to_string(own->scale.size()), std::to_string(params.scale.size())});
    HALFTONE_CHECK(checkZeroPoints(*own, name, scheme.dtype));
    params.scale = own->scale;
    params.zeroPoint = own->zeroPoint;
    return params;
}

Status checkZeroPoints(const TensorOverride &own, const std::string &name, DType type)
{
    const QuantLimits limits = quantLimits(type, false, false);
    for (const std::int32_t zeroPoint : own.zeroPoint) {
        if (zeroPoint < limits.lowest || zeroPoint > limits.highest)
            return Error(errc::kZeroPointRange, {name, std::to_string(zeroPoint), std::string(dtypeName(type))});
    }
    return {};
}

} // namespace halftone
