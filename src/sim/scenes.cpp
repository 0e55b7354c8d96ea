#include "sim/scenes.h"

#include <algorithm>
#include <functional>
#include <span>
#include <stdexcept>

#include "base/embedded_file.h"
#include "base/json.h"
#include "sim/customers.h"

namespace aplomb::sim {

std::span<const base::EmbeddedFile> sim_files();

namespace {

// The files are part of the program: what is wrong with them is a bug, found by the first test.
void for_each_line(std::string_view path, const std::function<void(ObjectReader&)>& take) {
    for (const base::EmbeddedFile& file : sim_files()) {
        if (file.path != path) continue;
        std::string_view rest = file.content;
        while (!rest.empty()) {
            const auto end = std::min(rest.find('\n'), rest.size());
            const std::string line(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            const auto value = parse_json(line);
            if (!value) throw std::logic_error(file.path.data() + (": " + value.error().what));
            ObjectReader reader(*value);
            take(reader);
            if (const auto whole = reader.done(UnknownKeys::Refuse); !whole) {
                throw std::logic_error(whole.error().what + " in: " + line);
            }
        }
    }
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

Scene read_scene(ObjectReader& reader) {
    Scene scene;
    scene.id = reader.required_text("id");
    scene.sort = reader.required_text("sort");
    scene.outlets = words_of(reader.required_text("on"));
    scene.language = reader.text("lang").value_or("en");
    scene.subject = reader.text("subject").value_or("");
    scene.text = reader.required_text("text");
    scene.detail = reader.text("detail").value_or("");
    scene.follow_up = reader.text("follow").value_or("");
    scene.end = reader.text("end").value_or("");
    scene.answer = reader.text("answer").value_or("");
    scene.edit = reader.text("edit").value_or("");
    if (const auto rating = reader.integer("rating", 1, 5))
        scene.rating = static_cast<int>(*rating);
    scene.take_back = reader.flag("delete").value_or(false);
    scene.at_night = reader.flag("night").value_or(false);
    scene.incident = reader.flag("incident").value_or(false);
    scene.names_us = reader.flag("mention").value_or(true);
    scene.never_back = reader.flag("silent").value_or(false);
    return scene;
}

Customer read_customer(ObjectReader& reader) {
    Customer customer;
    customer.name = reader.required_text("name");
    customer.login = reader.required_text("login");
    customer.outlets = words_of(reader.required_text("on"));
    customer.temper = reader
                          .one_of<Temper>("temper", {{"warm", Temper::Warm},
                                                     {"patient", Temper::Patient},
                                                     {"curt", Temper::Curt},
                                                     {"hot", Temper::Hot}})
                          .value_or(Temper::Patient);
    customer.rhythm = Milliseconds{reader.integer("minutes", 1, 1'000).value_or(5) * 60'000};
    customer.followers = reader.integer("followers", 0).value_or(0);
    customer.language = reader.text("lang").value_or("en");
    customer.zone = reader.text("zone").value_or("");
    return customer;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
        text.replace(at, what.size(), with);
        at += with.size();
    }
}

}  // namespace

const std::vector<Scene>& all_scenes() {
    static const std::vector<Scene> all = [] {
        std::vector<Scene> scenes;
        for_each_line("scenes.jsonl",
                      [&](ObjectReader& reader) { scenes.push_back(read_scene(reader)); });
        return scenes;
    }();
    return all;
}

const Scene* find_scene(std::string_view id) {
    const auto& all = all_scenes();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Scene& scene) { return scene.id == id; });
    return found == all.end() ? nullptr : &*found;
}

const std::vector<Reaction>& all_reactions() {
    static const std::vector<Reaction> all = [] {
        std::vector<Reaction> reactions;
        for_each_line("reactions.jsonl", [&](ObjectReader& reader) {
            reactions.push_back({reader.required_text("when"), reader.required_text("temper"),
                                 reader.required_text("lang"), reader.required_text("text")});
        });
        return reactions;
    }();
    return all;
}

const std::vector<Customer>& all_customers() {
    static const std::vector<Customer> all = [] {
        std::vector<Customer> customers;
        for_each_line("customers.jsonl",
                      [&](ObjectReader& reader) { customers.push_back(read_customer(reader)); });
        return customers;
    }();
    return all;
}

std::string filled(std::string_view text, const Trip& trip, std::string_view us) {
    std::string out(text);
    if (us.empty()) {
        replace_all(out, " {us}", "");
        replace_all(out, "{us} ", "");
    }
    replace_all(out, "{us}", us);
    replace_all(out, "{booking}", trip.booking);
    replace_all(out, "{sailing}", trip.sailing);
    replace_all(out, "{time}", trip.time);
    replace_all(out, "{port}", trip.port);
    replace_all(out, "{ship}", trip.ship);
    return out;
}

}  // namespace aplomb::sim
