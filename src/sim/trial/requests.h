// What colleagues ask of the desk, as the web application does for them: a request that is not
// answered is tried again under the same Idempotency-Key until it is.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/json.h"
#include "sim/trial/desk_process.h"
#include "sim/trial/staff.h"
#include "sim/trial/stage.h"

namespace aplomb::sim {

// One thing somebody wants done.
struct Wish {
    std::string id;  // unlike any other's
    std::size_t clerk = 0;
    std::string method;
    std::string target;  // below /api/v1
    json::value body;
    std::string key;
    std::string marker;  // of the word it carries; empty for none
    int tries = 0;
    bool second_attempt = false;  // after a refusal
};

class Requests {
  public:
    using Heard = std::function<void(const Wish&, const HttpResponse&)>;

    Requests(Stage& stage, DeskProcess& process, const Staff& staff)
        : stage_(stage), process_(process), staff_(staff) {}

    // Once; nothing when the desk is not there.
    std::optional<HttpResponse> ask(const Wish& wish);
    // What the desk shows at that address; nothing when it shows nothing.
    std::optional<JsonPage> look(std::size_t clerk, const std::string& target);
    // Until the desk answers; then `heard` is told.
    void pursue(Wish wish, Heard heard);
    // The same for whom no answer matters, once only under that id.
    void pursue(std::size_t clerk, std::string id, std::string_view method, std::string target,
                json::value body, Heard heard = {});

    [[nodiscard]] std::size_t count() const { return count_; }

  private:
    Stage& stage_;
    DeskProcess& process_;
    const Staff& staff_;
    std::size_t count_ = 0;
};

// Of an answer or a part of one; empty when it is no text, or no object.
std::string text_or_empty(const json::object& object, std::string_view key);
// Certainly an object.
JsonPage object_in(const HttpResponse& response);
// The objects of a list in it, where they stand.
std::vector<const json::object*> objects_in(const json::object& object, std::string_view key);

}  // namespace aplomb::sim
