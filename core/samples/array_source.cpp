// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/array_source.h"
#include "core/samples/errors.h"
#include "core/samples/listing.h"
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"
#include "core/tensor/tensor_proto.h"

#include <algorithm>

namespace halftone {

namespace {

using Arrays = std::map<std::string, Tensor>;

std::string protoName(std::size_t place) { return "input_" + std::to_string(place) + ".pb"; }

Result<Tensor> readProto(const std::string &path)
{
    HALFTONE_TRY(const RuntimeValue value, readTensorProto(path));
    if (!value.isTensor())
        return Error(errc::kUnknownData, {path});
    return value.tensor();
}

Result<Tensor> readOne(const std::string &path) { return extensionOf(path) == "pb" ? readProto(path) : readNpy(path); }

Result<std::shared_ptr<SampleSource>> entriesWith(
    const std::string &folder, const Listing &listing, const std::string &extension, EntrySource::Loader loader)
{
    std::vector<EntrySource::Entry> entries;
    std::vector<Issue> issues;
    for (const std::string &file : listing.files) {
        const std::string path = joinPath(folder, file);
        if (extensionOf(file) == extension)
            entries.push_back({file, path});
        else
            issues.push_back({Issue::Severity::Info, Error(errc::kFileSkipped, {file}, file), Issue::Target::File, path});
    }
    return std::shared_ptr<SampleSource>(std::make_shared<EntrySource>(std::move(entries), std::move(loader), std::move(issues)));
}

Result<std::shared_ptr<SampleSource>> openFolder(const std::string &path, const std::vector<DataInput> &inputs)
{
    const auto folderLoader = [inputs](const std::string &folder) { return readInputFolder(folder, inputs); };
    const Listing listing = listFolder(path);
    std::vector<EntrySource::Entry> entries;
    std::vector<Issue> issues;
    for (const std::string &folder : listing.folders) {
        const std::string below = joinPath(path, folder);
        if (isInputFolder(below, inputs))
            entries.push_back({folder, below});
        else
            issues.push_back({Issue::Severity::Info, Error(errc::kFileSkipped, {folder}, folder), Issue::Target::File, below});
    }
    if (!entries.empty())
        return std::shared_ptr<SampleSource>(std::make_shared<EntrySource>(std::move(entries), folderLoader, std::move(issues)));

    const auto holds = [&listing](const std::string &extension) {
        for (const std::string &file : listing.files)
            if (extensionOf(file) == extension)
                return true;
        return false;
    };
    if (holds("npz"))
        return entriesWith(path, listing, "npz", [inputs](const std::string &file) -> Result<Arrays> {
            HALFTONE_TRY(const Arrays arrays, readNpz(file));
            return pickArrays(arrays, inputs);
        });
    const bool isOneSample = isInputFolder(path, inputs) && (inputs.size() > 1 || holds("pb"));
    if (isOneSample)
        return std::shared_ptr<SampleSource>(
            std::make_shared<EntrySource>(std::vector<EntrySource::Entry>{{fileNameOf(path), path}}, folderLoader, std::vector<Issue>{}));
    for (const std::string extension : {"npy", "pb"}) {
        if (!holds(extension))
            continue;
        if (inputs.size() != 1)
            return Error(errc::kSeveralInputs, {std::to_string(inputs.size())}, path);
        return entriesWith(path, listing, extension, [inputs](const std::string &file) -> Result<Arrays> {
            HALFTONE_TRY(const Tensor data, readOne(file));
            HALFTONE_TRY(Tensor tensor, fitted(data, inputs.front()));
            return Arrays{{inputs.front().name, std::move(tensor)}};
        });
    }
    return std::shared_ptr<SampleSource>();
}

} // namespace

EntrySource::EntrySource(std::vector<Entry> entries, Loader loader, std::vector<Issue> issues)
    : m_entries(std::move(entries)), m_loader(std::move(loader)), m_issues(std::move(issues))
{
}

Result<Sample> EntrySource::load(std::int64_t index) const
{
    const Entry &entry = m_entries[static_cast<std::size_t>(index)];
    auto inputs = m_loader(entry.path);
    if (!inputs)
        return std::move(inputs).error().at(entry.name);
    Sample sample;
    sample.name = entry.name;
    sample.inputs = std::move(*inputs);
    return sample;
}

Result<std::shared_ptr<SampleSource>> FirstAxisSource::open(
    const Arrays &arrays, const std::vector<DataInput> &inputs, const std::string &name)
{
    auto source = std::make_shared<FirstAxisSource>();
    source->m_name = name;
    std::string counts;
    for (const DataInput &input : inputs) {
        auto found = arrays.find(input.name);
        if (found == arrays.end() && arrays.size() == 1 && inputs.size() == 1)
            found = arrays.begin();
        if (found == arrays.end()) {
            std::string names;
            for (const auto &[each, tensor] : arrays)
                names += (names.empty() ? "" : ", ") + each;
            return Error(errc::kArrayMissing, {input.name, names}, name);
        }
        const Tensor &tensor = found->second;
        if (tensor.shape().rank() == 0 || dtypeBits(tensor.dtype()) < 8)
            return Error(errc::kNoFirstAxis, {found->first}, name);
        counts += (counts.empty() ? "" : ", ") + input.name + ": " + std::to_string(tensor.shape()[0]);
        source->m_arrays.emplace_back(input, tensor);
    }
    source->m_count = source->m_arrays.empty() ? 0 : source->m_arrays.front().second.shape()[0];
    for (const auto &[input, tensor] : source->m_arrays)
        if (tensor.shape()[0] != source->m_count)
            return Error(errc::kCountsDiffer, {counts}, name);
    return std::shared_ptr<SampleSource>(source);
}

Result<Sample> FirstAxisSource::load(std::int64_t index) const
{
    Sample sample;
    sample.name = name(index);
    for (const auto &[input, array] : m_arrays) {
        std::vector<std::int64_t> dims(array.shape().begin() + 1, array.shape().end());
        const Shape shape(dims);
        const std::size_t bytes = array.bytes() / static_cast<std::size_t>(m_count);
        HALFTONE_TRY(Tensor slice, Tensor::allocateUninitialized(array.dtype(), shape));
        std::copy_n(array.raw() + static_cast<std::size_t>(index) * bytes, bytes, slice.mutableRaw());
        auto tensor = fitted(slice, input);
        if (!tensor)
            return std::move(tensor).error().at(sample.name);
        // Without a known rank the sample keeps a batch dimension of one.
        if (!input.dims) {
            dims.insert(dims.begin(), 1);
            *tensor = tensor->reshaped(Shape(dims));
        }
        sample.inputs.emplace(input.name, std::move(*tensor));
    }
    return sample;
}

std::string FirstAxisSource::name(std::int64_t index) const { return m_name + " #" + std::to_string(index); }

Result<Arrays> pickArrays(const Arrays &arrays, const std::vector<DataInput> &inputs)
{
    Arrays result;
    std::vector<Error> problems;
    for (const DataInput &input : inputs) {
        auto found = arrays.find(input.name);
        if (found == arrays.end())
            found = arrays.find(fileNameForValue(input.name));
        if (found == arrays.end() && arrays.size() == 1 && inputs.size() == 1)
            found = arrays.begin();
        if (found == arrays.end()) {
            std::string names;
            for (const auto &[each, tensor] : arrays)
                names += (names.empty() ? "" : ", ") + each;
            problems.emplace_back(errc::kArrayMissing, std::vector<std::string>{input.name, names});
            continue;
        }
        if (auto tensor = fitted(found->second, input))
            result.emplace(input.name, std::move(*tensor));
        else
            problems.push_back(std::move(tensor).error());
    }
    if (problems.empty())
        return result;
    // What is wrong with the other inputs comes with the first.
    Error first = std::move(problems.front());
    problems.erase(problems.begin());
    std::vector<Error> causes = first.causes();
    causes.insert(causes.end(), problems.begin(), problems.end());
    return std::move(first).because(std::move(causes));
}

bool isInputFolder(const std::string &path, const std::vector<DataInput> &inputs)
{
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (isRegularFile(joinPath(path, fileNameForValue(inputs[i].name) + ".npy")) || isRegularFile(joinPath(path, protoName(i))))
            return true;
    return false;
}

Result<Arrays> readInputFolder(const std::string &path, const std::vector<DataInput> &inputs)
{
    Arrays result;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        std::string file = joinPath(path, fileNameForValue(inputs[i].name) + ".npy");
        if (!isRegularFile(file))
            file = joinPath(path, protoName(i));
        if (!isRegularFile(file))
            return Error(errc::kInputWithoutData, {inputs[i].name}, path);
        HALFTONE_TRY(const Tensor data, readOne(file));
        HALFTONE_TRY(Tensor tensor, fitted(data, inputs[i]));
        result.emplace(inputs[i].name, std::move(tensor));
    }
    return result;
}

Result<std::shared_ptr<SampleSource>> openArrays(const std::string &path, const std::vector<DataInput> &inputs)
{
    if (isFolder(path))
        return openFolder(path, inputs);
    const std::string extension = extensionOf(path);
    if (extension == "npz") {
        HALFTONE_TRY(const Arrays arrays, readNpz(path));
        return FirstAxisSource::open(arrays, inputs, fileNameOf(path));
    }
    if (extension == "npy") {
        HALFTONE_TRY(Tensor array, readNpy(path));
        return FirstAxisSource::open({{stemOf(path), std::move(array)}}, inputs, fileNameOf(path));
    }
    return std::shared_ptr<SampleSource>();
}

} // namespace halftone
