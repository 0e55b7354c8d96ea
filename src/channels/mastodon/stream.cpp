// The user stream has no replay: whenever it begins, a poll must fill what was missed before it,
// and so the first bytes of every connection ask for one.
#include "channels/account_settings.h"
#include "channels/event_stream.h"
#include "channels/json_fields.h"
#include "channels/mastodon/instance.h"
#include "channels/mastodon/listening.h"
#include "channels/mastodon/statuses.h"

namespace aplomb::channels::fediverse {
namespace {

class Decoder final : public StreamDecoder {
  public:
    explicit Decoder(const Account& account) : own_id_(own_id(account)) {}

    Output feed(std::string_view bytes) override {
        Output out;
        out.poll_now = !begun_ && !bytes.empty();
        begun_ = begun_ || !bytes.empty();
        for (const ServerSentEvent& event : reader_.feed(bytes))
            take(event, out);
        return out;
    }

  private:
    void take(const ServerSentEvent& event, Output& out) {
        if (event.name == "delete") {
            const bool odd = event.data.empty() || event.data.size() > 64 ||
                             event.data.find('\0') != std::string::npos;
            if (!odd) out.events.push_back(raw_deletion(event.data));
            return;
        }
        if (event.name == "notifications_merged") {
            out.poll_now = true;
            return;
        }
        const auto payload = parse_json(event.data);
        if (!payload) return;
        if (event.name == "update" || event.name == "status.update") {
            take_status(&*payload, concerns(*payload, own_id_), out);
        } else if (event.name == "notification") {
            const std::string type = text_at(*payload, {"type"});
            take_status(value_at(*payload, {"status"}), type == "mention" || type == "quote", out);
        } else if (event.name == "conversation") {
            const json::value* last = value_at(*payload, {"last_status"});
            take_status(last, last != nullptr && concerns(*last, own_id_), out);
        }
    }

    static void take_status(const json::value* status, bool for_us, Output& out) {
        if (status == nullptr || !for_us) return;
        for (RawEvent& event : raw_status(*status))
            out.events.push_back(std::move(event));
    }

    std::string own_id_;
    EventStreamReader reader_;
    bool begun_ = false;
};

}  // namespace

std::optional<HttpRequest> stream_request(const Account& account) {
    // Before the first poll we could not tell what is for us.
    if (own_id(account).empty()) return {};
    HttpRequest request = call(account, "/api/v1/streaming/user");
    const std::string elsewhere = text_at(json::value(account.state), {"limits", "streaming"});
    if (!elsewhere.empty()) request.url = elsewhere + "/api/v1/streaming/user";
    request.headers.set("accept", "text/event-stream");
    return request;
}

std::unique_ptr<StreamDecoder> make_decoder(const Account& account) {
    return std::make_unique<Decoder>(account);
}

}  // namespace aplomb::channels::fediverse
