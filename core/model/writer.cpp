// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/writer.h"

#include "core/base/folder_lock.h"
#include "core/base/input_file.h"
#include "core/base/output_file.h"
#include "core/model/model_wire.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <dirent.h>
#include <filesystem>
#include <limits>
#include <memory>
#include <tuple>
#include <unistd.h>

namespace halftone {

namespace {

/// Serialized size above which Auto moves the weights out: protobuf ends at 2 GiB, and some readers earlier.
constexpr std::int64_t kAutoExternalBytes = std::int64_t(3) << 29;
constexpr std::int64_t kProtobufLimit = std::numeric_limits<std::int32_t>::max();
/// Smaller tensors stay in the model, as in onnx.external_data_helper.
constexpr std::int64_t kExternalThreshold = 1024;
/// Large tensors begin on a page, so that a runtime can map them.
constexpr std::int64_t kPage = 4096;
constexpr std::int64_t kPageAlignedFrom = 65536;
constexpr std::int64_t kSmallAlignment = 64;
constexpr std::int64_t kCopyBytes = 1 << 20;

/// Streams tensors and reports progress in bytes.
class Stream
{
public:
    Stream(Progress &progress, std::int64_t total) : m_progress(progress), m_total(total) { }

    Status text(OutputFile &out, std::string_view bytes)
    {
        HALFTONE_CHECK(out.write(bytes));
        return advance(static_cast<std::int64_t>(bytes.size()));
    }

    Status tensor(OutputFile &out, const ConstantTensor &tensor, std::int64_t length)
    {
        const auto range = tensor.source() ? tensor.source()->fileRange() : std::nullopt;
        if (!range) {
            HALFTONE_TRY(const auto values, tensor.load());
            if (static_cast<std::int64_t>(values.bytes()) != length)
                return Error(errc::kInternal, {"tensor size"});
            HALFTONE_CHECK(out.write(std::span(values.raw(), values.bytes())));
            return advance(length);
        }
        m_buffer.resize(static_cast<std::size_t>(kCopyBytes));
        for (std::int64_t done = 0; done < length; done += kCopyBytes) {
            const std::span part(m_buffer.data(), static_cast<std::size_t>(std::min(kCopyBytes, length - done)));
            HALFTONE_CHECK(range->file->read(range->offset + done, std::as_writable_bytes(part)));
            HALFTONE_CHECK(out.write(std::string_view(part.data(), part.size())));
            HALFTONE_CHECK(advance(static_cast<std::int64_t>(part.size())));
        }
        return {};
    }

    Status rope(OutputFile &out, const Rope &rope)
    {
        std::size_t position = 0;
        for (const Rope::Hole &hole : rope.holes()) {
            HALFTONE_CHECK(text(out, std::string_view(rope.text()).substr(position, hole.position - position)));
            HALFTONE_CHECK(tensor(out, hole.tensor, hole.length));
            position = hole.position;
        }
        return text(out, std::string_view(rope.text()).substr(position));
    }

private:
    Status advance(std::int64_t bytes)
    {
        m_done += bytes;
        if (!m_progress.report(std::min(m_done, m_total), m_total))
            return Error(errc::kCancelled);
        return {};
    }

    Progress &m_progress;
    std::int64_t m_total;
    std::int64_t m_done = 0;
    std::vector<char> m_buffer;
};

/// The weights that go to an external file: which bytes, in which order.
struct ExternalPlan
{
    ExternalPlaces places;
    struct Entry
    {
        ConstantTensor tensor;
        ExternalPlaces::Range range;
    };
    std::vector<Entry> entries;
    std::int64_t bytes = 0;
};

/// Initializers of the main graph; runtimes need not support external data elsewhere. Equal file ranges are stored once.
ExternalPlan planExternal(const Model &model)
{
    ExternalPlan plan;
    std::map<std::tuple<const InputFile *, std::int64_t, std::int64_t>, ExternalPlaces::Range> stored;
    for (const Initializer &initializer : model.graph->initializers()) {
        const ConstantTensor &tensor = initializer.tensor;
        const TensorSource *source = tensor.source().get();
        if (!source || source->sparse() || tensor.dtype() == DType::String || tensor.bytes() < kExternalThreshold
            || plan.places.ranges.contains(source))
            continue;
        const auto file = source->fileRange();
        const auto key
            = file ? std::tuple(file->file.get(), file->offset, file->length) : std::tuple<const InputFile *, std::int64_t, std::int64_t>{};
        const auto shared = file ? stored.find(key) : stored.end();
        if (shared != stored.end()) {
            plan.places.ranges[source] = shared->second;
            continue;
        }
        const std::int64_t alignment = tensor.bytes() >= kPageAlignedFrom ? kPage : kSmallAlignment;
        const ExternalPlaces::Range range{(plan.bytes + alignment - 1) / alignment * alignment, tensor.bytes()};
        plan.bytes = range.offset + range.length;
        plan.places.ranges[source] = range;
        plan.entries.push_back({tensor, range});
        if (file)
            stored[key] = range;
    }
    return plan;
}

/// The path with symbolic links resolved, as far as it exists.
std::string resolved(const std::string &path)
{
    std::error_code failure;
    const auto result = std::filesystem::weakly_canonical(path, failure);
    return failure ? path : result.string();
}

std::string hexadecimal(std::uint64_t hash)
{
    std::array<char, 17> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), hash, 16);
    return {digits.data(), end.ptr};
}

/// Writes the external file under a name that no other file has, so that an old model keeps its own data until it is replaced.
Result<std::string> writeExternal(const ExternalPlan &plan, const std::string &target, Stream &stream)
{
    const std::string preferred = target + ".data";
    HALFTONE_TRY(OutputFile out, OutputFile::create(target + ".data.new"));
    for (const ExternalPlan::Entry &entry : plan.entries) {
        HALFTONE_CHECK(out.write(std::string(static_cast<std::size_t>(entry.range.offset - out.bytes()), '\0')));
        HALFTONE_CHECK(stream.tensor(out, entry.tensor, entry.range.length));
    }
    HALFTONE_CHECK(out.finish());
    std::string path = preferred;
    Result<bool> placed = out.placeAt(path);
    for (int attempt = 0; placed && !*placed; ++attempt) {
        path = target + "." + hexadecimal(out.hash()) + (attempt ? "-" + std::to_string(attempt) : "") + ".data";
        placed = out.placeAt(path);
    }
    if (placed)
        return path;
    if (out.isPlaced())
        unlink(path.c_str());
    return std::move(placed).error();
}

/// Files with the model's weights, or the model itself.
bool isSourceOf(const Model &model, const std::string &path)
{
    if (!model.path.empty() && resolved(model.path) == path)
        return true;
    return std::ranges::any_of(model.graph->initializers(), [&](const Initializer &initializer) {
        const auto range = initializer.tensor.source() ? initializer.tensor.source()->fileRange() : std::nullopt;
        return range && range->file->isFileAt(path);
    });
}

/// External files that earlier writes of `target` left, told by their names.
std::vector<std::string> oldExternalFiles(const std::string &target, const std::string &current)
{
    std::vector<std::string> result;
    const std::filesystem::path path(target);
    const std::string stem = path.filename().string() + ".";
    // std::filesystem's iterator ends the program when memory lacks.
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(opendir(path.parent_path().c_str()), closedir);
    while (const dirent *entry = folder ? readdir(folder.get()) : nullptr) {
        const std::string name = entry->d_name;
        if (!name.starts_with(stem) || !name.ends_with(".data") || path.parent_path() / name == current)
            continue;
        const std::string middle = name.substr(stem.size() - 1, name.size() - stem.size() + 1 - 5);
        const bool ours = middle.empty() || (middle.size() > 1 && middle.find_first_not_of("0123456789abcdef-", 1) == std::string::npos);
        if (ours)
            result.push_back((path.parent_path() / name).string());
    }
    return result;
}

} // namespace

Result<WriteSummary> writeModel(const Model &model, const std::string &path, const WriteOptions &options, Progress &progress)
{
    if (!model.graph)
        return Error(errc::kInternal, {"no graph"});
    const std::string target = resolved(path);
    if (!options.allowOverwrite && isSourceOf(model, target))
        return Error(errc::kWriteOverSource, {}, path);

    // Another export to the same target would remove our external data before our model names them.
    HALFTONE_TRY([[maybe_unused]] const FolderLock lock, FolderLock::take(target, progress));
    HALFTONE_TRY(Rope rope, modelWire(model, {}));
    const bool external = options.externalData == WriteOptions::ExternalData::On
        || (options.externalData == WriteOptions::ExternalData::Auto && rope.length() > kAutoExternalBytes);
    if (!external && rope.length() > kProtobufLimit)
        return Error(errc::kWriteTooLarge, {std::to_string(rope.length()), std::to_string(kProtobufLimit)}, path);

    WriteSummary summary;
    std::string dataPath;
    Stream stream(progress, rope.length());
    if (external) {
        ExternalPlan plan = planExternal(model);
        if (!plan.entries.empty()) {
            HALFTONE_TRY(dataPath, writeExternal(plan, target, stream));
            plan.places.location = std::filesystem::path(dataPath).filename().string();
            summary.externalBytes = plan.bytes;
        }
        auto withoutWeights = modelWire(model, plan.places);
        if (!withoutWeights) {
            unlink(dataPath.c_str());
            return std::move(withoutWeights).error();
        }
        rope = std::move(*withoutWeights);
    }
    bool replaced = false;
    const auto writeMain = [&]() -> Status {
        HALFTONE_TRY(OutputFile out, OutputFile::create(path));
        HALFTONE_CHECK(stream.rope(out, rope));
        HALFTONE_CHECK(out.finish());
        summary.bytes = out.bytes();
        if (options.check)
            HALFTONE_CHECK(options.check(out.temporaryPath()));
        Status status = out.replaceTarget();
        replaced = out.isPlaced();
        return status;
    };
    if (const Status written = writeMain(); !written) {
        if (!dataPath.empty() && !replaced)
            unlink(dataPath.c_str());
        return Error(written.error()).at(path);
    }
    for (const std::string &old : oldExternalFiles(target, dataPath)) {
        if (!isSourceOf(model, old))
            unlink(old.c_str());
    }
    return summary;
}

Result<std::string> serializeModel(const Model &model)
{
    HALFTONE_TRY(const Rope rope, modelWire(model, {}));
    if (rope.length() > std::min(kProtobufLimit, memoryBudget()))
        return Error(errc::kWriteTooLarge, {std::to_string(rope.length()), std::to_string(kProtobufLimit)});
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(rope.length()));
    std::size_t position = 0;
    for (const Rope::Hole &hole : rope.holes()) {
        bytes.append(rope.text(), position, hole.position - position);
        HALFTONE_TRY(const auto values, hole.tensor.load());
        bytes.append(reinterpret_cast<const char *>(values.raw()), values.bytes());
        position = hole.position;
    }
    bytes.append(rope.text(), position);
    return bytes;
}

} // namespace halftone
