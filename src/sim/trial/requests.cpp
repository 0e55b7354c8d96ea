#include "sim/trial/requests.h"

#include <fmt/format.h>

#include "sim/dice.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;

constexpr int tries_max = 40;  // of one wish

}  // namespace

std::optional<HttpResponse> Requests::ask(const Wish& wish) {
    if (!process_.running()) return {};
    ++count_;
    const Colleague& who = staff_.one(wish.clerk);
    HttpResponse response =
        process_.request(who.token, wish.method, "/api/v1" + wish.target, wish.body, wish.key);
    stage_.note(fmt::format("{}: {} {} is answered {}", who.name, wish.method, wish.target,
                            response.status));
    if (response.status >= 500 && response.status != 503) {
        stage_.books.scandals.push_back(fmt::format("{} {} was answered {}: {}", wish.method,
                                                    wish.target, response.status, response.body));
    }
    return response;
}

std::optional<JsonPage> Requests::look(std::size_t clerk, const std::string& target) {
    Wish look;
    look.clerk = clerk;
    look.method = "GET";
    look.target = target;
    const auto response = ask(look);
    if (!response || response->status != 200) return {};
    return object_in(*response);
}

void Requests::pursue(Wish wish, Heard heard) {
    const auto again = [&] {
        if (++wish.tries > tries_max) return;
        SeededRandom dice = stage_.fate.dice(fmt::format("patience {} {}", wish.id, wish.tries));
        stage_.after(between(dice, 2s, 10min), {}, [this, wish, heard] { pursue(wish, heard); });
    };
    std::optional<HttpResponse> response;
    try {
        response = ask(wish);
    } catch (const Crash&) {
        again();
        throw;
    }
    if (!response || response->status == 503 || response->status == 429) return again();
    if (heard) heard(wish, *response);
}

void Requests::pursue(std::size_t clerk, std::string id, std::string_view method,
                      std::string target, json::value body, Heard heard) {
    Wish wish;
    wish.clerk = clerk;
    wish.method = method;
    wish.target = std::move(target);
    wish.body = std::move(body);
    wish.key = id;
    wish.id = std::move(id);
    pursue(std::move(wish), std::move(heard));
}

std::string text_or_empty(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string().c_str())
                                                  : std::string{};
}

JsonPage object_in(const HttpResponse& response) {
    auto body = JsonPage::parse(response.body);
    return body && (*body)->is_object() ? std::move(*body) : std::move(*JsonPage::parse("{}"));
}

std::vector<const json::object*> objects_in(const json::object& object, std::string_view key) {
    std::vector<const json::object*> out;
    const json::value* list = object.if_contains(key);
    if (list == nullptr || !list->is_array()) return out;
    for (const json::value& each : list->get_array()) {
        if (each.is_object()) out.push_back(&each.get_object());
    }
    return out;
}

}  // namespace aplomb::sim
