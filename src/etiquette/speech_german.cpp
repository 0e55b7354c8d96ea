#include <array>

#include "etiquette/speech_acts.h"
#include "etiquette/speech_phrases.h"

namespace aplomb::etiquette {
namespace {

// clang-format off: one phrase a line
constexpr auto german = std::to_array<PhraseGroup>({
    {static_cast<int>(Act::Apology), R"(
tut|tat|täte (mir|uns|es) ~2 (sehr|aufrichtig|wirklich|furchtbar|schrecklich|unendlich|so|herzlich|von) leid
tut|tat (es) (mir|uns) ~2 leid
leid tut|tun
entschuldig*
verzeih*|verzeihung
(ich|wir) bedauer*
bitte (ich|wir) (sie|dich|euch) um nachsicht|verzeihung|entschuldigung
pardon
)"},
    {static_cast<int>(Act::PseudoApology), R"(
leid (,) dass|wenn|falls sie|du|ihr (das|es|sich|so|dies|dich) (so) ~2 empfind*|sehen|fühlen|finden|glauben|meinen|siehst|findest|fühlst|verärgert
leid (,) falls|wenn|sollten|aber
bedauer* (,) dass|wenn|falls sie|du (das|es|sich|dies) (so) ~2 empfind*|sehen|fühlen|finden
bedauer*|entschuldig* (,) falls|wenn|sollten
)"},
    {static_cast<int>(Act::Ownership), R"(
unser|mein (eigener) fehler|versehen|verschulden
das geht gar nicht
hätten wir
)"},
    {static_cast<int>(Act::Help), R"(
darf|dürfen|kann|können|soll|sollen|möchten|wollen|hätten|haben|passt|brauchen|würde|wäre ~ ?
welche|welcher|welches|wann|wo|wie|was|wohin ~ ?
helfen|hilfe|helfe
schreiben|schicken|senden|rufen|melden|sagen|nennen|geben|teilen|antworten|kommen|bringen|wenden|öffnen|tippen|klicken|drücken|starten|prüfen|versuchen|nehmen|zeigen|laden|legen sie
schreib|schick|sende|ruf|melde|sag|nenn|gib|antworte|komm|bring|öffne|tippe|klick|drück|starte|prüf|versuch|nimm|zeig (mir|uns|bitte|einfach|es|das|die|den|dich|kurz|gern|gerne)
können|kannst sie|du
stehe|stehen (ihnen|dir) (gern|gerne|jederzeit) (zur) verfügung
zur verfügung
bin|sind für sie|dich da
kümmer*
)"},
    {static_cast<int>(Act::Remedy), R"(
habe|haben|hat (ich|wir) (das|es|sie|die|den|ihnen|ihre|ihren|ihr|bereits|schon|soeben|gerade|sofort|heute|nun|jetzt|inzwischen) ~4 ge*t|*iert|veranlasst|versandt|verschickt|bestellt|erstattet|überwiesen|verlegt|ersetzt|repariert|behoben|korrigiert|eingestellt|gesendet|geschickt|ausgetauscht|angewiesen|beauftragt|gutgeschrieben|gesprochen|storniert|vermerkt|reserviert
wird|werden|wurde|wurden ~5 repariert|ersetzt|getauscht|ausgetauscht|geliefert|korrigiert|behoben|erstattet|verschickt|versandt|abgeholt|überwiesen|zugestellt|berichtigt|gebracht|gereinigt|erneuert
ich|wir schicke*|sende*|liefer*|reparier*|bring*|komm*|tausch*|ersetz*|erneuer*|überweis*|veranlass*|melde*|rufe*|schreibe*|korrigier*|buche*|nehme*|lasse*
schicke|schicken|sende|senden|liefern|reparieren|bringen|tauschen|ersetzen|überweisen|veranlassen|melde|korrigieren ich|wir (ihnen|dir|mich|es|das|die|den|sie|heute|morgen)
ist|sind (heute|morgen|bereits|schon|jetzt|wieder|unterwegs) ~4 unterwegs|bei|behoben|fertig|da|bereit|erledigt|repariert|korrigiert|gelöst|verschickt|reserviert
kommt|kommen|geht|bringt|bringen|liegt|erhalten|bekommen|erreicht heute|morgen|noch|am|sie|ihnen|bei|zwischen|um|beim|unser
)"},
    {static_cast<int>(Act::Compensation), R"(
erstatt*|rückerstatt*|zurückerstatt*|rückzahl*
zurück überwiesen|gezahlt|gebucht
gutschrift|gutgeschrieben|gutschreiben|gutschein*
schreiben|schreibe ~8 gut
rabatt|nachlass|preisnachlass|ermäßigung
kostenlos*|kostenfrei*|gratis|umsonst
ohne aufpreis|kosten|berechnung
auf unsere|meine|unser kosten|rechnung|haus
geht (heute|natürlich|selbstverständlich) auf (uns|mich|unsere|das)
entschädig*|wiedergutmach*|kulanz
ausgleich*
ersatz*|ersetzen|ersetze
schenk*|geschenk*
übernehme*|übernahme|tragen|trage ~5 kosten|rechnung|reinigung
kosten ~3 übernehme*|tragen|trage
neue|neuer|neues|neuen !erfahrung ~3 kostenlos|unterwegs|heute|morgen|geht|kommt
laden|lade ~3 ein
berechnen ~3 nicht|nichts
geht|gehen ~5 auf uns|mich|unsere
auf uns $
)"},
    {static_cast<int>(Act::Thanks), R"(
dank*|danke
)"},
    {static_cast<int>(Act::Blame), R"(
hätten|hätte sie|du|er ~8 müssen|sollen|können
sie|du hätten|hättest ~8 müssen|sollen|können
(ihr|ihre|dein|deine) eigene|eigener|eigenes schuld|fehler|verschulden
selbst|selber schuld
das liegt (allein|nur|wohl) an ihnen|dir
bedienfehler|anwenderfehler
)"},
    {static_cast<int>(Act::Contradiction), R"(
das|dies kann (so) (gar|einfach|schlicht|unmöglich) (so) nicht (so) stimmen|sein
das|dies ist (einfach|schlicht|schlichtweg|definitiv|leider|nachweislich|so) (einfach) falsch|unwahr|unmöglich|gelogen|unsinn|quatsch
das|dies stimmt (so|einfach|schlicht) (so|einfach) nicht
(das) ist (so) nicht (richtig|wahr|korrekt|zutreffend)
das trifft (so) nicht zu
sie|du irren|irrst (sich|dich)
sie lügen|übertreiben
im gegenteil
entgegen ihrer
laut|nach (unserem|unseren) system|unterlagen|aufzeichnungen|protokoll
behaupten|behauptung|behauptungen
)"},
    {static_cast<int>(Act::Repetition), R"(
wie (wir|ich|bereits|schon) (ihnen|dir|bereits|schon|mehrfach) (bereits|schon|mehrfach|ihnen) gesagt|mitgeteilt|erwähnt|erklärt|geschrieben|erläutert
wie bereits|schon|mehrfach (mehrfach|ihnen) gesagt|mitgeteilt|erwähnt|erklärt|geschrieben|erläutert
(ich|wir) (habe|haben) (es|das) ihnen|dir (das|doch|es) (bereits|schon) (bereits|schon|mehrfach|x-mal) gesagt|erklärt|mitgeteilt
zum letzten|wiederholten mal
)"},
    {static_cast<int>(Act::PolicyQuote), R"(
laut|gemäß|nach|siehe (unseren|unserer|den|der|unsere|ziffer|punkt) agb|geschäftsbedingungen|bedingungen|richtlinie|richtlinien|vertrag|satzung|hausordnung
laut|gemäß paragraf|paragraph|§|ziffer|punkt|artikel
sie (unseren|unsere|den|die) agb|bedingungen|geschäftsbedingungen zugestimmt|akzeptiert|unterschrieben
steht|stand (klar|deutlich|eindeutig|ausdrücklich|doch|so) (und) (deutlich|klar) in|im|auf (den|unseren|unserer|der|dem) agb|bedingungen|vertrag|website|webseite|schild
)"},
    {static_cast<int>(Act::SelfDefence), R"(
nie|niemand|keiner (hat|sich|noch) ~3 beschwert|beschwerde|beschwerden
niemand|keiner sonst|anderes|anderer
nie (jemand|eine) beschwert|beschwerde|beschwerden
nicht unsere schuld|verantwortung
liegt nicht an|in uns|unserer
dafür können wir nichts|nicht
können wir (auch|leider|doch) nichts (dafür|ändern|machen)
zu unserer verteidigung|entlastung
(hunderte|tausende|viele) (zufriedene|zufriedener) zufriedene|zufriedener|glückliche kunden|gäste
alle anderen (kunden|gäste) ~2 zufrieden
unsere mitarbeiter|techniker|monteure|fahrer|leute (sind|tragen|arbeiten) alle|grundsätzlich|immer|stets|bestens|hervorragend|hoch
außerhalb unserer|unseres (kontrolle|einflusses|einfluss|macht)
sie müssen (auch|schon|bitte|doch|aber) verstehen|verständnis|bedenken
)"},
    {static_cast<int>(Act::Boilerplate), R"(
sehr geehrte (damen) (und|kundin|kunde|gäste)
ihr feedback ist ~2 wichtig
(vielen|herzlichen) dank für ihr|ihre|die (feedback|bewertung|nachricht|anfrage|rückmeldung|mitteilung)
etwaige|mögliche|entstandenen|entstandene unannehmlichkeiten|umstände
)"},
});
// clang-format on

}  // namespace

std::span<const PhraseGroup> german_speech() {
    return german;
}

}  // namespace aplomb::etiquette
