// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/file_kind.h"

#include <algorithm>
#include <array>

namespace halftone {

namespace {

struct Signature
{
    std::size_t offset;
    std::string_view bytes;
    std::string_view format;
    bool archive;
};

using namespace std::string_view_literals;

constexpr std::array<Signature, 16> kSignatures{
    {{0, "PK\x03\x04"sv, "ZIP", true}, {0, "PK\x05\x06"sv, "ZIP", true}, {0, "\x1f\x8b"sv, "gzip", true},
        {0,
            "\xfd"
            "7zXZ\0"sv,
            "xz", true},
        {0, "\x28\xb5\x2f\xfd"sv, "Zstandard", true}, {0, "7z\xbc\xaf\x27\x1c"sv, "7-Zip", true}, {257, "ustar"sv, "tar", true},
        {4, "TFL3"sv, "TensorFlow Lite", false}, {4, "ORTM"sv, "ORT", false}, {0, "\x89HDF\r\n\x1a\n"sv, "HDF5", false},
        {0, "\x93NUMPY"sv, "NumPy", false}, {0, "\x89PNG"sv, "PNG", false}, {0, "\xff\xd8\xff"sv, "JPEG", false},
        {0, "%PDF"sv, "PDF", false}, {0, "GGUF"sv, "GGUF", false},
        {0,
            "\x7f"
            "ELF"sv,
            "ELF", false}}};

/// Where flatbuffers have the name of their format.
constexpr std::size_t kFlatbufferName = 4;

bool startsWithIgnoringCase(std::string_view text, std::string_view lower)
{
    return text.size() >= lower.size() && std::ranges::equal(text.substr(0, lower.size()), lower, {}, [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
}

} // namespace

Status checkFileKind(std::string_view head)
{
    if (head.empty())
        return Error(errc::kEmptyFile);
    for (const Signature &signature : kSignatures) {
        // A flatbuffer begins with the place of its root, near its beginning; a model may have any text at this place.
        if (signature.offset == kFlatbufferName && !head.substr(std::min<std::size_t>(2, head.size())).starts_with("\0\0"sv))
            continue;
        if (head.size() >= signature.offset && head.substr(signature.offset).starts_with(signature.bytes))
            return Error(signature.archive ? errc::kIsArchive : errc::kIsOtherFormat, {std::string(signature.format)});
    }
    if (head.starts_with("version https://git-lfs"))
        return Error(errc::kIsLfsPointer);
    std::string_view text = head;
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    for (const std::string_view tag : {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv}) {
        if (startsWithIgnoringCase(text, tag))
            return Error(errc::kIsHtml);
    }
    if (startsWithIgnoringCase(text, "<?xml"))
        return Error(errc::kIsOtherFormat, {"XML"});
    // A brace and "<" are no first bytes of a model: field 15 of wire type 3 and field 7 of wire type 4 do not begin one.
    if (text.starts_with("<ir_version") || text.starts_with("<\n"))
        return Error(errc::kIsOtherFormat, {"ONNX text"});
    return {};
}

} // namespace halftone
