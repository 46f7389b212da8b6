// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reader.h"

#include "core/base/input_file.h"
#include "core/model/file_kind.h"
#include "core/model/model_parser.h"

#include <algorithm>

namespace halftone {

namespace {

constexpr std::int64_t kHeadBytes = 512;

Result<std::shared_ptr<const Model>> readFrom(
    const std::shared_ptr<const InputFile> &file, const std::string &path, const ReadOptions &options, Progress &progress)
{
    std::string head(static_cast<std::size_t>(std::min(kHeadBytes, file->size())), '\0');
    HALFTONE_CHECK(file->read(0, std::as_writable_bytes(std::span(head))));
    if (const Status kind = checkFileKind(head); !kind)
        return Error(kind.error()).at(file->path());
    auto model = parseModel(file, path, options, progress);
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
