// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wire_reader.h"

/// Keys of protobuf fields (number and wire type in one), short enough for `case` labels.
namespace halftone::wirekeys {

constexpr std::uint32_t varint(std::uint32_t number) { return wireKey(number, WireType::Varint); }
constexpr std::uint32_t length(std::uint32_t number) { return wireKey(number, WireType::Length); }
constexpr std::uint32_t fixed32(std::uint32_t number) { return wireKey(number, WireType::Fixed32); }
constexpr std::uint32_t fixed64(std::uint32_t number) { return wireKey(number, WireType::Fixed64); }

} // namespace halftone::wirekeys
