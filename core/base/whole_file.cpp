// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/whole_file.h"

#include "core/base/input_file.h"

namespace halftone {

Result<std::string> readWholeFile(const std::string &path, std::int64_t most)
{
    HALFTONE_TRY(const auto file, InputFile::open(path));
    if (file->size() > most)
        return Error(errc::kFileTooLarge, {std::to_string(file->size()), std::to_string(most)}, path);
    std::string bytes(static_cast<std::size_t>(file->size()), '\0');
    HALFTONE_CHECK(file->read(0, std::as_writable_bytes(std::span(bytes))));
    return bytes;
}

} // namespace halftone
