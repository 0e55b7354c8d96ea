// A public answer is a record that we create under a key of our own (the reply's key). That makes
// the create idempotent: the same key can exist only once, and whether it does is one getRecord
// away. So whatever goes wrong while creating, the record itself is looked for before the reply is
// called failed.
#include <fmt/format.h>

#include <map>
#include <set>

#include "channels/bluesky/errand.h"
#include "channels/bluesky/events.h"
#include "channels/bluesky/facets.h"
#include "channels/bluesky/sending.h"
#include "channels/json_fields.h"
#include "text/length.h"

namespace aplomb::channels::atproto {
namespace {

constexpr std::string_view post_collection = "app.bsky.feed.post";
constexpr std::size_t mentions_max = 10;

HttpRequest record_query(const Session& session, const OutboundReply& reply) {
    return session.query("com.atproto.repo.getRecord",
                         {{"repo", session.did()},
                          {"collection", std::string(post_collection)},
                          {"rkey", reply.key}});
}

bool says_there_is_none(const HttpResponse& response) {
    const std::string name = error_name(response);
    return name == "RecordNotFound" || response.status == 404 ||
           (response.status == 400 && reason_in(response).starts_with("Could not locate record"));
}

// A 200 may come from whoever stands between us and Bluesky.
bool names_a_post(const HttpResponse& response) {
    return !text_at(body_of(response), {"uri"}).empty();
}

// The key can exist only once, so trying again is safe.
Trouble unreadable() {
    return {TroubleKind::Retry, "Bluesky's answer is unreadable", {}};
}

class Post final : public Errand<SendOutcome> {
  public:
    Post(const Account& account, const OutboundReply& reply)
        : Errand(account, reply), parent_(read_post_ref(reply.in_reply_to_ref)) {}

  private:
    enum class Stage { Parent, Handles, Create, Check };

    Step first(Timestamp) override {
        facets_ = find_facets(reply_.text);
        for (const Facet& facet : facets_) {
            if (facet.kind != FacetKind::Mention) continue;
            if ("@" + facet.value == reply_.customer_handle ||
                facet.value == reply_.customer_handle) {
                dids_[facet.value] = reply_.customer_id;
            } else if (handles_.size() < mentions_max) {
                handles_.insert(facet.value);
            }
        }
        if (parent_) return next_handle();
        stage_ = Stage::Parent;
        return ask(session_.query("app.bsky.feed.getPosts", {{"uris", reply_.in_reply_to}}));
    }

    Step heard(const Answer& answer, Timestamp now) override {
        const auto* response = std::get_if<HttpResponse>(&answer);
        const bool good = response != nullptr && succeeded(*response);
        switch (stage_) {
            case Stage::Parent:
                if (!good) return end(in_trouble(trouble_of_query(answer, now)));
                return heard_parent(body_of(*response));
            case Stage::Handles: {
                const std::string did = good ? text_at(body_of(*response), {"did"}) : "";
                if (!did.empty()) dids_[*handles_.begin()] = did;
                handles_.erase(handles_.begin());
                return next_handle();
            }
            case Stage::Create:
                if (good && names_a_post(*response)) return accepted(*response);
                // Whoever said yes and named no post may not have been Bluesky.
                trouble_ = good ? unreadable() : trouble_of_call(answer, now);
                if (response == nullptr || trouble_.kind == TroubleKind::Wait ||
                    trouble_.kind == TroubleKind::ReAuth) {
                    return end(in_trouble(trouble_));
                }
                stage_ = Stage::Check;
                return ask(record_query(session_, reply_));
            case Stage::Check:
                if (good && names_a_post(*response)) return accepted(*response);
                if (response != nullptr && says_there_is_none(*response)) {
                    return end(in_trouble(trouble_));
                }
                // Nobody knows, so nobody may call it refused: it is looked for again.
                return end(in_trouble(
                    {TroubleKind::Unknown, "Bluesky does not say whether the post is there", {}}));
        }
        return end(in_trouble(trouble_));
    }

    Step heard_parent(const json::value& body) {
        const json::array* posts = list_at(body, {"posts"});
        if (posts == nullptr || posts->empty()) {
            return end(in_trouble(
                {TroubleKind::Permanent, "The post this answers is no longer on Bluesky.", {}}));
        }
        parent_ = post_ref_of(posts->front());
        return next_handle();
    }

    Step next_handle() {
        if (handles_.empty()) return create();
        stage_ = Stage::Handles;
        return ask(
            session_.query("com.atproto.identity.resolveHandle", {{"handle", *handles_.begin()}}));
    }

    Step create() {
        stage_ = Stage::Create;
        json::object record{{"$type", post_collection},
                            {"text", reply_.text},
                            {"createdAt", to_rfc3339(reply_.written_at)}};
        if (json::array facets = facets_json(facets_, dids_); !facets.empty()) {
            record["facets"] = std::move(facets);
        }
        if (!reply_.language.empty()) record["langs"] = json::array{json::string(reply_.language)};
        record["reply"] = {{"root", {{"uri", parent_->root_uri}, {"cid", parent_->root_cid}}},
                           {"parent", {{"uri", parent_->uri}, {"cid", parent_->cid}}}};
        return ask(
            session_.procedure("com.atproto.repo.createRecord", {{"repo", session_.did()},
                                                                 {"collection", post_collection},
                                                                 {"rkey", reply_.key},
                                                                 {"record", std::move(record)}}));
    }

    Step accepted(const HttpResponse& response) {
        const json::value body = body_of(response);
        const PostRef ref{text_at(body, {"uri"}), text_at(body, {"cid"}), parent_->root_uri,
                          parent_->root_cid};
        SendOutcome outcome;
        outcome.accepted = true;
        outcome.external_id = ref.uri;
        outcome.platform_ref = write_post_ref(ref);
        return end(std::move(outcome));
    }

    std::optional<PostRef> parent_;
    std::vector<Facet> facets_;
    std::set<std::string> handles_;
    std::map<std::string, std::string> dids_;
    Trouble trouble_;
    Stage stage_ = Stage::Create;
};

class PostLookUp final : public Errand<LookUpOutcome> {
  public:
    using Errand::Errand;

  private:
    Step first(Timestamp) override { return ask(record_query(session_, reply_)); }

    // The key can exist only once, so sending again right away is safe even while the first try is
    // still being worked on.
    Step heard(const Answer& answer, Timestamp now) override {
        const auto* response = std::get_if<HttpResponse>(&answer);
        LookUpOutcome outcome;
        if (response != nullptr && succeeded(*response)) {
            if (!names_a_post(*response)) return end(in_trouble(unreadable()));
            const PostRef ref = post_ref_of(body_of(*response));
            outcome.answer = LookUpAnswer::Found;
            outcome.external_id = ref.uri;
            outcome.platform_ref = write_post_ref(ref);
        } else if (response != nullptr && says_there_is_none(*response)) {
            outcome.answer = LookUpAnswer::NotThere;
        } else {
            outcome.trouble = trouble_of_query(answer, now);
        }
        return end(std::move(outcome));
    }
};

}  // namespace

std::unique_ptr<Dialogue<SendOutcome>> make_post(const Account& account,
                                                 const OutboundReply& reply) {
    const auto limit = text::length_limit("bluesky", text::Audience::Public);
    if (limit && !text::fits(reply.text, *limit)) {
        return refused<SendOutcome>(
            TroubleKind::Permanent,
            fmt::format("This is longer than the {} characters Bluesky allows.", limit->max));
    }
    if (reply.in_reply_to.empty() && reply.in_reply_to_ref.empty()) {
        return refused<SendOutcome>(TroubleKind::Permanent, "There is no post to answer.");
    }
    return std::make_unique<Post>(account, reply);
}

std::unique_ptr<Dialogue<LookUpOutcome>> make_post_look_up(const Account& account,
                                                           const OutboundReply& reply) {
    return std::make_unique<PostLookUp>(account, reply);
}

std::string make_record_key(Timestamp now, Random& random) {
    constexpr std::string_view digits = "234567abcdefghijklmnopqrstuvwxyz";
    const auto micros = static_cast<std::uint64_t>(to_ms(now)) * 1000 + random.below(1000);
    std::uint64_t number = (micros << 10 | random.below(1024)) & ~(std::uint64_t{1} << 63);
    std::string key(13, '2');
    for (std::size_t i = key.size(); i-- > 0; number >>= 5)
        key[i] = digits[number & 31];
    return key;
}

}  // namespace aplomb::channels::atproto
