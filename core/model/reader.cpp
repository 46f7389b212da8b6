// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reader.h"

#include "core/base/input_file.h"
#include "core/model/file_kind.h"
#include "core/model/model_parser.h"
#include "core/model/text_model.h"

#include <algorithm>

namespace halftone {

namespace {

constexpr std::int64_t kHeadBytes = 512;

/// A written model is parsed once as a whole and then read like a file in memory.
Result<std::shared_ptr<const InputFile>> binaryForm(const std::shared_ptr<const InputFile> &file, std::string_view head)
{
    const std::optional<TextForm> form = textFormOf(head);
    if (!form)
        return file;
    if (file->size() > kMostTextModelBytes)
        return Error(errc::kTextModelTooLarge, {std::to_string(file->size()), std::to_string(kMostTextModelBytes)});
    std::string text(static_cast<std::size_t>(file->size()), '\0');
    HALFTONE_CHECK(file->read(0, std::as_writable_bytes(std::span(text))));
    HALFTONE_TRY(std::string wire, wireFromText(text, *form));
    return InputFile::fromMemory(std::move(wire), file->path());
}

Result<std::shared_ptr<const Model>> readFrom(
    const std::shared_ptr<const InputFile> &file, const std::string &path, const ReadOptions &options, Progress &progress)
{
    std::string head(static_cast<std::size_t>(std::min(kHeadBytes, file->size())), '\0');
    HALFTONE_CHECK(file->read(0, std::as_writable_bytes(std::span(head))));
    if (const Status kind = checkFileKind(head); !kind)
        return Error(kind.error()).at(file->path());
    const auto binary = binaryForm(file, head);
    if (!binary)
        return Error(binary.error()).at(file->path());
    auto model = parseModel(*binary, path, options, progress);
    if (!model)
        return std::move(model).error().at(file->path());
    if (!progress.report(1, 1))
        return Error(errc::kCancelled);
    return model;
}

} // namespace

Result<std::shared_ptr<const Model>> readModel(const std::string &path, const ReadOptions &options, Progress &progress)
{
    HALFTONE_TRY(const auto file, InputFile::open(path));
    return readFrom(file, path, options, progress);
}

Result<std::shared_ptr<const Model>> readModel(const std::string &path)
{
    NoProgress progress;
    return readModel(path, {}, progress);
}

Result<std::shared_ptr<const Model>> readModelFromMemory(std::string_view bytes, const std::string &name)
{
    NoProgress progress;
    return readFrom(InputFile::fromMemory(std::string(bytes), name), {}, {}, progress);
}

} // namespace halftone
