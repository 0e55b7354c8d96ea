#include "etiquette/context.h"

#include <algorithm>

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

const SpeechActs& Context::acts() const {
    if (!acts_) acts_ = find_speech_acts(text_);
    return *acts_;
}

const std::vector<Passage>& Context::heard() const {
    if (!heard_) heard_ = hear(ToneModel::shipped(), acts().wording);
    return *heard_;
}

const SpeechActs& Context::thread_acts(std::size_t i) const {
    thread_acts_.resize(thread().size());
    if (!thread_acts_[i]) thread_acts_[i] = find_speech_acts(thread()[i]);
    return *thread_acts_[i];
}

const Wording& Context::thread_wording(std::size_t i) const {
    thread_wordings_.resize(thread().size());
    if (!thread_wordings_[i]) thread_wordings_[i] = wording_of(thread()[i]);
    return *thread_wordings_[i];
}

}  // namespace aplomb::etiquette
