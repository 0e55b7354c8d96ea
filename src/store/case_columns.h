// Reading a case from the columns case_columns and row_columns of queries/cases.sql.
#pragma once

#include "store/cases.h"

namespace aplomb::store {

inline constexpr int case_column_count = 29;

Case case_in(const Row& row);
CaseRow case_row_in(const Row& row);

}  // namespace aplomb::store
