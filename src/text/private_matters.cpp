// What only words can tell: which number is the customer's order or account, and when a sentence
// speaks of the reader's own health or purse.
//
// A reference is a word that announces one ("booking", "tracking no.", "Kundennummer"), at most a
// few fillers, and something that looks like a code: enough digits, or letters and digits mixed.
// Prices, dates and years follow such words as well and are left alone. Health and money count only
// when the sentence says "your" or "you" of them.
#include <algorithm>
#include <array>
#include <optional>

#include "text/private_scan.h"
#include "text/utf8.h"

namespace aplomb::text {
namespace {

// Words that a code may follow directly.
constexpr WordList strong_cues =
    "order orders booking reservation tracking account acct shipment consignment confirmation pnr "
    "parcel payment transaction bestellung buchung reservierung sendung konto auftrag pedido "
    "reserva cuenta envío commande réservation compte colis encomenda conta ordine prenotazione "
    "conto spedizione locator sort"_words;
// Words that need "number", "no", "#" … before a code.
constexpr WordList weak_cues =
    "case ticket reference ref policy claim invoice customer client member membership loyalty "
    "contract meter passport licence license patient insurance id request complaint receipt caso "
    "cliente póliza factura dossier client contrat facture vertrag rechnung kunde cliente "
    "contratto "
    "apólice fatura fattura pratica repair job account's card user login"_words;
constexpr WordList number_words =
    "number no nr num nummer ref reference code id numbers número num. numéro n° n numero nº nr. "
    "locator"_words;
constexpr WordList german_numbers =
    "bestellnummer buchungsnummer kundennummer kontonummer auftragsnummer rechnungsnummer "
    "sendungsnummer vertragsnummer reservierungsnummer vorgangsnummer zählernummer trackingnummer "
    "versicherungsnummer patientennummer mitgliedsnummer"_words;
constexpr WordList fillers =
    "is was under with the your our a for and of ist war unter mit es era con bajo est sous avec é "
    "com sob è con sotto from this by now"_words;
constexpr WordList other_things =
    "flight room gate seat model serial part article item sku isbn page step option version route "
    "line bus train level floor table chapter section art imo batch platform section lens "
    "size"_words;
constexpr WordList units =
    "euro euros eur pounds pound dollars dollar usd gbp kr kronor pieces units items people guests "
    "minutes minute hours hour days day weeks week months km miles kg percent times points am pm "
    "uhr euros stück tage horas días heures jours boxes cups cakes copies tickets"_words;

struct Code {
    std::size_t start = 0;
    std::size_t end = 0;
    std::size_t digits = 0;
    std::size_t letters = 0;
    bool small_letters = false;
    bool ours = false;  // a number we gave their matter: less theirs than an order
};

// Letters and digits with single hyphens, slashes or dots inside, from `start`.
Code code_at(const Scan& scan, std::size_t start) {
    constexpr std::size_t code_length_max = 64;
    Code code{start, start, 0, 0, false, false};
    std::size_t i = start;
    while (i < start + code_length_max) {
        if (scan.in_word(i)) {
            const char32_t written = scan.folded().points[i];
            if (is_digit(written))
                ++code.digits;
            else
                ++code.letters;
            code.small_letters = code.small_letters || is_lower(written);
            code.end = ++i;
        } else if ((scan.at(i) == '-' || scan.at(i) == '/' || scan.at(i) == '.') && i > start &&
                   scan.in_word(i + 1) && scan.in_word(i - 1)) {
            ++i;
        } else {
            break;
        }
    }
    return code;
}

// More groups of digits behind a space belong to the same number ("30-99-17 55779911").
void take_groups(const Scan& scan, Code& code) {
    constexpr std::size_t digits_max = 40;
    while (code.digits > 0 && code.digits < digits_max && scan.at(code.end) == ' ' &&
           is_digit(scan.at(code.end + 1))) {
        const Code next = code_at(scan, code.end + 1);
        if (next.letters > 0 || next.digits < 2) return;
        code.end = next.end;
        code.digits += next.digits;
    }
}

bool is_date_or_time(const Scan& scan, const Code& code) {
    const std::string text = scan.text(code.start, code.end);
    const auto slashes = std::count(text.begin(), text.end(), '/');
    const auto dots = std::count(text.begin(), text.end(), '.');
    if (code.letters == 0 && (slashes == 2 || dots == 2) && code.digits <= 8) return true;
    if (scan.at(code.end) == ':' && is_digit(scan.at(code.end + 1))) return true;
    if (code.letters == 0 && code.digits == 4 && text.size() == 4) {
        return text >= "1990" && text <= "2035";
    }
    return false;
}

enum class Announced { Directly, WithNumberWord };

bool is_reference(const Scan& scan, const Code& code, Announced announced) {
    const char32_t before = code.start > 0 ? scan.at(code.start - 1) : U' ';
    const bool hash = before == '#';
    if (before == '$' || before == 0xA3 || before == 0x20AC || before == '@') return false;
    const char32_t after = scan.at(code.end);
    if (after == '%' || after == 0x20AC || (after == ',' && is_digit(scan.at(code.end + 1)))) {
        return false;
    }
    if (is_date_or_time(scan, code) || scan.follows(code.end, 1, units)) return false;
    const std::size_t size = code.digits + code.letters;
    const bool marked = hash || announced == Announced::WithNumberWord;
    if (code.digits == 0) {
        // Six capitals are how airlines and hotels name a booking.
        return marked && size >= 5 && size <= 8 && !code.small_letters;
    }
    if (code.letters == 0) return code.digits >= (marked ? 3u : 5u);
    // "4th", "2pm" and "30min" are words, not codes.
    if (code.small_letters && code.letters <= 3 && code.digits <= 2) return false;
    return size >= (marked ? 4u : 5u) && code.digits + (code.small_letters ? 0 : 1) >= 2;
}

// The code announced by word i, over a few fillers.
std::optional<Code> announced_by(const Scan& scan, std::size_t i) {
    const auto& words = scan.words();
    const std::string& cue = words[i].plain;
    const bool compound = one_of(cue, german_numbers);
    const bool strong = compound || one_of(cue, strong_cues);
    if (!strong && !one_of(cue, weak_cues)) return {};
    bool number_word = compound;
    bool apart = false;  // other words stand between the cue and the number
    for (std::size_t k = i + 1; k < words.size() && k <= i + 6; ++k) {
        const ScanWord& word = words[k];
        if (word.sentence != words[i].sentence || one_of(word.plain, other_things)) return {};
        const bool hash = word.start > 0 && scan.at(word.start - 1) == '#';
        const bool looks_like_code = word.digits || (hash && !word.plain.empty());
        Code code = code_at(scan, word.start);
        const bool capitals = strong && code.letters >= 5 && !code.small_letters && number_word;
        if (looks_like_code || capitals) {
            const bool marked = number_word || hash;
            if (!strong && !marked) return {};
            if (code.digits >= 3) take_groups(scan, code);
            const bool right =
                is_reference(scan, code, marked ? Announced::WithNumberWord : Announced::Directly);
            if (!right) return {};
            code.ours = one_of(
                cue, "case ticket reference ref request complaint caso dossier pratica"_words);
            return code;
        }
        // "booking code KD4T7Z", but not "your membership with the code SPRING".
        if (one_of(word.plain, number_words)) {
            if (apart) return {};
            number_word = true;
        } else if (one_of(word.plain, fillers)) {
            apart = apart || !one_of(word.plain, "is was ist es é"_words);
        } else if (!one_of(word.plain, strong_cues) && !one_of(word.plain, weak_cues)) {
            return {};
        }
    }
    return {};
}

// Parcels that need no word: UPS's 1Z, and the post's international form, whose ninth digit checks
// the eight before it (UPU S10).
bool is_parcel(std::string_view code) {
    if (code.size() == 18 && code.starts_with("1z")) return true;
    if (code.size() != 13) return false;
    constexpr std::array<int, 8> weights{8, 6, 4, 2, 3, 5, 9, 7};
    int sum = 0;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const bool digit = code[i] >= '0' && code[i] <= '9';
        if (digit != (i >= 2 && i < 11)) return false;
        if (i >= 2 && i < 10) sum += weights[i - 2] * (code[i] - '0');
    }
    const int check = 11 - sum % 11;
    return code[10] - '0' == (check == 10 ? 0 : check == 11 ? 5 : check);
}

// Whom a sentence speaks of: the reader when the company speaks, the writer when a customer does.
constexpr WordList your_words =
    "you your you've you're yours ihre ihr ihrer ihren ihrem sie su sus tu tus le usted votre vos "
    "vous seu sua seus suas você suo sua lei"_words;
constexpr WordList my_words =
    "i i'm i've i'd my me mine we our ich mein meine meinen meiner mir mich yo mi mis me tengo "
    "estoy soy je j'ai mon ma mes suis eu meu minha meus minhas tenho estou io mio mia ho sono "
    "son daughter wife husband mother father mum mom dad baby child kid"_words;
constexpr WordList conditions =
    "diabetes diabetic cancer tumour tumor hiv aids depression epilepsy asthma anxiety adhd autism "
    "dementia alzheimer's parkinson's hepatitis pregnancy pregnant miscarriage chemotherapy chemo "
    "insulin antidepressant antidepressants sertraline cholesterol biopsy mammogram ultrasound mri "
    "psychiatrist therapist psychotherapy rehab addiction infertility ivf std syphilis chlamydia "
    "physiotherapy physio migraine migraines colonoscopy endoscopy dialysis angina pacemaker "
    "eczema "
    "psoriasis crohn's lupus sclerosis menopause contraceptive abortion vasectomy caesarean "
    "cesarean mastectomy hysterectomy covid tuberculosis herpes gonorrhoea insomnia viagra "
    "methadone morphine radiotherapy oncologist oncology cardiologist gynaecologist gynecologist "
    "urologist neurologist midwife fertility ivf relapse detox alcoholism overdose "
    "schizophrenia bipolar arthritis anaemia anemia hernia thyroid diabetes krebs schwanger "
    "schwangerschaft diagnose cáncer embarazo embarazada diagnóstico grossesse enceinte diagnostic "
    "gravidez grávida cancro câncer tumore gravidanza incinta diagnosi"_words;
constexpr WordList medical_nouns =
    "diagnosis diagnosed symptoms medication tablets pills dose dosage prescription x-ray scan "
    "blood test results surgery operation treatment allergy allergic stitches infection pressure "
    "sugar"_words;
constexpr WordList medical_pairs =
    "blood|sugar blood|pressure blood|test blood|results test|positive test|negative lab|results "
    "results|positive results|negative diagnosed|with mg|daily treatment|plan"_words;

constexpr WordList purse_words =
    "overdrawn overdraft arrears debt debts owe salary income mortgage loan creditworthiness "
    "bankruptcy insolvency benefits pension wages balance limit bounced repayment repayments "
    "kredit "
    "schulden überzogen gehalt saldo deuda sueldo nómina préstamo descubierto découvert salaire "
    "prêt dette dívida salário empréstimo debito stipendio mutuo prestito"_words;
// Enough by themselves, without a sum.
constexpr WordList plain_purse_words =
    "overdrawn arrears bankruptcy insolvency überzogen descubierto"_words;

bool has_pair(const Scan& scan, std::size_t first, std::size_t end) {
    constexpr std::size_t words_max = 60;
    end = std::min(end, first + words_max);
    for (std::size_t i = first; i + 1 < end; ++i) {
        for (std::size_t k = i + 1; k < end && k <= i + 4; ++k) {
            const std::string pair = scan.words()[i].plain + "|" + scan.words()[k].plain;
            if (one_of(pair, medical_pairs)) return true;
        }
    }
    return false;
}

bool has_sum(const Scan& scan, std::size_t first, std::size_t end) {
    constexpr std::size_t words_max = 60;
    end = std::min(end, first + words_max);
    for (std::size_t i = first; i < end; ++i) {
        const ScanWord& word = scan.words()[i];
        if (!word.digits) continue;
        const char32_t before = word.start > 0 ? scan.at(word.start - 1) : U' ';
        const char32_t after = scan.at(word.end) == ' ' ? scan.at(word.end + 1) : scan.at(word.end);
        if (before == '$' || before == 0xA3 || before == 0x20AC || after == 0x20AC ||
            after == 0xA3) {
            return true;
        }
        if (i + 1 < end && one_of(scan.words()[i + 1].plain,
                                  "euro euros eur pounds pound dollars dollar usd gbp kr kronor "
                                  "francs pesos reais"_words)) {
            return true;
        }
    }
    return false;
}

// Judges one sentence, words [first, end).
void judge_sentence(const Scan& scan, std::size_t first, std::size_t end,
                    std::vector<Found>& found) {
    const WordList& whose = scan.company_speaks() ? your_words : my_words;
    std::optional<std::size_t> yours;
    constexpr std::size_t reach = 12;
    for (std::size_t i = first; i < end; ++i) {
        const ScanWord& word = scan.words()[i];
        if (!yours && one_of(word.plain, whose)) yours = i;
        if (!yours) continue;
        if (i - *yours > reach) return;
        const bool condition = one_of(word.plain, conditions);
        const bool named = one_of(word.plain, medical_nouns) && has_pair(scan, first, end);
        if (condition || named) {
            found.push_back(
                {PrivateKind::Health, scan.words()[*yours].start, scan.words()[i].end, false, {}});
            return;
        }
        const bool purse = one_of(word.plain, purse_words);
        if (purse && (one_of(word.plain, plain_purse_words) || has_sum(scan, first, end))) {
            found.push_back(
                {PrivateKind::Money, scan.words()[*yours].start, scan.words()[i].end, false, {}});
            return;
        }
    }
}

}  // namespace

void find_references(const Scan& scan, std::vector<Found>& found) {
    const auto& words = scan.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto code = announced_by(scan, i);
        if (!code && words[i].digits && is_parcel(words[i].plain)) {
            code = Code{words[i].start, words[i].end, 0, 0, false, false};
        }
        if (!code) continue;
        const std::string digits = scan.digits(code->start, code->end);
        const std::string tail = digits.size() >= 6 ? digits.substr(digits.size() - 3) : "";
        found.push_back(
            {PrivateKind::Reference, code->start, code->end, !code->ours, "•••" + tail});
    }
}

void find_health_and_money(const Scan& scan, std::vector<Found>& found) {
    const auto& words = scan.words();
    for (std::size_t first = 0; first < words.size();) {
        std::size_t end = first;
        while (end < words.size() && words[end].sentence == words[first].sentence)
            ++end;
        judge_sentence(scan, first, end, found);
        first = end;
    }
}

}  // namespace aplomb::text
