// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reader.h"

#include "core/base/input_file.h"
#include "core/model/proto_reader.h"
#include "core/model/wire_scan.h"

namespace halftone {

namespace {

Result<std::shared_ptr<const Model>> readFrom(const std::shared_ptr<const InputFile> &file, const ReadOptions &options, Progress &progress)
{
    HALFTONE_TRY(const std::string stripped, stripWeights(*file));
    if (!progress.report(1, 2))
        return Error(errc::kCancelled);
    HALFTONE_TRY(std::shared_ptr<Model> model, modelFromProto(stripped, file, options));
    return std::shared_ptr<const Model>(std::move(model));
}

} // namespace

Result<std::shared_ptr<const Model>> readModel(const std::string &path, const ReadOptions &options, Progress &progress)
{
    HALFTONE_TRY(const auto file, InputFile::open(path));
    return readFrom(file, options, progress);
}

Result<std::shared_ptr<const Model>> readModel(const std::string &path)
{
    NoProgress progress;
    return readModel(path, {}, progress);
}

Result<std::shared_ptr<const Model>> readModelFromMemory(std::string_view bytes, const std::string &name)
{
    NoProgress progress;
    return readFrom(InputFile::fromMemory(std::string(bytes), name), {}, progress);
}

} // namespace halftone
