// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <google/protobuf/descriptor.h>

namespace halftone {

/// ONNX's messages as the installed onnx library describes them, and the fields that ONNX got since (up to IR version 12).
/// Only core/model sees protobuf's types.
const google::protobuf::DescriptorPool &modelSchema();

} // namespace halftone
