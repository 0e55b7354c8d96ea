// A simulated platform, seen from its two sides.
//
// The desk's connector speaks to it as to the real thing: requests in, responses out, in the
// platform's own protocol. The people of the simulation speak to it through say(), edit() and
// take_back(), which are the same on every platform. It remembers what the desk sent, so that a
// test can check that everything arrived exactly once.
//
// To add one: a new file with a class derived from Platform, and a host for it on the network
// (simulated_network.h).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/http.h"
#include "base/json.h"
#include "base/time.h"
#include "domain/vocabulary.h"

namespace aplomb::sim {

// Somebody with an account on a platform.
struct Author {
    std::string handle;  // "mira.example", "mira@harbour.example", an e-mail address
    std::string name;
    std::int64_t followers = 0;
    std::string time_zone;  // IANA; most platforms keep it to themselves

    bool operator==(const Author&) const = default;
};

struct Utterance {
    Author by;
    std::string text;
    std::string subject;  // e-mail only
    Visibility visibility = Visibility::Public;
    std::string answers;        // the platform's id of what is answered; empty begins a thread
    std::optional<int> rating;  // a review
    std::string language = "en";
    Timestamp at;
    // Names us, so that the platform tells us of it; otherwise only a search finds it.
    bool addressed_to_us = true;
    std::string colleague;  // who of the company speaks, with say_as_us()
};

constexpr std::size_t stream_begins = static_cast<std::size_t>(-1);

// Something the company said there.
struct Arrival {
    std::string id;       // the platform's id
    std::string key;      // the sender's own idempotency key, where the platform has one
    std::string answers;  // the platform's id of what it answers
    std::string to;       // the handle of whom it answers
    std::string text;
    Visibility visibility = Visibility::Public;
    Timestamp at;
    bool native = false;  // written by the company on the platform itself, not through the desk
};

class Platform {
  public:
    Platform() = default;
    virtual ~Platform() = default;
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;

    virtual HttpResponse answer(const HttpRequest& request, Timestamp now) = 0;

    // The platform's id of what was said.
    virtual std::string say(const Utterance& utterance) = 0;
    // The company speaks there by hand, to `utterance.by`.
    virtual std::string say_as_us(const Utterance& utterance) = 0;
    // Nothing happens where the platform has no such thing.
    virtual void edit(const std::string& id, const std::string& text, Timestamp now) = 0;
    virtual void take_back(const std::string& id, Timestamp now) = 0;

    // What a long stream has to say after `position`, which moves to the end. It begins at
    // `stream_begins`, with what the platform greets with. Nothing on a platform without a stream.
    virtual std::optional<std::string> stream_after(const HttpRequest& request,
                                                    std::size_t& position);

    [[nodiscard]] const std::vector<Arrival>& arrivals() const { return arrivals_; }

  protected:
    void record(Arrival arrival) { arrivals_.push_back(std::move(arrival)); }

  private:
    std::vector<Arrival> arrivals_;
};

// The parts of an absolute URL, the path with its slash, the query without its question mark.
struct Target {
    std::string host;
    std::string path;
    std::string query;
};
Target target_of(std::string_view url);

HttpResponse json_answer(int status, const json::value& body);
// The same from what is JSON text already: pages are put together from parts that are kept so.
HttpResponse json_text_answer(int status, std::string body);
// Adds one more part to a JSON array begun with "[".
void append_part(std::string& list, std::string_view part);
// {"error":…,"message":…}, the shape most platforms share.
HttpResponse refusal(int status, std::string_view error, std::string_view message);
// The body of a request as fields, be it a form or a JSON object of texts.
std::vector<std::pair<std::string, std::string>> fields_of(const HttpRequest& request);
std::string field(const std::vector<std::pair<std::string, std::string>>& fields,
                  std::string_view name);

}  // namespace aplomb::sim
