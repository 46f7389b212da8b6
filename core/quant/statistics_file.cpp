// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/whole_file.h"
#include "core/quant/byte_stream.h"
#include "core/quant/errors.h"
#include "core/quant/histogram.h"
#include "core/quant/statistics.h"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <unordered_set>

namespace halftone {

namespace {

constexpr std::string_view kMagic = "HalftoneStatistics";
constexpr std::uint32_t kVersion = 1;

/// FNV-1a, 64 bits: finds truncated and damaged files; not meant against intent.
std::uint64_t checksum(std::string_view bytes)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    return hash;
}

/// Codes read from a file must outlive every Error that names them.
ErrorCode internedCode(const std::string &id)
{
    static std::mutex mutex;
    static std::unordered_set<std::string> ids;
    const std::scoped_lock lock(mutex);
    return ErrorCode{ids.insert(id).first->c_str()};
}

void putIssues(ByteWriter &out, const std::vector<Issue> &issues)
{
    out.put(static_cast<std::uint64_t>(issues.size()));
    for (const Issue &issue : issues) {
        out.put(static_cast<std::uint8_t>(issue.severity));
        out.put(static_cast<std::uint8_t>(issue.target));
        out.put(std::string_view(issue.targetName));
        out.put(std::string_view(issue.message.code().id));
        out.put(std::string_view(issue.message.where()));
        out.put(static_cast<std::uint64_t>(issue.message.arguments().size()));
        for (const auto &argument : issue.message.arguments())
            out.put(std::string_view(argument));
    }
}

std::vector<Issue> readIssues(ByteReader &in)
{
    std::vector<Issue> issues;
    const auto count = in.number<std::uint64_t>();
    for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
        const auto severity = static_cast<Issue::Severity>(std::min<std::uint8_t>(in.number<std::uint8_t>(), 2));
        const auto target = static_cast<Issue::Target>(std::min<std::uint8_t>(in.number<std::uint8_t>(), 4));
        std::string targetName = in.text();
        const std::string code = in.text();
        std::string where = in.text();
        std::vector<std::string> arguments;
        const auto argumentCount = in.number<std::uint64_t>();
        for (std::uint64_t k = 0; k < argumentCount && in.ok(); ++k)
            arguments.push_back(in.text());
        issues.push_back({severity, Error(internedCode(code), std::move(arguments), std::move(where)), target, std::move(targetName)});
    }
    return issues;
}

void putTensor(ByteWriter &out, const TensorStatistics &tensor)
{
    out.put(tensor.count);
    out.put(tensor.finiteCount);
    out.put(tensor.minimum);
    out.put(tensor.maximum);
    out.put(tensor.sum);
    out.put(tensor.sumOfSquares);
    out.put(static_cast<std::int32_t>(tensor.histogram.exponent));
    out.put(tensor.histogram.first);
    out.put(tensor.histogram.counts);
    out.put(tensor.channelMinimum);
    out.put(tensor.channelMaximum);
    out.put(tensor.sampleMinimum);
    out.put(tensor.sampleMaximum);
}

TensorStatistics readTensor(ByteReader &in)
{
    TensorStatistics tensor;
    tensor.count = in.number<std::int64_t>();
    tensor.finiteCount = in.number<std::int64_t>();
    tensor.minimum = in.number<float>();
    tensor.maximum = in.number<float>();
    tensor.sum = in.number<double>();
    tensor.sumOfSquares = in.number<double>();
    tensor.histogram.exponent = in.number<std::int32_t>();
    tensor.histogram.first = in.number<std::int64_t>();
    tensor.histogram.counts = in.numbers<std::uint64_t>();
    tensor.channelMinimum = in.numbers<float>();
    tensor.channelMaximum = in.numbers<float>();
    tensor.sampleMinimum = in.numbers<float>();
    tensor.sampleMaximum = in.numbers<float>();
    return tensor;
}

/// What every later computation relies on.
bool isSane(const TensorStatistics &tensor)
{
    std::int64_t counted = 0;
    for (const auto count : tensor.histogram.counts)
        counted += static_cast<std::int64_t>(count);
    constexpr std::int64_t kFarthestBin = std::int64_t{1} << 40;
    return tensor.finiteCount >= 0 && tensor.finiteCount <= tensor.count && std::isfinite(tensor.minimum) && std::isfinite(tensor.maximum)
        && tensor.minimum <= tensor.maximum && counted == tensor.finiteCount
        && static_cast<std::int64_t>(tensor.histogram.counts.size()) <= kHistogramBins && tensor.histogram.exponent >= kSmallestExponent
        && tensor.histogram.exponent <= 128 && std::abs(tensor.histogram.first) < kFarthestBin
        && tensor.channelMinimum.size() == tensor.channelMaximum.size() && tensor.sampleMinimum.size() == tensor.sampleMaximum.size();
}

} // namespace

Status saveStatistics(const Statistics &statistics, const std::string &path)
{
    ByteWriter body;
    body.put(statistics.samples);
    body.put(statistics.seconds);
    body.put(static_cast<std::uint64_t>(statistics.sampleNames.size()));
    for (const auto &name : statistics.sampleNames)
        body.put(std::string_view(name));
    putIssues(body, statistics.skipped);
    putIssues(body, statistics.issues);
    body.put(static_cast<std::uint64_t>(statistics.tensors.size()));
    for (const auto &[name, tensor] : statistics.tensors) {
        body.put(std::string_view(name));
        putTensor(body, tensor);
    }
    ByteWriter head;
    head.put(kVersion);
    head.put(checksum(body.bytes()));

    const std::string temporary = path + ".part";
    {
        std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
        file << kMagic << head.bytes() << body.bytes();
        file.flush();
        if (!file) {
            const std::string reason = std::strerror(errno);
            file.close();
            std::remove(temporary.c_str());
            return Error(errc::kStatisticsFile, {path, reason});
        }
    }
    std::error_code failure;
    std::filesystem::rename(temporary, path, failure);
    if (failure) {
        std::remove(temporary.c_str());
        return Error(errc::kStatisticsFile, {path, failure.message()});
    }
    return {};
}

Result<Statistics> loadStatistics(const std::string &path)
{
    HALFTONE_TRY(const std::string bytes, readWholeFile(path, memoryBudget()));
    if (!bytes.starts_with(kMagic))
        return Error(errc::kStatisticsCorrupt, {path, "signature"});
    ByteReader head(std::string_view(bytes).substr(kMagic.size()));
    const auto version = head.number<std::uint32_t>();
    const auto expected = head.number<std::uint64_t>();
    if (!head.ok())
        return Error(errc::kStatisticsCorrupt, {path, "length"});
    if (version != kVersion)
        return Error(errc::kStatisticsVersion, {path, std::to_string(version), std::to_string(kVersion)});
    const auto body = std::string_view(bytes).substr(kMagic.size() + sizeof version + sizeof expected);
    if (checksum(body) != expected)
        return Error(errc::kStatisticsCorrupt, {path, "checksum"});

    ByteReader in(body);
    Statistics statistics;
    statistics.samples = in.number<std::int64_t>();
    statistics.seconds = in.number<double>();
    const auto names = in.number<std::uint64_t>();
    for (std::uint64_t i = 0; i < names && in.ok(); ++i)
        statistics.sampleNames.push_back(in.text());
    statistics.skipped = readIssues(in);
    statistics.issues = readIssues(in);
    const auto tensors = in.number<std::uint64_t>();
    for (std::uint64_t i = 0; i < tensors && in.ok(); ++i) {
        const std::string name = in.text();
        TensorStatistics tensor = readTensor(in);
        if (in.ok() && !isSane(tensor))
            return Error(errc::kStatisticsCorrupt, {path, name});
        statistics.tensors[name] = std::move(tensor);
    }
    if (!in.atEnd())
        return Error(errc::kStatisticsCorrupt, {path, "length"});
    return statistics;
}

} // namespace halftone
