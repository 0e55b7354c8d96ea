#include "api/handlers/handlers.h"
#include "api/render.h"
#include "store/journal.h"

namespace aplomb::api {

Result<HttpResponse> list_audit(Call& call) {
    const std::size_t limit = TRY(call.limit());
    const std::string subject = call.query("subject").value_or("");
    const std::string cursor = call.query("cursor").value_or("");
    const auto page = TRY(
        call.services.store.read_for<store::AuditPage>([&](const store::Transaction& transaction) {
            return transaction.journal().audit(subject, cursor, limit);
        }));
    json::array items;
    for (const AuditEntry& entry : page.entries) {
        items.push_back(render(entry));
    }
    return page_response(call, std::move(items), page.next_cursor);
}

}  // namespace aplomb::api
