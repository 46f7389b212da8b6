// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/labels.h"

#include "core/base/whole_file.h"
#include "core/samples/errors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <sstream>

namespace halftone {

namespace {
constexpr std::int64_t kMostBytes = 256LL << 20;
}

Result<std::map<std::string, std::string>> readTextLabels(const std::string &path)
{
    HALFTONE_TRY(std::string text, readWholeFile(path, kMostBytes));
    std::istringstream file(std::move(text));
    std::map<std::string, std::string> labels;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (line.empty())
            continue;
        const auto space = line.find_first_of(" \t");
        if (space == 0)
            return Error(errc::kBadLabels, {"line " + std::to_string(number) + " has no file name"}, path);
        // A picture may well show nothing.
        const auto text
            = space == std::string::npos ? std::string() : line.substr(line.find_last_of(" \t", line.find_first_not_of(" \t", space)) + 1);
        labels[line.substr(0, space)] = text;
    }
    return labels;
}

Result<std::map<std::string, std::vector<LabelledBox>>> readBoxes(const std::string &path)
{
    HALFTONE_TRY(const std::string text, readWholeFile(path, kMostBytes));
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
        return Error(errc::kBadLabels, {"it is no JSON object of file names"}, path);
    std::map<std::string, std::vector<LabelledBox>> result;
    for (const auto &[name, boxes] : json.items()) {
        auto &list = result[name];
        const Error wrong(errc::kBadLabels, {"the boxes of " + name + " are not lists of x0, y0, x1, y1 and class"}, path);
        if (!boxes.is_array())
            return wrong;
        for (const auto &box : boxes) {
            if (!box.is_array() || box.size() != 5 || !std::all_of(box.begin(), box.end(), [](const auto &x) { return x.is_number(); }))
                return wrong;
            // A class is a number that an int can be; casting another would be undefined.
            if (!(std::abs(box[4].get<double>()) <= double(std::numeric_limits<int>::max())))
                return wrong;
            list.push_back({box[0].get<float>(), box[1].get<float>(), box[2].get<float>(), box[3].get<float>(), box[4].get<int>()});
        }
    }
    return result;
}

std::vector<int> classNumbers(const std::vector<std::string> &folders)
{
    std::vector<int> result;
    for (const std::string &name : folders) {
        int number = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (error != std::errc() || end != name.data() + name.size() || number < 0) {
            result.clear();
            for (std::size_t i = 0; i < folders.size(); ++i)
                result.push_back(static_cast<int>(i));
            return result;
        }
        result.push_back(number);
    }
    return result;
}

} // namespace halftone
