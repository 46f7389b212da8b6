// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/external_data.h"

#include "core/tensor/tensor_fields.h"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <linux/openat2.h>
#include <optional>
#include <set>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace halftone {

namespace {

/// Models of one file a tensor exist; beyond this many, files are opened anew for each read instead of being kept open.
constexpr std::size_t kMaxOpenFiles = 128;
/// Locations are shown in messages.
constexpr std::size_t kShownLocation = 200;

std::optional<std::int64_t> parseBytes(const std::string &text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0)
        return std::nullopt;
    return number;
}

Status checkLocation(const std::string &location)
{
    const std::string shown = location.substr(0, kShownLocation);
    if (location.empty() || location.front() == '/' || location.find('\0') != std::string::npos || location.find('\\') != std::string::npos)
        return Error(errc::kExternalPath, {shown});
    for (const auto &part : std::filesystem::path(location)) {
        if (part == "..")
            return Error(errc::kExternalOutside, {shown});
    }
    return {};
}

/// A descriptor of the regular file `location` beneath `folder`.
Result<int> openBeneath(const std::string &folder, const std::string &location, bool allowLinks)
{
    const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return Error(errc::kExternalMissing, {location, std::strerror(errno)});
    open_how how{};
    how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
    how.resolve = RESOLVE_NO_MAGICLINKS | (allowLinks ? 0U : RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS);
    const auto descriptor = static_cast<int>(syscall(SYS_openat2, directory, location.c_str(), &how, sizeof how));
    const int failure = errno;
    ::close(directory);
    if (descriptor < 0) {
        if (failure == ELOOP)
            return Error(errc::kExternalLink, {location, folder});
        if (failure == EXDEV)
            return Error(errc::kExternalOutside, {location});
        return Error(errc::kExternalMissing, {location, std::strerror(failure)});
    }
    struct stat info
    {
    };
    const bool known = fstat(descriptor, &info) == 0;
    if (known && S_ISREG(info.st_mode) && (allowLinks || info.st_nlink == 1))
        return descriptor;
    ::close(descriptor);
    if (known && S_ISREG(info.st_mode))
        return Error(errc::kExternalHardLink, {location, folder});
    return Error(errc::kExternalNotRegular, {location});
}

} // namespace

ExternalData::ExternalData(std::string modelPath, bool allowLinks) : m_modelPath(std::move(modelPath)), m_allowLinks(allowLinks) { }

Result<std::shared_ptr<const InputFile>> ExternalData::open(const std::string &location)
{
    if (m_modelPath.empty())
        return Error(errc::kExternalNoFolder);
    HALFTONE_CHECK(checkLocation(location));
    const auto parent = std::filesystem::path(m_modelPath).parent_path();
    const std::string folder = parent.empty() ? "." : parent.string();
    const std::string shownPath = (parent / location).string();
    if (m_files.size() >= kMaxOpenFiles)
        return InputFile::openOnDemand([=, allowLinks = m_allowLinks] { return openBeneath(folder, location, allowLinks); }, shownPath);
    HALFTONE_TRY(const int descriptor, openBeneath(folder, location, m_allowLinks));
    return InputFile::fromDescriptor(descriptor, shownPath);
}

Result<ExternalData::Place> ExternalData::locate(const std::vector<std::pair<std::string, std::string>> &entries, std::int64_t bytes)
{
    Place place;
    place.length = bytes;
    std::string location;
    std::set<std::string> seen;
    for (const auto &[key, value] : entries) {
        const Error bad(errc::kExternalEntry, {key.substr(0, kShownLocation), value.substr(0, kShownLocation)});
        if (!seen.insert(key).second)
            return bad;
        if (key == "location")
            location = value;
        if (key != "offset" && key != "length")
            continue;
        const auto number = parseBytes(value);
        if (!number)
            return bad;
        (key == "offset" ? place.offset : place.length) = *number;
    }
    if (place.length != bytes)
        return Error(errc::kTensorBytes, {std::to_string(bytes), std::to_string(place.length)});
    auto &file = m_files[location];
    if (!file) {
        auto opened = open(location);
        if (!opened) {
            m_files.erase(location);
            return std::move(opened).error();
        }
        file = std::move(*opened);
    }
    place.file = file;
    if (place.length > file->size() || place.offset > file->size() - place.length)
        return Error(errc::kExternalRange,
            {location.substr(0, kShownLocation), std::to_string(place.offset), std::to_string(place.length), std::to_string(file->size())});
    return place;
}

} // namespace halftone
