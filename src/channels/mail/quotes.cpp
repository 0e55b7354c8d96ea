// The end of the text is peeled off layer by layer: empty lines, quoted lines with the line that
// introduces them ("On Tuesday Ana wrote:", which mail programs wrap over up to four lines), and a
// signature. Before that, what programs put between answer and original without marking the
// original ("-----Original Message-----", Outlook's block of From/Sent/To/Subject) cuts the text.
// The phrases are those of the mail programs in the languages their users write to us in.
#include "channels/mail/quotes.h"

#include <algorithm>
#include <array>
#include <vector>

#include "channels/mail/headers.h"

namespace aplomb::channels::mail {
namespace {

constexpr std::size_t introduction_lines_max = 4;
constexpr std::size_t introduction_bytes_max = 400;
constexpr std::size_t signature_lines_max = 12;

using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view text) {
    Lines out;
    while (true) {
        const std::size_t end = text.find('\n');
        out.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end + 1);
    }
}

bool is_blank(std::string_view line) {
    return trimmed(line).empty();
}
bool is_quoted(std::string_view line) {
    return trimmed(line).starts_with('>');
}

template<std::size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}
template<std::size_t N>
bool starts_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.starts_with(word); });
}

// "On 3 May, Ana <ana@example.org> wrote:" and its sisters.
bool is_introduction(std::string_view text) {
    static constexpr std::array<std::string_view, 12> beginnings{
        "on ", "am ", "le ", "el ", "il ", "op ", "em ", "den ", "w dniu ", "dnia ", "am:", "on:"};
    static constexpr std::array<std::string_view, 13> verbs{
        "wrote",        "schrieb",   "a \u00e9crit", "escribi\u00f3",
        "ha scritto",   "schreef",   "escreveu",     "skrev",
        "napisa\u0142", "kirjoitti", "\u5199\u9053", "\u306e\u30e1\u30fc\u30eb",
        "sent:"};
    const std::string flat = lowered(trimmed(text));
    if (!flat.ends_with(':') && !flat.ends_with("\uff1a")) return false;
    if (flat.size() > introduction_bytes_max) return false;
    if (starts_with_any(flat, beginnings) && holds_any(flat, verbs)) return true;
    // "2026/11/22 Ana <ana@example.org>:", "02.04.2026 14:20 … <ana@example.org> …:"
    const bool dated = flat.size() > 10 && flat[0] >= '0' && flat[0] <= '9' &&
                       flat.substr(0, 10).find_first_of("./-") != std::string::npos;
    return dated && flat.find('@') != std::string::npos && flat.find('>') != std::string::npos;
}

// How many lines that end before `end` introduce a quotation; 0 for none.
std::size_t introduction_before(const Lines& lines, std::size_t end) {
    std::string joined;
    for (std::size_t count = 1; count <= std::min(end, introduction_lines_max); ++count) {
        const std::string_view line = lines[end - count];
        if (is_blank(line) || is_quoted(line)) return 0;
        joined = std::string(trimmed(line)) + (joined.empty() ? "" : " ") + joined;
        if (is_introduction(joined)) return count;
    }
    return 0;
}

bool is_original_mark(std::string_view line) {
    static constexpr std::array<std::string_view, 8> words{
        "original message",  "urspr\u00fcngliche nachricht", "message d'origine",
        "mensaje original",  "messaggio originale",          "oorspronkelijk bericht",
        "mensagem original", "original appointment"};
    const std::string text = lowered(trimmed(line));
    return text.starts_with("--") && text.ends_with("--") && holds_any(text, words);
}

// Outlook's block: a sender line, and soon after it two more of its labels.
bool begins_header_block(const Lines& lines, std::size_t at) {
    static constexpr std::array<std::string_view, 7> senders{
        "from:", "von:", "de:", "da:", "van:", "od:", "fr\u00e5n:"};
    static constexpr std::array<std::string_view, 24> labels{
        "sent:",    "gesendet:", "envoy\u00e9", "enviado", "inviato:", "verzonden:",
        "date:",    "datum:",    "fecha:",      "data:",   "to:",      "an:",
        "\u00e0 :", "\u00e0:",   "para:",       "a:",      "aan:",     "subject:",
        "betreff:", "objet",     "asunto:",     "assunto", "oggetto:", "onderwerp:"};
    const auto plain = [](std::string_view line) {
        std::string text = lowered(trimmed(line));
        std::erase(text, '*');
        return text;
    };
    if (!starts_with_any(plain(lines[at]), senders)) return false;
    int found = 0;
    for (std::size_t i = at + 1; i < std::min(lines.size(), at + 7); ++i)
        found += starts_with_any(plain(lines[i]), labels) ? 1 : 0;
    return found >= 2;
}

bool is_rule(std::string_view line) {
    const std::string_view text = trimmed(line);
    return text.size() >= 5 && text.find_first_not_of("_-") == std::string_view::npos;
}

bool begins_signature(std::string_view line) {
    static constexpr std::array<std::string_view, 12> mobile{
        "sent from my ",     "sent from outlook", "get outlook for ",    "sent via ",
        "von meinem ",       "gesendet von ",     "envoy\u00e9 de mon ", "envoy\u00e9 depuis ",
        "enviado desde mi ", "enviado do meu ",   "inviato da ",         "verstuurd vanaf mijn "};
    if (line == "--" || line == "-- " || line == "__" || line == "\u2014") return true;
    const std::string text = lowered(trimmed(line));
    // A sentence may begin like that too; a device's line is short and ends without more to say.
    return text.size() <= 60 && starts_with_any(text, mobile);
}

// The rule that mailing lists put above their own lines at the end.
bool begins_list_footer(const Lines& lines, std::size_t at, std::size_t end) {
    if (!is_rule(lines[at]) || end - at > 6) return false;
    for (std::size_t i = at + 1; i < end; ++i) {
        const std::string text = lowered(lines[i]);
        if (text.find("mailing list") != std::string::npos) return true;
    }
    return false;
}

// Where an unmarked original begins, or the end of the text.
std::size_t original_begins(const Lines& lines) {
    bool anything_before = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool cut = is_original_mark(lines[i]) || begins_header_block(lines, i);
        if (cut && anything_before) {
            std::size_t start = i;
            while (start > 0 && (is_blank(lines[start - 1]) || is_rule(lines[start - 1])))
                --start;
            return start;
        }
        anything_before |= !is_blank(lines[i]) && !is_rule(lines[i]);
    }
    return lines.size();
}

// An introduction with nothing quoted behind it in the whole text: a program that does not mark.
std::size_t unmarked_quote_begins(const Lines& lines, std::size_t end) {
    const auto stop = lines.begin() + static_cast<std::ptrdiff_t>(end);
    if (std::any_of(lines.begin(), stop, is_quoted)) return end;
    for (std::size_t i = 2; i <= end; ++i) {
        const std::size_t count = introduction_before(lines, i);
        if (count > 0 && count < i) return i - count;
    }
    return end;
}

std::size_t without_signature(const Lines& lines, std::size_t end) {
    for (std::size_t i = end; i-- > 0 && end - i <= signature_lines_max;) {
        if (is_quoted(lines[i])) return end;
        if (begins_signature(lines[i]) || begins_list_footer(lines, i, end)) return i;
    }
    return end;
}

std::size_t without_quotation(const Lines& lines, std::size_t end) {
    if (end == 0 || !is_quoted(lines[end - 1])) return end;
    while (end > 0 && (is_quoted(lines[end - 1]) || is_blank(lines[end - 1])))
        --end;
    return end - introduction_before(lines, end);
}

std::string joined(const Lines& lines, std::size_t end) {
    std::size_t begin = 0;
    while (begin < end && is_blank(lines[begin]))
        ++begin;
    std::string out;
    for (std::size_t i = begin; i < end; ++i) {
        if (i > begin) out += '\n';
        out += lines[i];
    }
    return out;
}

constexpr std::array<std::string_view, 18> subject_marks{
    "re:", "fwd:", "fw:", "aw:", "wg:", "sv:",  "vs:",  "tr:",  "antw:",
    "rv:", "odp:", "r:",  "vl:", "i:",  "enc:", "res:", "bls:", "ynt:"};

}  // namespace

FoldedText fold_quotes(std::string_view text, bool forwarded) {
    const Lines lines = lines_of(text);
    std::size_t end = lines.size();
    if (!forwarded) {
        end = original_begins(lines);
        end = unmarked_quote_begins(lines, end);
        for (std::size_t before = end + 1; before != end;) {
            before = end;
            while (end > 0 && is_blank(lines[end - 1]))
                --end;
            end = without_quotation(lines, end);
            if (end == before || !is_quoted(lines[end == 0 ? 0 : end - 1])) {
                end = without_signature(lines, end);
            }
        }
    }
    FoldedText out{joined(lines, end), false};
    const bool nothing_left = is_blank(out.visible);
    if (nothing_left) out.visible = joined(lines, lines.size());
    while (!out.visible.empty() &&
           std::string_view(" \t\r\n").find(out.visible.back()) != std::string_view::npos)
        out.visible.pop_back();
    for (std::size_t i = end; i < lines.size() && !nothing_left && !out.folded; ++i)
        out.folded = !is_blank(lines[i]);
    return out;
}

bool is_forwarding_subject(std::string_view subject) {
    static constexpr std::array<std::string_view, 7> marks{
        "fwd:", "fw:", "wg:", "tr:", "rv:", "vl:", "enc:"};
    return starts_with_any(lowered(trimmed(subject)), marks);
}

std::string bare_subject(std::string_view subject) {
    std::string_view rest = trimmed(subject);
    for (bool found = true; found;) {
        found = false;
        const std::string text = lowered(rest.substr(0, 8));
        for (const std::string_view mark : subject_marks) {
            if (!text.starts_with(mark)) continue;
            rest = trimmed(rest.substr(mark.size()));
            found = true;
            break;
        }
    }
    return std::string(rest);
}

}  // namespace aplomb::channels::mail
