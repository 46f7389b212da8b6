// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/calibration_table.h"

#include "core/quant/errors.h"
#include "core/quant/table_number.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace halftone {

std::map<std::string, float> dynamicRanges(const PreparedGraph &prepared, const QuantizeResult &result)
{
    const Graph &graph = *prepared.model->graph;
    std::map<std::string, float> ranges;
    for (const Value &value : graph.values()) {
        const auto params = result.params.find(value.name);
        const bool activation = value.producer != kNone || value.isInput;
        if (activation && params != result.params.end())
            ranges[value.name] = std::max(std::fabs(params->second.minimum), std::fabs(params->second.maximum));
    }
    return ranges;
}

Status writeCalibrationTable(const std::map<std::string, float> &ranges, const std::string &path)
{
    std::string text;
    if (path.ends_with(".flatbuffers")) {
        text = calibrationFlatbuffer(ranges);
    } else if (path.ends_with(".json")) {
        nlohmann::ordered_json json = nlohmann::ordered_json::object();
        for (const auto &[name, magnitude] : ranges)
            json[name] = magnitude;
        text = json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    } else {
        for (const auto &[name, magnitude] : ranges)
            text += name + " " + tableNumber(magnitude) + "\n";
    }
    std::ofstream file(path, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    return file ? Status() : Status(Error(errc::kTableUnwritable, {path}));
}

} // namespace halftone
