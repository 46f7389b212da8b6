// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/cost.h"
#include "tests/support/run_node.h"

#include <QtTest>

#include <random>

using namespace halftone;

namespace {

constexpr int kCallsPerOperator = 150;
constexpr std::int64_t kBudget = 1 << 20;

using Random = std::mt19937_64;

template <typename T>
const T &pick(Random &random, const std::vector<T> &values)
{
    return values[random() % values.size()];
}

std::int64_t hostileInteger(Random &random)
{
    static const std::vector<std::int64_t> values{
        0, 1, 1, 1, 2, 2, 3, 4, 16, -1, -2, -7, 1LL << 31, 1LL << 40, (1LL << 62) + 1, INT64_MAX, INT64_MIN};
    return pick(random, values);
}

std::vector<std::int64_t> hostileList(Random &random)
{
    std::vector<std::int64_t> list(random() % 6);
    for (std::int64_t &value : list)
        value = hostileInteger(random);
    return list;
}

Attribute::Value hostileValue(Random &random)
{
    static const std::vector<float> floats{
        0.0F, -1.0F, 0.5F, 3.0F, 1e30F, std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()};
    static const std::vector<std::string> texts{
        "", "SAME_UPPER", "VALID", "linear", "cubic", "bidirectional", "reverse", "max", "none", "tanh", "align_corners"};
    switch (random() % 8) {
    case 0:
        return pick(random, floats);
    case 1:
        return pick(random, texts);
    case 2:
    case 3:
        return hostileList(random);
    case 4:
        return std::vector<float>(random() % 4, pick(random, floats));
    default:
        return hostileInteger(random);
    }
}

/// Attributes as operators name them; each call gets a few with values of any kind.
const std::vector<std::string> &attributeNames()
{
    static const std::vector<std::string> names{"axis", "axes", "group", "kernel_shape", "pads", "strides", "dilations", "auto_pad",
        "ceil_mode", "output_shape", "output_padding", "num_heads", "q_num_heads", "kv_num_heads", "hidden_size", "block_size", "K", "N",
        "bits", "to", "dtype", "mode", "direction", "size", "p", "layout", "keepdims", "blocksize", "perm", "shape", "num_outputs", "split",
        "largest", "transA", "transB", "count_include_pad", "storage_order", "pooled_shape", "output_height", "output_width",
        "sampling_ratio", "scales", "scale", "num_groups", "training_mode", "seed", "output_dtype", "reduction", "ignore_index",
        "offset_group", "batch_axis", "time_axis", "activations", "equation", "coordinate_transformation_mode", "gather_axis",
        "quantize_axis", "channels_last", "rotary_embedding_dim", "window", "onesided"};
    return names;
}

Tensor hostileTensor(Random &random)
{
    static const std::vector<DType> types{DType::Float, DType::Float, DType::Float, DType::Double, DType::UInt8, DType::Int8, DType::Int32,
        DType::Int64, DType::Int64, DType::Bool, DType::Float16, DType::BFloat16, DType::UInt4, DType::Int4, DType::Float8E4M3FN,
        DType::UInt64, DType::String, DType::Complex64};
    static const std::vector<std::int64_t> sizes{0, 1, 1, 2, 2, 3, 4, 8};
    std::vector<std::int64_t> dims(random() % 6);
    for (std::int64_t &dim : dims)
        dim = pick(random, sizes);
    const DType type = pick(random, types);
    auto tensor = Tensor::allocate(type, Shape(dims));
    if (!tensor)
        return {};
    for (std::size_t i = 0; i < tensor->bytes(); ++i)
        tensor->mutableRaw()[i] = static_cast<std::byte>(random() % 3 == 0 ? random() : random() % 2);
    if (type == DType::Bool) {
        for (std::size_t i = 0; i < tensor->bytes(); ++i)
            tensor->mutableRaw()[i] &= std::byte{1};
    }
    if (type == DType::Int64 && random() % 2 == 0) {
        for (std::int64_t &value : tensor->mutableAs<std::int64_t>())
            value = hostileInteger(random);
    }
    return *tensor;
}

} // namespace

/// Any operator called with anything gives an error or a result, within the memory budget, and never crashes.
class TestHostileNodes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_budget = memoryBudget();
        setMemoryBudget(kBudget);
    }
    void cleanupTestCase() { setMemoryBudget(m_budget); }
    void call_data();
    void call();

private:
    std::int64_t m_budget = 0;
};

void TestHostileNodes::call_data()
{
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QString>("type");
    for (const Operator *op : allOperators()) {
        const QString domain = QString::fromUtf8(op->info().domain.data(), static_cast<qsizetype>(op->info().domain.size()));
        const QString type = QString::fromUtf8(op->info().type.data(), static_cast<qsizetype>(op->info().type.size()));
        QTest::newRow(qPrintable((domain.isEmpty() ? QStringLiteral("ai.onnx") : domain) + QLatin1Char(' ') + type)) << domain << type;
    }
}

void TestHostileNodes::call()
{
    QFETCH(QString, domain);
    QFETCH(QString, type);
    Random random(std::hash<std::string>()(type.toStdString()));
    int answered = 0;
    for (int i = 0; i < kCallsPerOperator; ++i) {
        const std::int64_t opset = 1 + static_cast<std::int64_t>(random() % 25);
        test::NodeCall call(type.toStdString(), opset, domain.toStdString());
        for (std::size_t a = random() % 8; a > 0; --a)
            call.with(pick(random, attributeNames()), hostileValue(random));
        call.outputs(static_cast<int>(1 + random() % 4));
        std::vector<RuntimeValue> inputs;
        std::vector<Fact> facts;
        std::vector<std::size_t> absent;
        const std::size_t count = random() % 9;
        // Often the same tensor twice, so that shapes agree and kernels get further than their checks.
        const Tensor shared = hostileTensor(random);
        for (std::size_t k = 0; k < count; ++k) {
            const Tensor tensor = random() % 2 == 0 ? shared : hostileTensor(random);
            const bool present = !tensor.isNull() && random() % 8 != 0;
            inputs.push_back(present ? RuntimeValue(tensor) : RuntimeValue());
            if (!present)
                absent.push_back(k);
            Fact fact;
            fact.type = Type::tensor(tensor.dtype(), std::vector<Dim>(tensor.shape().begin(), tensor.shape().end()));
            if (random() % 2 == 0)
                fact.constant = tensor;
            facts.push_back(std::move(fact));
        }
        const auto inferred = call.infer(facts, absent);
        const auto refuse
            = [](const Graph &, std::vector<RuntimeValue>) -> Result<std::vector<RuntimeValue>> { return Error(errc::kInternal); };
        const auto outputs = call.run(inputs, refuse);
        if (outputs) {
            for (const RuntimeValue &output : *outputs)
                answered += output.isNull() ? 0 : 1;
        } else {
            QVERIFY2(std::string_view(outputs.error().code().id).size() > 0, qPrintable(type));
            ++answered;
        }
        (void)findOperator(domain.toStdString(), type.toStdString())->quantRule({call.node(), opset, nullptr});
    }
    QVERIFY(answered > 0);
}

QTEST_GUILESS_MAIN(TestHostileNodes)
#include "tst_hostile_nodes.moc"
