#include "store/search.h"

#include <vector>

namespace aplomb::store {
namespace {

constexpr std::size_t words_max = 16;
constexpr std::size_t prefix_letters_min = 3;

// Only what surely separates words in every script; the tokenizer cuts the rest. Bytes of longer
// UTF-8 sequences count as letters.
bool is_letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

void add_term(std::string& question, std::string_view words, bool prefix, std::size_t& count) {
    if (words.empty() || count >= words_max) return;
    if (!question.empty()) question += ' ';
    question += '"';
    question += words;
    question += prefix ? "\"*" : "\"";
    ++count;
}

}  // namespace

std::string search_words(const Message& message) {
    if (message.deleted_at) return {};
    std::string words = message.text;
    for (const std::string& more : {message.subject, message.author_name, message.author_handle}) {
        if (more.empty()) continue;
        words += '\n';
        words += more;
    }
    return words;
}

std::optional<std::string> fts5_question(std::string_view typed) {
    std::string question;
    std::string term;
    std::size_t count = 0;
    bool quoted = false;
    for (std::size_t at = 0; at <= typed.size(); ++at) {
        const char c = at < typed.size() ? typed[at] : (quoted ? '"' : ' ');
        if (is_letter(c)) {
            term += c;
        } else if (c == '"') {
            add_term(question, term, false, count);
            term.clear();
            quoted = !quoted;
        } else if (quoted) {
            if (!term.empty() && term.back() != ' ') term += ' ';
        } else {
            add_term(question, term, c == '*' && term.size() >= prefix_letters_min, count);
            term.clear();
        }
    }
    if (question.empty()) return {};
    return question;
}

Result<> add_search_entry(Connection& connection, MessageId id, const std::string& words) {
    if (words.empty()) return {};
    TRY(connection.run("insert_search_entry", {id.value, words}));
    return {};
}

Result<> remove_search_entry(Connection& connection, MessageId id, const std::string& words) {
    if (words.empty()) return {};
    TRY(connection.run("remove_search_entry", {id.value, words}));
    return {};
}

}  // namespace aplomb::store
