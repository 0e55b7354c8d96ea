#include "etiquette/given_names.h"

#include <algorithm>
#include <array>
#include <vector>

#include "etiquette/word_set.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] =
                std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

// The consonants as they sound, roughly: "siobhan" and "shivon", "katherine" and "catharine".
std::string sound_of(std::string_view folded) {
    std::string sound;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        char c = folded[i];
        switch (c) {
            case 'c':
            case 'q':
            case 'k':
            case 'g':
                c = 'k';
                break;
            case 'b':
            case 'p':
            case 'f':
            case 'v':
            case 'w':
                c = 'f';
                break;
            case 'z':
            case 's':
            case 'x':
                c = 's';
                break;
            case 'd':
            case 't':
                c = 't';
                break;
            case 'm':
            case 'n':
                c = 'n';
                break;
            case 'j':
            case 'y':
                c = i == 0 ? 'j' : ' ';
                break;
            case 'a':
            case 'e':
            case 'i':
            case 'o':
            case 'u':
                c = i == 0 ? 'a' : ' ';
                break;
            case 'h':
                c = ' ';
                break;
            default:
                break;
        }
        if (c != ' ' && (sound.empty() || sound.back() != c)) sound += c;
    }
    return sound;
}

// Names that stand for one another.
constexpr auto short_forms = std::to_array<std::string_view>({
    "robert bob bobby rob robbie bert",
    "william bill billy will liam",
    "richard rick rich dick richie",
    "james jim jimmy jamie",
    "john johnny jack jon",
    "jonathan jon jonny",
    "thomas tom tommy",
    "michael mike mick mickey micky",
    "david dave davey",
    "daniel dan danny",
    "joseph joe joey",
    "samuel sam sammy",
    "samantha sam sammy",
    "benjamin ben benny",
    "nicholas nick nicky",
    "nicola nicky nikki",
    "anthony tony ant",
    "andrew andy drew",
    "edward ed eddie ted ned",
    "charles charlie chuck",
    "christopher chris topher",
    "christine chris chrissy tina",
    "christina chris tina",
    "matthew matt matty",
    "alexander alex sandy xander sasha",
    "alexandra alex sandra sasha alexa",
    "stephen steve steven",
    "steven steve stephen",
    "gregory greg",
    "jeffrey jeff",
    "kenneth ken kenny",
    "ronald ron ronnie",
    "donald don donnie",
    "timothy tim timmy",
    "patrick pat paddy",
    "patricia pat patty trish",
    "peter pete",
    "philip phil",
    "lawrence larry laurie",
    "leonard leo lenny len",
    "frederick fred freddie",
    "francis frank fran",
    "frances fran frankie",
    "vincent vince vinny",
    "walter walt wally",
    "zachary zach zack",
    "elizabeth liz lizzy beth betty eliza lisa libby ellie",
    "katherine kate katie kathy kat kitty",
    "catherine kate katie cathy cat kitty",
    "margaret maggie meg peggy marge greta",
    "jennifer jen jenny",
    "jessica jess jessie",
    "rebecca becky becca beck",
    "susan sue susie",
    "susanna sue susie",
    "deborah deb debbie",
    "barbara barb babs",
    "dorothy dot dottie dolly",
    "victoria vicky tori",
    "jacqueline jackie",
    "kimberly kim",
    "pamela pam",
    "amanda mandy",
    "abigail abby gail",
    "josephine jo josie",
    "joanna jo joanne",
    "theodore theo ted teddy",
    "theresa terry tess",
    "eleanor ellie nell nora",
    "isabella bella izzy isa",
    "gabriel gabe",
    "gabriella gabby",
    "nathaniel nate nathan",
    "raymond ray",
    "gerald gerry jerry",
    "henry harry hank",
    "harold harry hal",
    "francisco paco pancho fran",
    "jose pepe",
    "ignacio nacho",
    "enrique quique",
    "guadalupe lupe",
    "dolores lola",
    "alessandro sandro ale",
    "giuseppe beppe pino",
    "maximilian max",
    "johannes hannes hans",
    "jan-philipp jan",
});

}  // namespace

std::string folded_name(std::string_view name) {
    std::string folded;
    for (const char32_t c : text::to_code_points(text::casefold(name))) {
        static constexpr std::u32string_view accented =
            U"àáâãäåāăąçćčđďèéêëēęěìíîïīığłñńňòóôõöøōőŕřśšşșťțùúûüūůűýÿźżž";
        static constexpr std::string_view plain =
            "aaaaaaaaacccddeeeeeeeiiiiiiglnnnoooooooorrssssttuuuuuuuyyzzz";
        const std::size_t at = accented.find(c);
        if (at != std::u32string_view::npos) {
            folded += plain[at];
        } else if (c == 0xDF) {
            folded += "ss";
        } else if (c != '\'' && c != 0x2019 && c != '.' && c != '-') {
            text::append_utf8(folded, c);
        }
    }
    return folded;
}

bool are_forms_of_one(std::string_view a, std::string_view b) {
    const auto in = [](std::string_view list, std::string_view name) {
        std::size_t at = 0;
        while ((at = list.find(name, at)) != std::string_view::npos) {
            const bool starts = at == 0 || list[at - 1] == ' ';
            const bool ends = at + name.size() == list.size() || list[at + name.size()] == ' ';
            if (starts && ends) return true;
            ++at;
        }
        return false;
    };
    return std::any_of(short_forms.begin(), short_forms.end(),
                       [&](std::string_view forms) { return in(forms, a) && in(forms, b); });
}

bool look_alike(std::string_view a, std::string_view b) {
    if (a.size() < 3 || b.size() < 3) return false;
    const std::size_t longer = std::max(a.size(), b.size());
    const std::size_t allowed = longer <= 4 ? 1 : longer <= 7 ? 2 : 3;
    if (longer <= 40 && edit_distance(a, b) <= allowed) return true;
    const std::string sound = sound_of(a);
    return sound.size() >= 2 && sound == sound_of(b);
}

bool is_common_given_name(std::string_view folded) {
    static const WordSet names(
        "james robert john michael david william richard joseph thomas charles christopher daniel "
        "matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy "
        "ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin "
        "scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry "
        "tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold "
        "keith christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan "
        "bryan "
        "joe jordan billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene "
        "vincent russell elijah louis bobby philip johnny mary patricia jennifer linda elizabeth "
        "barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily "
        "donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura "
        "cynthia "
        "kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine "
        "christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia "
        "joyce "
        "virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah "
        "jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail "
        "alice "
        "julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa "
        "diana "
        "natalie brittany charlotte marie kayla alexis lori ana carmen lucia sofia pablo carlos "
        "luis miguel pedro javier fernando diego manuel antonio jorge rosa elena isabel pilar "
        "marta "
        "pierre claire camille luc sophie julien nathalie philippe isabelle francois hans klaus "
        "petra monika sabine ursula heike stefan uwe jurgen wolfgang helga ingrid anja katrin joao "
        "paulo rui bruno tiago rita ines catarina giulia marco luca francesca chiara giovanni "
        "alessandro mohammed muhammad ahmed ali omar fatima aisha priya raj wei li yuki ivan olga "
        "natasha piotr anders lars sven ingrid");
    return names.contains(folded);
}

}  // namespace aplomb::etiquette
