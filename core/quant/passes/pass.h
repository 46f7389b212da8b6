// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"

#include <map>
#include <string>

namespace halftone {

/// A model on its way through preprocessing. A pass replaces `model.graph` and adds to `origin` what it renamed.
struct PassState
{
    Model model;
    std::map<std::string, std::string> origin;
};

// Each pass returns how many places it changed; 0 leaves the state untouched. Values that nodes outside still read keep
// their names.

/// Initializers that had to be listed as inputs (up to IR version 3) become plain constants.
Result<int> dropInitializerInputs(PassState &state, Progress &progress);
/// Inputs with a default become constants: callers cannot replace them any more.
Result<int> dropDefaults(PassState &state, Progress &progress);
/// Part of upgradeOpset(): experimental operators of old exporters (Affine, Crop, ImageScaler …), which ended with opset 9, become
/// ordinary ones of the model's opset.
Status replaceLegacy(PassState &state);
/// Nodes of opsets 7 to 12 in their form of opset 13; Upsample becomes Resize. Fails with errc::kCannotUpgrade.
Result<int> upgradeOpset(PassState &state, Progress &progress);
/// Identity and Dropout (outside training) go away.
Result<int> removeIdentities(PassState &state, Progress &progress);
/// What depends on constants and fixed shapes only becomes an initializer.
Result<int> foldConstants(PassState &state, Progress &progress);
/// BatchNormalization goes into the weights of the Conv, ConvTranspose or Gemm before it.
Result<int> foldBatchNorms(PassState &state, Progress &progress);
/// The nodes of a layer normalization become one, from opset 17.
Result<int> fuseLayerNorms(PassState &state, Progress &progress);
/// The nodes of Gelu become one: ai.onnx's from opset 20, before that com.microsoft's.
Result<int> fuseGelus(PassState &state, Progress &progress);
/// Projections, heads, scores and softmax become com.microsoft's Attention.
Result<int> fuseAttentions(PassState &state, Progress &progress);

} // namespace halftone
