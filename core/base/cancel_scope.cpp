// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cancel_scope.h"

#include "core/base/progress.h"

namespace halftone {

namespace {

thread_local const Progress *current = nullptr;

} // namespace

CancelScope::CancelScope(const Progress *progress) : m_outer(current) { current = progress; }

CancelScope::~CancelScope() { current = m_outer; }

bool CancelScope::cancelled() { return current && current->cancelled(); }

} // namespace halftone
