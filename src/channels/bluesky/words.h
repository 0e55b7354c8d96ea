// Names and numbers the parts of the Bluesky connector share.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "channels/account_settings.h"

namespace aplomb::channels::atproto {

// Chat requests go to our own server, which hands them to this service.
constexpr std::string_view chat_service = "did:web:api.bsky.chat#bsky_chat";

constexpr std::size_t watched_words_max = 5;

// The setting `keywords`: words and phrases with commas between.
inline std::vector<std::string> watched_words(const Account& account) {
    std::vector<std::string> words;
    std::string list = setting(account, "keywords");
    while (!list.empty() && words.size() < watched_words_max) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string word = list.substr(0, comma);
        list.erase(0, std::min(comma + 1, list.size()));
        word.erase(0, std::min(word.find_first_not_of(' '), word.size()));
        word.erase(word.find_last_not_of(' ') + 1);
        if (!word.empty()) words.push_back(std::move(word));
    }
    return words;
}

}  // namespace aplomb::channels::atproto
