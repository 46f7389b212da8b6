// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/tensor_model.h"

#include "core/tensor/element_value.h"

#include <QLocale>

#include <algorithm>

namespace halftone {

namespace {

/// Rows and columns beyond this are cut off: nobody reads them, and views slow down.
constexpr std::int64_t kMaximumExtent = 100000;

template <typename T>
QString integerText(const Tensor &tensor, std::int64_t index)
{
    return QString::number(static_cast<qlonglong>(tensor.as<T>()[static_cast<std::size_t>(index)]));
}

} // namespace

QString elementText(const Tensor &tensor, std::int64_t index)
{
    switch (tensor.dtype()) {
    case DType::Float:
        return QLocale().toString(static_cast<double>(tensor.as<float>()[static_cast<std::size_t>(index)]), 'g', 6);
    case DType::Double:
        return QLocale().toString(tensor.as<double>()[static_cast<std::size_t>(index)], 'g', 9);
    case DType::Int8:
        return integerText<std::int8_t>(tensor, index);
    case DType::UInt8:
        return integerText<std::uint8_t>(tensor, index);
    case DType::Int16:
        return integerText<std::int16_t>(tensor, index);
    case DType::UInt16:
        return integerText<std::uint16_t>(tensor, index);
    case DType::Int32:
        return integerText<std::int32_t>(tensor, index);
    case DType::UInt32:
        return integerText<std::uint32_t>(tensor, index);
    case DType::Int64:
        return integerText<std::int64_t>(tensor, index);
    case DType::UInt64:
        return QString::number(tensor.as<std::uint64_t>()[static_cast<std::size_t>(index)]);
    case DType::Bool:
        return tensor.as<std::uint8_t>()[static_cast<std::size_t>(index)] ? QStringLiteral("true") : QStringLiteral("false");
    case DType::String:
        return QString::fromStdString(tensor.strings()[static_cast<std::size_t>(index)]);
    default:
        break;
    }
    if (tensor.dtype() == DType::Complex64 || tensor.dtype() == DType::Complex128) {
        const std::complex<double> value = complexElement(tensor, index);
        const QLocale locale;
        const QString sign = std::signbit(value.imag()) ? QStringLiteral(" − ") : QStringLiteral(" + ");
        return locale.toString(value.real(), 'g', 6) + sign + locale.toString(std::abs(value.imag()), 'g', 6) + QStringLiteral("i");
    }
    if (dtypeBits(tensor.dtype()) == 0)
        return {};
    const double value = elementValue(tensor, index);
    return isInteger(tensor.dtype()) ? QString::number(static_cast<int>(value)) : QLocale().toString(value, 'g', 6);
}

void TensorModel::setTensor(Tensor tensor)
{
    beginResetModel();
    m_tensor = std::move(tensor);
    m_slice = 0;
    const Shape &shape = m_tensor.shape();
    const int rank = shape.rank();
    const auto extent = [&](int axis) { return axis < 0 ? std::int64_t{1} : shape[axis]; };
    const bool empty = m_tensor.isNull() || m_tensor.count() == 0;
    m_columns = empty ? 0 : static_cast<int>(std::min(kMaximumExtent, extent(rank - 1)));
    m_rows = empty ? 0 : static_cast<int>(std::min(kMaximumExtent, extent(rank - 2)));
    endResetModel();
}

int TensorModel::sliceCount() const
{
    if (m_rows == 0)
        return 0;
    const int rank = m_tensor.shape().rank();
    return rank <= 2 ? 1 : static_cast<int>(std::min<std::int64_t>(m_tensor.shape().count(0, rank - 2), 1 << 24));
}

QString TensorModel::sliceLabel(int slice) const
{
    const Shape &shape = m_tensor.shape();
    QStringList parts;
    std::int64_t rest = slice;
    for (int axis = shape.rank() - 3; axis >= 0; --axis) {
        parts.prepend(QString::number(rest % shape[axis]));
        rest /= shape[axis];
    }
    for (int axis = std::max(0, shape.rank() - 2); axis < shape.rank(); ++axis)
        parts.append(QStringLiteral(":"));
    return QStringLiteral("[%1]").arg(parts.join(QStringLiteral(", ")));
}

void TensorModel::setSlice(int slice)
{
    m_slice = std::clamp(slice, 0, std::max(0, sliceCount() - 1));
    if (m_rows > 0 && m_columns > 0)
        emit dataChanged(index(0, 0), index(m_rows - 1, m_columns - 1));
}

int TensorModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : m_rows; }
int TensorModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : m_columns; }

QVariant TensorModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const Shape &shape = m_tensor.shape();
    const int rank = shape.rank();
    const std::int64_t columns = rank > 0 ? shape[rank - 1] : 1;
    const std::int64_t rows = rank > 1 ? shape[rank - 2] : 1;
    return elementText(m_tensor, (m_slice * rows + index.row()) * columns + index.column());
}

QVariant TensorModel::headerData(int section, Qt::Orientation, int role) const
{
    return role == Qt::DisplayRole ? QVariant(section) : QVariant();
}

} // namespace halftone
