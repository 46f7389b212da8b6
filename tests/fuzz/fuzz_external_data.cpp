// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/external_data.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

using namespace halftone;

namespace {

/// A folder with one file that may be read, beside one that may not.
std::filesystem::path makeFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "fuzz-external-XXXXXX").string();
    if (!mkdtemp(name.data()))
        std::abort();
    const std::filesystem::path root(name);
    std::filesystem::create_directories(root / "model" / "a");
    std::ofstream(root / "secret") << "0123456789abcdef";
    std::ofstream(root / "model" / "w") << "0123456789abcdef";
    std::filesystem::create_symlink("../secret", root / "model" / "l");
    std::filesystem::create_directory_symlink("..", root / "model" / "a" / "up");
    return root / "model";
}

} // namespace

/// The input is location, offset and length, separated by newlines. Only "w" may ever be found, and only within its 16 bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::filesystem::path folder = makeFolder();
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto first = text.find('\n');
    const auto second = first == std::string::npos ? first : text.find('\n', first + 1);
    std::vector<std::pair<std::string, std::string>> entries{{"location", text.substr(0, first)}};
    if (first != std::string::npos)
        entries.emplace_back("offset", text.substr(first + 1, second == std::string::npos ? second : second - first - 1));
    if (second != std::string::npos)
        entries.emplace_back("length", text.substr(second + 1));
    ExternalData external((folder / "model.onnx").string(), false);
    const auto place = external.locate(entries, 8);
    if (!place)
        return 0;
    if (!place->file->isFileAt((folder / "w").string()) || place->offset < 0 || place->offset > 8 || place->length != 8)
        std::abort();
    return 0;
}
