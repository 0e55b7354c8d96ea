#include "sim/story.h"

#include "sim/dice.h"

namespace aplomb::sim {

Story::Story(Random& random, Timestamp start, std::string home_zone, const Company& company,
             std::map<std::string, Platform*> outlets)
    : random_(random),
      start_(start),
      home_zone_(std::move(home_zone)),
      company_(company),
      outlets_(std::move(outlets)),
      casting_(random, home_zone_) {}

void Story::at(Timestamp when, Deal deal) {
    queue_.emplace(std::make_pair(when, next_deal_++), std::move(deal));
}

std::optional<Timestamp> Story::next_at() const {
    if (queue_.empty()) return {};
    return queue_.begin()->first.first;
}

void Story::advance(Timestamp now) {
    notice_answers(now);
    while (!queue_.empty() && queue_.begin()->first.first <= now) {
        const auto moment = queue_.extract(queue_.begin());
        moment.mapped()(moment.key().first);
    }
}

std::string Story::us_on(std::string_view outlet) const {
    if (outlet == "bluesky") return "@" + company_.bluesky;
    if (outlet == "mastodon") return "@" + company_.mastodon;
    return {};
}

// In public nobody is told of a message that does not name them.
std::string Story::addressed(const Thread& thread, const std::string& text) const {
    const std::string& outlet = thread.part.outlet;
    const bool named = thread.part.scene->names_us || !thread.last_id.empty();
    std::string us = named ? us_on(outlet) : std::string{};
    if (outlet == "bluesky" && thread.visibility == Visibility::Private) us.clear();
    std::string words = filled(text, thread.part.trip, us);
    const bool answers_us = outlet == "bluesky" && !thread.last_ours_id.empty() &&
                            thread.last_id == thread.last_ours_id;
    if (us.empty() || answers_us || words.find(us) != std::string::npos) return words;
    return us + " " + words;
}

std::string Story::speak(Thread& thread, const std::string& text, Timestamp when, bool opening) {
    const Part& part = thread.part;
    Utterance utterance;
    utterance.by = author_on(*part.customer, part.outlet, home_zone_);
    utterance.text = addressed(thread, text);
    utterance.subject = filled(part.scene->subject, part.trip, {});
    if (utterance.subject.empty()) utterance.subject = "A question";
    utterance.visibility = thread.visibility;
    utterance.answers = thread.last_id;
    if (opening) utterance.rating = part.scene->rating;
    if (part.outlet != "reviews") utterance.rating.reset();
    utterance.language = part.customer->language;
    utterance.at = when;
    utterance.addressed_to_us = part.scene->names_us || !opening;
    const std::string id = outlets_.at(part.outlet)->say(utterance);
    thread.last_id = id;
    by_message_[{part.outlet, id}] = static_cast<std::size_t>(&thread - threads_.data());
    told_.push_back({part.outlet, part.scene->sort, utterance.text, utterance.language,
                     utterance.visibility, when, opening, part.scene->incident});
    return id;
}

std::size_t Story::open(const Part& part, Timestamp when) {
    const std::size_t index = threads_.size();
    threads_.push_back({});
    Thread& thread = threads_.back();
    thread.part = part;
    const bool open_air = part.outlet == "bluesky" || part.outlet == "mastodon";
    thread.visibility =
        open_air || part.outlet == "reviews" ? Visibility::Public : Visibility::Private;
    const bool quiet_matter = part.scene->sort == "question" || part.scene->sort == "request";
    if (open_air && when >= start_ && quiet_matter && happens(random_, 0.2)) {
        thread.visibility = Visibility::Private;
    }
    thread.first_id = speak(thread, part.scene->text, when, true);
    by_person_[{part.outlet, author_on(*part.customer, part.outlet, home_zone_).handle}] = index;
    return index;
}

}  // namespace aplomb::sim
