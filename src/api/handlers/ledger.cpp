// Received = handled, for everybody to see: every receipt of a channel is in exactly one state, and
// a channel that has gone quieter than it ever is says so.
#include <map>

#include "api/handlers/handlers.h"
#include "api/render.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/receipts.h"

namespace aplomb::api {
namespace {

constexpr std::size_t dead_letters_shown = 200;
constexpr Milliseconds gaps_shown{std::chrono::hours{7 * 24}};
// At the usual rate this many would have come by now. If arrivals are random that much silence
// happens by chance about once in a thousand looks (e^-7).
constexpr double missing_max = 7;

bool is_silent(const store::LedgerLine& line, Timestamp now) {
    if (!line.last_received_at || line.usual_per_hour <= 0) return false;
    const double hours = static_cast<double>((now - *line.last_received_at).count()) / 3'600'000.0;
    return hours * line.usual_per_hour > missing_max;
}

struct LedgerView {
    std::vector<Channel> channels;
    std::vector<store::LedgerLine> lines;
    std::vector<store::Receipts::Gap> gaps;
    std::vector<Receipt> dead_letters;
};

Result<LedgerView> read_ledger(const store::Transaction& transaction, Timestamp now) {
    LedgerView view;
    view.channels = TRY(transaction.channels().all());
    view.lines = TRY(transaction.receipts().ledger(now));
    view.gaps = TRY(transaction.receipts().gaps(now - gaps_shown));
    view.dead_letters = TRY(transaction.receipts().dead_letters(dead_letters_shown));
    return view;
}

json::array gaps_of(const LedgerView& view, ChannelId id) {
    json::array out;
    for (const auto& gap : view.gaps) {
        if (gap.channel_id != id) continue;
        out.push_back(json::object{{"from", to_rfc3339(gap.from)},
                                   {"to", to_rfc3339(gap.to)},
                                   {"reason", text_or_null(gap.reason)}});
    }
    return out;
}

json::object render_line(const LedgerView& view, const Channel& channel,
                         const store::LedgerLine& line, Timestamp now) {
    const std::int64_t accounted =
        line.cases + line.merged + line.ignored + line.dead_letters + line.pending;
    json::object out;
    out["channel"] = channel_ref(channel);
    out["received"] = line.received;
    out["case"] = line.cases;
    out["merged"] = line.merged;
    out["ignored"] = line.ignored;
    out["dead_letter"] = line.dead_letters;
    out["pending"] = line.pending;
    out["balanced"] = accounted == line.received;
    out["last_received_at"] = time_or_null(line.last_received_at);
    out["usual_per_hour"] = line.usual_per_hour;
    out["silent"] = channel.state == ChannelState::Active && is_silent(line, now);
    out["gaps"] = gaps_of(view, channel.id);
    return out;
}

}  // namespace

Result<HttpResponse> show_ledger(Call& call) {
    const LedgerView view = TRY(call.services.store.read_for<LedgerView>(
        [&](const store::Transaction& transaction) { return read_ledger(transaction, call.now); }));
    std::map<ChannelId, store::LedgerLine> lines;
    for (const store::LedgerLine& line : view.lines) {
        lines[line.channel_id] = line;
    }
    json::array items;
    for (const Channel& channel : view.channels) {
        items.push_back(render_line(view, channel, lines[channel.id], call.now));
    }
    json::array dead_letters;
    for (const Receipt& receipt : view.dead_letters) {
        dead_letters.push_back(render_dead_letter(receipt));
    }
    return json_response(
        json::object{{"items", std::move(items)}, {"dead_letters", std::move(dead_letters)}});
}

Result<HttpResponse> replay_receipt(Call& call) {
    const ReceiptId id = TRY(call.argument_id<ReceiptId>(0));
    auto answer = TRY(call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        const auto receipt = TRY(transaction.receipts().find(id));
        if (!receipt) return fail(ErrorKind::NotFound, "there is no receipt with that id");
        if (receipt->state != ReceiptState::DeadLetter) {
            return fail(ErrorKind::Conflict, "this receipt is no dead letter (any more)");
        }
        TRY(transaction.receipts().reopen(id));
        TRY(transaction.journal().append(call.audit("receipt.replayed", "receipt:" + id.text(),
                                                    {{"channel_id", receipt->channel_id.text()}})));
        return json_response(json::object{{"id", id.text()}, {"state", "pending"}}, 202);
    }));
    if (call.services.wake_pipeline) call.services.wake_pipeline();
    return answer;
}

}  // namespace aplomb::api
