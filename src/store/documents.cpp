#include "store/documents.h"

#include "store/columns.h"

namespace aplomb::store {

Result<std::optional<Document>> Documents::newest(const std::string& name) const {
    std::optional<Document> found;
    TRY(connection_.run("newest_document", {name}, [&](const Row& row) {
        found = Document{row.integer(0), row.text(1), time_at(row, 2), row.text(3), row.text(4)};
        return true;
    }));
    return found;
}

Result<std::int64_t> Documents::append(const Document& document) {
    std::int64_t version = 0;
    TRY(connection_.run("append_document",
                        {document.name, to_ms(document.at), document.actor_name, document.body},
                        [&](const Row& row) {
                            version = row.integer(0);
                            return true;
                        }));
    return version;
}

}  // namespace aplomb::store
