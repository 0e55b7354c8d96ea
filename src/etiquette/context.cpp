#include "etiquette/context.h"

#include <algorithm>
#include <utility>

#include "text/fold.h"

namespace aplomb::etiquette {

ThreadReading::ThreadReading(const std::vector<Turn>& turns)
    : turns_(turns), read_(std::min(turns.size(), turns_max)) {}

const Analysis& ThreadReading::operator[](std::size_t i) const {
    auto& read = read_[i];
    if (!read) read = analyse(turns_[turns_.size() - read_.size() + i].text);
    return *read;
}

const Turn* Context::last_turn_of(Speaker speaker) const {
    const auto found = std::find_if(draft_.thread.rbegin(), draft_.thread.rend(),
                                    [&](const Turn& turn) { return turn.from == speaker; });
    return found == draft_.thread.rend() ? nullptr : &*found;
}

std::string Context::expected_language() const {
    for (std::size_t i = thread_.size(); i > 0; --i) {
        if (turn(i - 1).from != Speaker::Customer) continue;
        const std::string& written = thread_[i - 1].language();
        if (!written.empty()) return written;
    }
    if (!draft_.customer) return {};
    const std::string& tag = draft_.customer->language;
    return text::casefold(tag.substr(0, tag.find_first_of("-_")));
}

const SpeechActs& Context::acts() const {
    if (!acts_) acts_ = find_speech_acts(wording_of(text_));
    return *acts_;
}

const std::vector<Passage>& Context::heard() const {
    if (!heard_) heard_ = hear(ToneModel::shipped(), acts().wording);
    return *heard_;
}

const SpeechActs& Context::thread_acts(std::size_t i) const {
    thread_acts_.resize(thread().size());
    if (!thread_acts_[i]) {
        thread_wordings_.resize(thread().size());
        std::optional<Wording>& known = thread_wordings_[i];
        thread_acts_[i] = find_speech_acts(known ? std::move(*known) : wording_of(thread()[i]));
        known.reset();
    }
    return *thread_acts_[i];
}

const Wording& Context::thread_wording(std::size_t i) const {
    if (i < thread_acts_.size() && thread_acts_[i]) return thread_acts_[i]->wording;
    thread_wordings_.resize(thread().size());
    if (!thread_wordings_[i]) thread_wordings_[i] = wording_of(thread()[i]);
    return *thread_wordings_[i];
}

}  // namespace aplomb::etiquette
