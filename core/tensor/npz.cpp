// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npz.h"

#include "core/base/input_file.h"
#include "core/tensor/npy.h"

#include <algorithm>
#include <limits>
#include <vector>
#include <zlib.h>

namespace halftone {

namespace {

/// ZIP application note (APPNOTE.TXT 6.3.10): signatures and sizes of the records used here.
constexpr std::uint32_t kLocalSignature = 0x04034b50;
constexpr std::uint32_t kCentralSignature = 0x02014b50;
constexpr std::uint32_t kEndSignature = 0x06054b50;
constexpr std::uint32_t kEnd64Signature = 0x06064b50;
constexpr std::uint32_t kLocator64Signature = 0x07064b50;
constexpr std::int64_t kLocalBytes = 30;
constexpr std::int64_t kCentralBytes = 46;
constexpr std::int64_t kEndBytes = 22;
constexpr std::int64_t kEnd64Bytes = 56;
constexpr std::int64_t kLocator64Bytes = 20;
constexpr std::int64_t kMaxComment = 65535;
constexpr std::uint64_t kUse64 = 0xffffffff;
constexpr std::int64_t kMaxDirectory = 64 << 20;
constexpr int kStored = 0;
constexpr int kDeflated = 8;

struct Entry
{
    std::string name;
    int method = 0;
    bool encrypted = false;
    std::uint32_t checksum = 0;
    std::int64_t packedBytes = 0;
    std::int64_t bytes = 0;
    std::int64_t headerOffset = 0;
    std::int64_t dataOffset = 0;
};

std::uint64_t number(std::string_view bytes, std::size_t offset, int size)
{
    std::uint64_t value = 0;
    for (int i = 0; i < size; ++i)
        value |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(bytes[offset + static_cast<std::size_t>(i)])) << (8 * i);
    return value;
}

std::uint32_t signature(std::string_view bytes) { return static_cast<std::uint32_t>(number(bytes, 0, 4)); }

class Archive
{
public:
    explicit Archive(std::shared_ptr<const InputFile> file) : m_file(std::move(file)) { }

    Result<std::vector<Entry>> entries()
    {
        HALFTONE_CHECK(findDirectory());
        HALFTONE_TRY(const std::string directory, bytes(m_directoryOffset, m_directoryBytes));
        std::vector<Entry> result;
        std::string_view rest = directory;
        while (!rest.empty()) {
            if (rest.size() < static_cast<std::size_t>(kCentralBytes) || signature(rest) != kCentralSignature)
                return broken();
            const std::size_t nameBytes = number(rest, 28, 2);
            const std::size_t extraBytes = number(rest, 30, 2);
            const std::size_t total = static_cast<std::size_t>(kCentralBytes) + nameBytes + extraBytes + number(rest, 32, 2);
            if (total > rest.size())
                return broken();
            Entry entry;
            entry.name = rest.substr(static_cast<std::size_t>(kCentralBytes), nameBytes);
            entry.encrypted = number(rest, 8, 2) & 1U;
            entry.method = static_cast<int>(number(rest, 10, 2));
            entry.checksum = static_cast<std::uint32_t>(number(rest, 16, 4));
            if (!readSizes(rest, rest.substr(static_cast<std::size_t>(kCentralBytes) + nameBytes, extraBytes), entry))
                return lying(entry);
            HALFTONE_CHECK(locate(entry));
            result.push_back(std::move(entry));
            rest.remove_prefix(total);
        }
        // Entries that share bytes make a small file unpack to a huge one.
        std::ranges::sort(result, {}, &Entry::headerOffset);
        for (std::size_t i = 1; i < result.size(); ++i) {
            if (result[i - 1].dataOffset + result[i - 1].packedBytes > result[i].headerOffset)
                return lying(result[i]);
        }
        return result;
    }

    Result<std::string> unpack(const Entry &entry)
    {
        if (entry.encrypted || (entry.method != kStored && entry.method != kDeflated))
            return Error(errc::kNpzMethod, {entry.name.substr(0, 200)});
        if (entry.bytes > memoryBudget() / 2)
            return Error(errc::kOutOfBudget, {std::to_string(entry.bytes), std::to_string(memoryBudget() / 2)});
        std::string content;
        if (entry.method == kStored) {
            if (entry.bytes != entry.packedBytes)
                return lying(entry);
            HALFTONE_TRY(content, bytes(entry.dataOffset, entry.bytes));
        } else {
            HALFTONE_CHECK(inflateEntry(entry, content));
        }
        if (crc32_z(0, reinterpret_cast<const Bytef *>(content.data()), content.size()) != entry.checksum)
            return lying(entry);
        return content;
    }

private:
    Error broken() const { return Error(errc::kNpzArchive); }
    static Error lying(const Entry &entry) { return Error(errc::kNpzEntry, {entry.name.substr(0, 200)}); }

    Result<std::string> bytes(std::int64_t offset, std::int64_t length) const
    {
        if (offset < 0 || length < 0 || length > m_file->size() || offset > m_file->size() - length)
            return broken();
        std::string result(static_cast<std::size_t>(length), '\0');
        HALFTONE_CHECK(m_file->read(offset, std::as_writable_bytes(std::span(result))));
        return result;
    }

    Status findDirectory()
    {
        const std::int64_t tailBytes = std::min(m_file->size(), kEndBytes + kMaxComment);
        const std::int64_t tailOffset = m_file->size() - tailBytes;
        HALFTONE_TRY(const std::string tail, bytes(tailOffset, tailBytes));
        for (std::int64_t at = tailBytes - kEndBytes; at >= 0; --at) {
            const std::string_view record = std::string_view(tail).substr(static_cast<std::size_t>(at));
            if (signature(record) != kEndSignature || static_cast<std::int64_t>(number(record, 20, 2)) != tailBytes - at - kEndBytes)
                continue;
            m_directoryBytes = static_cast<std::int64_t>(number(record, 12, 4));
            m_directoryOffset = static_cast<std::int64_t>(number(record, 16, 4));
            if (number(record, 16, 4) == kUse64 || number(record, 12, 4) == kUse64 || number(record, 10, 2) == 0xffff)
                HALFTONE_CHECK(findDirectory64(tailOffset + at));
            if (m_directoryBytes > kMaxDirectory)
                return Error(errc::kOutOfBudget, {std::to_string(m_directoryBytes), std::to_string(kMaxDirectory)});
            return {};
        }
        return broken();
    }

    Status findDirectory64(std::int64_t endOffset)
    {
        HALFTONE_TRY(const std::string locator, bytes(endOffset - kLocator64Bytes, kLocator64Bytes));
        if (signature(locator) != kLocator64Signature)
            return broken();
        HALFTONE_TRY(const std::string end, bytes(static_cast<std::int64_t>(number(locator, 8, 8)), kEnd64Bytes));
        if (signature(end) != kEnd64Signature)
            return broken();
        m_directoryBytes = static_cast<std::int64_t>(number(end, 40, 8));
        m_directoryOffset = static_cast<std::int64_t>(number(end, 48, 8));
        return {};
    }

    /// Sizes that do not fit 32 bits are in extra field 1, in this order, only those that are needed.
    static bool readSizes(std::string_view record, std::string_view extra, Entry &entry)
    {
        std::uint64_t sizes[3] = {number(record, 24, 4), number(record, 20, 4), number(record, 42, 4)};
        while (extra.size() >= 4) {
            const std::size_t length = number(extra, 2, 2);
            if (length > extra.size() - 4)
                return false;
            if (number(extra, 0, 2) == 1) {
                std::size_t offset = 4;
                for (std::uint64_t &size : sizes) {
                    if (size != kUse64)
                        continue;
                    if (offset + 8 > length + 4)
                        return false;
                    size = number(extra, offset, 8);
                    offset += 8;
                }
            }
            extra.remove_prefix(4 + length);
        }
        if (std::ranges::any_of(
                sizes, [](std::uint64_t size) { return size > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() / 4); }))
            return false;
        entry.bytes = static_cast<std::int64_t>(sizes[0]);
        entry.packedBytes = static_cast<std::int64_t>(sizes[1]);
        entry.headerOffset = static_cast<std::int64_t>(sizes[2]);
        return true;
    }

    Status locate(Entry &entry) const
    {
        auto header = bytes(entry.headerOffset, kLocalBytes);
        if (!header || signature(*header) != kLocalSignature)
            return lying(entry);
        entry.dataOffset = entry.headerOffset + kLocalBytes + static_cast<std::int64_t>(number(*header, 26, 2) + number(*header, 28, 2));
        if (entry.packedBytes > m_file->size() || entry.dataOffset > m_file->size() - entry.packedBytes)
            return lying(entry);
        return {};
    }

    Status inflateEntry(const Entry &entry, std::string &content) const
    {
        struct Stream
        {
            z_stream z{};
            ~Stream() { inflateEnd(&z); }
        } stream;
        if (inflateInit2(&stream.z, -MAX_WBITS) != Z_OK)
            return Error(errc::kInternal);
        constexpr std::int64_t kChunk = 1 << 18;
        std::string input;
        std::int64_t taken = 0;
        int state = Z_OK;
        while (state != Z_STREAM_END) {
            if (stream.z.avail_in == 0 && taken < entry.packedBytes) {
                const std::int64_t wanted = std::min(kChunk, entry.packedBytes - taken);
                HALFTONE_TRY(input, bytes(entry.dataOffset + taken, wanted));
                taken += wanted;
                stream.z.next_in = reinterpret_cast<Bytef *>(input.data());
                stream.z.avail_in = static_cast<uInt>(input.size());
            }
            // One byte more than declared shows that the entry lies; memory grows only with what really comes out.
            const std::int64_t room = std::min(kChunk, entry.bytes + 1 - static_cast<std::int64_t>(content.size()));
            if (room <= 0)
                return lying(entry);
            const std::size_t before = content.size();
            content.resize(before + static_cast<std::size_t>(room));
            stream.z.next_out = reinterpret_cast<Bytef *>(content.data() + before);
            stream.z.avail_out = static_cast<uInt>(room);
            state = inflate(&stream.z, Z_NO_FLUSH);
            content.resize(before + static_cast<std::size_t>(room) - stream.z.avail_out);
            if (state != Z_OK && state != Z_STREAM_END)
                return lying(entry);
        }
        if (static_cast<std::int64_t>(content.size()) != entry.bytes)
            return lying(entry);
        return {};
    }

    std::shared_ptr<const InputFile> m_file;
    std::int64_t m_directoryOffset = 0;
    std::int64_t m_directoryBytes = 0;
};

Result<std::map<std::string, Tensor>> readAll(const std::string &path)
{
    HALFTONE_TRY(auto file, InputFile::open(path));
    Archive archive(std::move(file));
    HALFTONE_TRY(const auto entries, archive.entries());
    std::map<std::string, Tensor> result;
    for (const Entry &entry : entries) {
        constexpr std::string_view kSuffix = ".npy";
        if (!entry.name.ends_with(kSuffix))
            return Error(errc::kNpzEntry, {entry.name.substr(0, 200)});
        HALFTONE_TRY(const std::string content, archive.unpack(entry));
        auto tensor = parseNpy(content);
        if (!tensor)
            return std::move(tensor).error().at(path + ": " + entry.name.substr(0, 200));
        if (!result.emplace(entry.name.substr(0, entry.name.size() - kSuffix.size()), std::move(*tensor)).second)
            return Error(errc::kNpzEntry, {entry.name.substr(0, 200)});
    }
    return result;
}

} // namespace

Result<std::map<std::string, Tensor>> readNpz(const std::string &path)
{
    auto result = readAll(path);
    if (!result)
        return std::move(result).error().at(path);
    return result;
}

} // namespace halftone
