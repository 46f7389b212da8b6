// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/samples/data_input.h"
#include "core/samples/source.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace halftone {

/// Samples that lie one in a file or folder each. The function reads the inputs of one entry.
class EntrySource final : public SampleSource
{
public:
    struct Entry
    {
        std::string name;
        std::string path;
    };
    using Loader = std::function<Result<std::map<std::string, Tensor>>(const std::string &path)>;

    EntrySource(std::vector<Entry> entries, Loader loader, std::vector<Issue> issues);

    std::int64_t count() const override { return static_cast<std::int64_t>(m_entries.size()); }
    Result<Sample> load(std::int64_t index) const override;
    std::string name(std::int64_t index) const override { return m_entries[static_cast<std::size_t>(index)].name; }
    std::vector<Issue> issues() const override { return m_issues; }

private:
    std::vector<Entry> m_entries;
    Loader m_loader;
    std::vector<Issue> m_issues;
};

/// Arrays in memory whose first axis is the sample.
class FirstAxisSource final : public SampleSource
{
public:
    static Result<std::shared_ptr<SampleSource>> open(
        const std::map<std::string, Tensor> &arrays, const std::vector<DataInput> &inputs, const std::string &name);

    std::int64_t count() const override { return m_count; }
    Result<Sample> load(std::int64_t index) const override;
    std::string name(std::int64_t index) const override;

private:
    std::string m_name;
    std::int64_t m_count = 0;
    std::vector<std::pair<DataInput, Tensor>> m_arrays;
};

/// The arrays for `inputs` out of named ones; a single array serves a single input whatever its name.
Result<std::map<std::string, Tensor>> pickArrays(const std::map<std::string, Tensor> &arrays, const std::vector<DataInput> &inputs);

/// A folder with NAME.npy or input_K.pb (K: place among the model's inputs) for each input.
Result<std::map<std::string, Tensor>> readInputFolder(const std::string &path, const std::vector<DataInput> &inputs);
/// True when such files are there.
bool isInputFolder(const std::string &path, const std::vector<DataInput> &inputs);

/// A folder of .npy (for one input), of .npz, of folders as above, or one of these itself; a .npy or .npz whose first axis is
/// the sample. A null pointer when the path holds nothing of the kind.
Result<std::shared_ptr<SampleSource>> openArrays(const std::string &path, const std::vector<DataInput> &inputs);

} // namespace halftone
