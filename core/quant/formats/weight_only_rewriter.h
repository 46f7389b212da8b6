// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/formats/moments.h"

namespace halftone {

/// Nodes of `topology` in mode WeightOnly with their weights in few bits: MatMulNBits or a blocked DequantizeLinear
/// (opset 21) before the MatMul; GatherBlockQuantized; 8 bits a channel behind a DequantizeLinear for convolutions and
/// recurrent layers. Without `moments` GPTQ and AWQ fall back to HQQ and say so.
Status rewriteWeightOnly(const TopologyContext &context, const QuantTopology &topology, const SecondMoments *moments,
    QuantizeResult &result, Progress &progress);

} // namespace halftone
