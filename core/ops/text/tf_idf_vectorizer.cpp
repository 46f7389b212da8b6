// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"

#include <map>

namespace halftone {

namespace {

/// Words of n-grams as texts, numbers written out, so that one table serves both.
using Gram = std::vector<std::string>;

struct Vocabulary
{
    /// N-gram → its position in ngram_indexes.
    std::map<Gram, std::size_t> grams;
    std::int64_t shortest = 1;
    std::int64_t longest = 1;
    std::int64_t skips = 0;
    std::vector<std::int64_t> columns;
    std::vector<float> weights;
    std::string mode;
    std::int64_t width = 0;
};

Result<Vocabulary> vocabularyOf(const Node &node)
{
    Vocabulary result;
    result.mode = node.stringAttribute("mode", "");
    result.shortest = node.intAttribute("min_gram_length", 1);
    result.longest = node.intAttribute("max_gram_length", 1);
    result.skips = node.intAttribute("max_skip_count", 0);
    result.columns = node.intsAttribute("ngram_indexes");
    result.weights = floatsAttribute(node, "weights");
    std::vector<std::string> pool = stringsAttribute(node, "pool_strings");
    for (const std::int64_t number : node.intsAttribute("pool_int64s"))
        pool.push_back(std::to_string(number));
    const auto starts = node.intsAttribute("ngram_counts");
    std::size_t index = 0;
    for (std::size_t n = 0; n < starts.size(); ++n) {
        const std::int64_t end = n + 1 < starts.size() ? starts[n + 1] : static_cast<std::int64_t>(pool.size());
        const auto length = static_cast<std::int64_t>(n) + 1;
        if (starts[n] < 0 || end < starts[n] || end > static_cast<std::int64_t>(pool.size()) || (end - starts[n]) % length != 0)
            return badNode(node, "ngram_counts that leave the pool", "ascending offsets");
        for (std::int64_t at = starts[n]; at < end; at += length)
            result.grams[Gram(pool.begin() + at, pool.begin() + at + length)] = index++;
    }
    for (const std::int64_t column : result.columns) {
        if (column < 0 || column > (std::int64_t(1) << 32))
            return badNode(node, "ngram_indexes " + std::to_string(column), "a column number");
        result.width = std::max(result.width, column + 1);
    }
    if (result.columns.size() < index || (!result.weights.empty() && result.weights.size() < index) || result.shortest < 1
        || result.skips < 0)
        return badNode(node, std::to_string(result.columns.size()) + " columns", std::to_string(index));
    return result;
}

void count(const Vocabulary &vocabulary, const Gram &row, float *frequencies)
{
    const auto length = static_cast<std::int64_t>(row.size());
    for (std::int64_t n = vocabulary.shortest; n <= vocabulary.longest && n <= length; ++n) {
        // Single words have no gaps to skip over.
        const std::int64_t skips = n == 1 ? 0 : std::min(vocabulary.skips, length);
        for (std::int64_t skip = 0; skip <= skips; ++skip) {
            const std::int64_t step = skip + 1;
            for (std::int64_t first = 0; first + (n - 1) * step < length; ++first) {
                Gram gram;
                for (std::int64_t i = 0; i < n; ++i)
                    gram.push_back(row[static_cast<std::size_t>(first + i * step)]);
                if (const auto found = vocabulary.grams.find(gram); found != vocabulary.grams.end())
                    frequencies[vocabulary.columns[found->second]] += 1.0F;
            }
        }
    }
}

void weigh(const Vocabulary &vocabulary, float *frequencies)
{
    for (std::size_t i = 0; i < vocabulary.grams.size(); ++i) {
        float &value = frequencies[vocabulary.columns[i]];
        const float weight = vocabulary.weights.empty() ? 1.0F : vocabulary.weights[i];
        if (vocabulary.mode == "TFIDF")
            value *= weight;
        else if (vocabulary.mode == "IDF" && value > 0)
            value = weight;
    }
}

class TfIdfVectorizer final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"TfIdfVectorizer", "", OpCategory::Other, "Counts the n-grams of a vocabulary in each row, optionally weighted.", 9};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const Vocabulary vocabulary, vocabularyOf(context.node()));
        auto shape = context.inputShape(0);
        if (shape && !shape->empty())
            shape->back() = Dim(vocabulary.width);
        context.setOutput(0, DType::Float, std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Vocabulary vocabulary, vocabularyOf(context.node()));
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        if (shape.rank() < 1 || shape.rank() > 2)
            return context.badArgument(shape.toString(), "one or two axes");
        HALFTONE_TRY(const Gram words, wordsOf(context));
        const std::int64_t length = shape[shape.rank() - 1];
        const std::int64_t rows = shape.rank() == 2 ? shape[0] : 1;
        HALFTONE_TRY(
            Tensor result, Tensor::allocate(DType::Float, shape.rank() == 2 ? Shape{rows, vocabulary.width} : Shape{vocabulary.width}));
        for (std::int64_t row = 0; row < rows; ++row) {
            float *frequencies = result.mutableAs<float>().data() + row * vocabulary.width;
            count(vocabulary, Gram(words.begin() + row * length, words.begin() + (row + 1) * length), frequencies);
            weigh(vocabulary, frequencies);
        }
        context.setOutput(0, std::move(result));
        return {};
    }

private:
    static Result<Gram> wordsOf(const KernelContext &context)
    {
        if (context.tensor(0).dtype() == DType::String)
            return context.tensor(0).strings();
        HALFTONE_TRY(const auto numbers, context.ints(0));
        Gram words;
        for (const std::int64_t number : numbers)
            words.push_back(std::to_string(number));
        return words;
    }
};

} // namespace

HALFTONE_OPERATOR(TfIdfVectorizer)

} // namespace halftone
