// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/input_file.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace halftone {

namespace errc {
/// %1 location: empty, absolute, or with characters that a portable path cannot have.
inline constexpr ErrorCode kExternalPath{"model.external-path"};
/// %1 location that leads out of the model's folder.
inline constexpr ErrorCode kExternalOutside{"model.external-outside"};
/// %1 location with a symbolic link on the way, %2 the model's folder.
inline constexpr ErrorCode kExternalLink{"model.external-link"};
/// %1 location of a file that has other names too (hard links), %2 the model's folder.
inline constexpr ErrorCode kExternalHardLink{"model.external-hard-link"};
/// %1 location of a directory, pipe or device.
inline constexpr ErrorCode kExternalNotRegular{"model.external-not-regular"};
/// %1 location, %2 system message.
inline constexpr ErrorCode kExternalMissing{"model.external-missing"};
/// %1 key that is repeated or whose value, %2, is no number of bytes.
inline constexpr ErrorCode kExternalEntry{"model.external-entry"};
/// %1 location, %2 offset, %3 length, %4 size of the file.
inline constexpr ErrorCode kExternalRange{"model.external-range"};
/// A model from memory has no folder to look in.
inline constexpr ErrorCode kExternalNoFolder{"model.external-no-folder"};
} // namespace errc

/// Finds external data of one model: beneath the folder of the model only, without "..", by regular files with one name and no
/// symbolic link on the way (unless `allowLinks`), as after CVE-2022-25882, 2024-27318 and 2026-34445 to 34447.
class ExternalData
{
public:
    /// `modelPath` is empty for models in memory.
    ExternalData(std::string modelPath, bool allowLinks);

    /// A range of a file that holds a tensor.
    struct Place
    {
        std::shared_ptr<const InputFile> file;
        std::int64_t offset = 0;
        std::int64_t length = 0;
    };
    /// What TensorProto.external_data says about a tensor of `bytes` bytes; nothing is read.
    Result<Place> locate(const std::vector<std::pair<std::string, std::string>> &entries, std::int64_t bytes);

private:
    Result<std::shared_ptr<const InputFile>> open(const std::string &location);

    std::string m_modelPath;
    bool m_allowLinks = false;
    std::map<std::string, std::shared_ptr<const InputFile>> m_files;
};

} // namespace halftone
