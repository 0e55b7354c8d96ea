// Spanish, French, Portuguese and Italian. Elided words stand apart here: "j' ai", "c' est".
#include <array>

#include "etiquette/speech_acts.h"
#include "etiquette/speech_phrases.h"

namespace aplomb::etiquette {
namespace {

// clang-format off: one phrase a line
constexpr auto romance = std::to_array<PhraseGroup>({
    {static_cast<int>(Act::Apology), R"(
(lo) siento|sentimos -si
lamento|lamentamos|lamentar
disculpa|disculpas|disculpe|disculpen|disculpad|discúlpanos|discúlpenos|discúlpame|disculparnos|disculparme
perdón|perdona|perdone|perdonen|perdónanos|perdónenos|perdónanos
mil perdones
désolé|désolée|désolés|désolées
navré|navrée|navrés|navrées
excuses|excusez|excuse|excuser|excusons
pardon|pardonnez
toutes nos|mes excuses
(je|nous) regrette|regrettons
desculpa|desculpas|desculpe|desculpem|desculpar|desculpamo*|desculpo
lamento|lamentamos
sinto|sentimos (muito|imenso)
perdão|perdoe
mi|ci dispiace
dispiace|dispiaciuto|dispiaciuta|dispiaciuti|spiacenti|spiacente|rammarico
scusa|scuse|scusi|scusate|scusarmi|scusarci|scusaci|scusami|scusiamo
perdono|perdonaci|perdoni
)"},
    {static_cast<int>(Act::PseudoApology), R"(
siento|sentimos|lamento|lamentamos que (usted|tú|te|se) ~2 sienta|sientas|sienten|parezca|piense|pienses|crea|creas|vea|veas|opine|opines
siento|sentimos|lamento|lamentamos si
désolé|désolée|désolés|désolées|navré|navrée|navrés|regrettons|regrette que vous ~2 sentiez|ressentiez|pensiez|preniez|voyiez|trouviez|croyiez|viviez
désolé|désolée|désolés|navré|navrée|navrés|excuses si
désolé|désolée|désolés|désolées , mais
lamento|lamentamos|sinto|sentimos (muito) (imenso) que ~2 sinta|sintas|ache|pense|veja|considere|pareça|entenda
lamento|lamentamos|desculpe se
dispiace|dispiaciuti|spiacenti|rammarico (molto) che (lei|tu) (la) ~2 pensi|veda|senta|prenda|creda|ritenga|consideri
dispiace|spiacenti|scusi|scusa|scusate se
)"},
    {static_cast<int>(Act::Help), R"(
puedo|podemos|podría|quiere|quieres|quiera|prefiere|prefieres|desea|necesita|necesitas|tiene|tienes ~ ?
cuál|cuándo|dónde|qué|cuántos ~ ?
ayud*
escríb*|escriba|escribe|envíe|envíenos|envíanos|envía|mándanos|mándenos|mande|llámenos|llámanos|llame|dígame|dígamos|díganos|dime|dinos|contéstanos|contáctenos|contáctanos|avísenos|avísanos|avíseme|avísame|indíquenos|indícanos|cuéntenos|cuéntanos|respóndanos|pásanos|pásenos
quedo|quedamos|estoy|estamos a (su|tu|vuestra) disposición
aquí sigo|estoy|estamos|seguimos
puede|puedes|pueden|podéis -que *ar|*er|*ir|*arlo|*arla|*arse|*irlo|*erlo|*arnos|*irnos
abra|abre|pulse|pulsa|toque|toca|entre|entra|vaya|descargue|descarga|reinicie|reinicia|actualice|actualiza|pruebe|prueba|venga|ven|pase|traiga|trae
puis|pouvons|pourrais|pourrions|souhaitez|voulez|préférez|désirez|avez|pouvez|est|voudriez|pourriez ~ ?
quel|quelle|quand|où|comment|combien ~ ?
aid*|aider
dites|écrivez|envoyez|appelez|contactez|répondez|indiquez|précisez|joignez|transmettez|téléphonez|rappelez|signalez|adressez|faites|venez|passez|présentez|donnez|prévenez|gardez|essayez|ouvrez|cliquez|appuyez|redémarrez|vérifiez|n' hésitez|hésitez
(reste|restons|suis|sommes) (à) votre (entière) disposition
vous pouvez|pourrez
podemos|posso|poderia|quer|gostaria|prefere|deseja|precisa|tem|pode|poderá ~ ?
qual|quando|onde|como|quantos ~ ?
ajud*|apoiar
escreva*|envie*|mande*|ligue*|diga*|responda*|contacte*|avise*|conte|conte-nos|passe|chame|toque|abra|reinicie|atualize|experimente|tente|venha|traga|mostre|mostre-nos|clique|carregue
à|ao|a sua|seu|teu (inteira) dispor|disposição
posso|possiamo|può|vuole|vorrebbe|preferisce|desidera|ha|puoi|vuoi|preferisci|hai ~ ?
quale|quando|dove|come|quanti ~ ?
aiut*|aiuto
scriva*|scrivi*|invii*|mandi*|manda*|chiami*|chiama*|dica*|dimmi|dicci|risponda*|rispondi|contatti*|contatta*|faccia*|faccelo|facci*|apra|apri|provi|prova|riavvii|riavvia|aggiorni|aggiorna|venga|passi|porti|mostri|clicchi|tocchi|prema
a sua|tua|vostra (completa) disposizione
)"},
    {static_cast<int>(Act::Remedy), R"(
(ya|te|le|les|lo|la|os|he|hemos|se|nos) he|hemos|ha|han -dicho|recibido|visto|sido|tenido|leído|tomado *ado|*ido|puesto|hecho|resuelto|abierto|vuelto|escrito
sale|salen|llega|llegan|llegará|llegarán|recibirá|recibirás|tendrá|tendrás|enviamos|enviaremos|mandamos|repararemos|arreglaremos|solucionaremos|corregiremos|cambiaremos|cambiamos|irá|pasará|pasaremos|llamaré|llamaremos|escribiré|escribiremos|recogeremos|revisaremos|avisaré|avisaremos
está|están|queda|quedan ya|resuelto|resuelta|arreglado|arreglada|solucionado|corregido|listo|lista|reservado|reservada|disponible|camino
j'|nous|on|l'|vous|les|la|le ai|avons|a|ont -bien|reçu|lu|vu|pris|été|eu|dit (déjà|tout|aussi|immédiatement|bien) *é|*ée|*és|*ées|*i|*is|*it|fait|mis|remis|ouvert|ajouté
part|partent|arrive|arrivent|arrivera|recevrez|aurez|envoyons|enverrons|enverrai|expédions|réparerons|passera|viendra|rappellerai|rappellerons|écrirai|écrirons|corrigeons|remplaçons|règle|réglons|réglerons|contacterai|contacterons|reviens|revenons|échangeons
est|sont (maintenant|déjà|désormais|bien) réglé|réglée|corrigé|corrigée|résolu|résolue|réparé|réparée|prêt|prête|disponible|rétabli|rétablie|réservé|réservée|parti|partie|route
foi|foram|está|estão|fica|já (já|agora) trocado|trocada|corrigido|corrigida|resolvido|resolvida|reparado|reparada|pronto|pronta|disponível|enviado|enviada|reservado|reservada|caminho|restabelecido|falei|enviei|corrigi|troquei|pedi
(já) troc*|enviamos|enviámos|enviei|corrigimos|corrigi|resolvemos|resolvi|reparámos|segue|seguem|chega|chegam|chegará|receberá|recebe|terá|ligarei|escreverei|escreveremos|enviaremos|trocaremos|passará
(l'|le|vi|ti|la|lo|gli|già) ho|abbiamo|ha|hanno -ricevuto|letto|visto|preso|avuto|detto (già|anche|subito) *ato|*ata|*ati|*uto|*ito|messo|fatto|risolto|spedito|corretto|chiesto|aperto
è|sono (già|ora|adesso|stato|stata) risolto|risolta|corretto|corretta|riparato|riparata|pronto|pronta|disponibile|sostituito|spedito|spedita|partito|partita|prenotato|viaggio|cambiato
parte|arriva|arriverà|arrivano|riceverà|riceverai|avrà|avrai|spediamo|spediremo|manderemo|mandiamo|ripareremo|sistemeremo|sostituiamo|sostituiremo|passerà|verrà|richiamerò|scriverò|scriveremo|correggiamo
)"},
    {static_cast<int>(Act::Compensation), R"(
reembols*|devolv*|devuelv*|devolución|abonamos|abonaremos|abonado|abonaré|abono
compens*|indemniz*
descuento|bonificación|vale|cupón|regalo|regalamos|obsequio|cortesía
gratis|gratuito|gratuita|gratuitamente
sin coste|costo|cargo|gastos
no (se|le|te) (se|le|te) cobr*
corre|va ~2 cuenta|cargo nuestra|de
invitamos|invita|invito|invitarle|invitarte|invitaros
reemplazo|recambio|repuesto
un|una|otro|otra nuevo|nueva|igual
reemplaz*|sustitu*|repon*
rembours*|dédommag*|indemnis*|compens*
avoir|avoirs de|sur|#
bon d'|de achat|réduction
remise|réduction|geste commercial
geste commercial
gratuit*|offert|offerte|offerts|offertes|offrons|offrir|offre|offrirai
sans frais
ne payez|paierez|payerez rien
retiré|déduit|déduisons|crédité|créditons|créditerons|annulé|annulons # 
à notre|nos|ma charge|frais
neufs|neuve|neuves|neuf part|partent|arrive|arrivent|est|sont
vous gardez
remplac*|échang*
# (euros) de (moins|remise) moins|remise|réduction|rendus|remboursés
faire pardonner
devolv*|reembols*|restitu*|estorn*
desconto|vale|cupão|cupom|voucher|oferta|oferec*|brinde|cortesia
grátis|gratuit*
sem custo|custos|encargos|cobrança
por nossa|minha conta
nossa|minha conta
substitu*|reposição|reporemos
crédito|creditámos|creditamos|creditei
rimbors*|risarci*|indennizz*|compens*|restitu*|storn*
sconto|buono|buoni|voucher|omaggio|regalo|regaliamo|offriamo|offrirle|offrirti|offerto|offerta|offro
gratis|gratuit*
senza spese|costi|addebito|alcun
a nostro|nostre|mio carico|spese
carico nostro
sostitu*|cambieremo
accredit*
devuelt*|invitad*
(é|fica|corre) por nossa
)"},
    {static_cast<int>(Act::Thanks), R"(
gracias|agradec*
merci|remercions|remercie
obrigado|obrigada|agradecemos|agradeço
grazie|ringrazio|ringraziamo
)"},
    {static_cast<int>(Act::Blame), R"(
tenía|tenías|debía|debías|debió|debería|deberías|tendría|tendrías (que) haber
(es|fue|ha) (sido) culpa|error suya|tuya|suyo|tuyo
su|tu (propia) culpa
usted|tú|ustedes no (leyó|ha|has|leíste|comprobó|siguió) leyó|leíste|leído|comprobó|comprobado|siguió|seguido
vous auriez|deviez (dû)
il fallait|suffisait (de|d'|rester|lire|nous|appeler|vérifier)
(c'|ce) est (entièrement|uniquement) (de) votre (propre) faute|responsabilité|erreur
votre (propre) faute|négligence
vous n'|ne avez (pas) lu|vérifié|respecté|suivi
(o|a) senhor|senhora|você deveria|devia|tinha (de|que) ter
deveria|devia|devias|deverias|tinha ter
culpa sua|vossa|tua
(a) culpa é|foi sua
avrebbe|avresti|doveva|dovevi dovuto|controllare|leggere|chiamare|avvisare
avrebbe|avresti dovuto
(è) colpa sua|tua|vostra
(è) (solo) (un) (suo|tuo) errore suo|tuo
)"},
    {static_cast<int>(Act::Contradiction), R"(
eso|esto (no) es (simplemente|totalmente|completamente) falso|mentira|incorrecto|imposible
no es cierto|verdad|correcto (que|lo)
está|estás (usted) (completamente|muy) equivocado|equivocada|mintiendo
se equivoca|equivocas
miente|mientes
c'|ce est (tout|totalement|complètement|absolument) (simplement|à) (fait) faux|inexact|mensonge|impossible
(c'|ce) n'|ne est (tout) (simplement) pas vrai|exact|possible|correct
vous vous trompez
vous mentez|exagérez
contrairement à ce
isso|isto não é verdade|correto|possível
isso|isto é falso|mentira|impossível
está (muito) enganado|enganada|errado|errada
non è vero|possibile|corretto|esatto
è (semplicemente|assolutamente) falso|sbagliato|impossibile|scorretto
si sbaglia|sbagli
)"},
    {static_cast<int>(Act::Repetition), R"(
como ya|le|te (le|te|se|os) (lo|hemos|he|dijimos|dije|explicamos|comentamos|indicamos|informamos) (dicho|explicado|indicado|comentado|informado|mencionado)
ya se|te|le lo|hemos|he|dijimos (hemos|he|dijimos) (dicho|explicado)
comme nous|je|on vous l'|le|avons|ai ~2 dit|expliqué|indiqué|précisé|signalé|écrit
(comme) déjà dit|expliqué|indiqué|mentionné
nous vous l'|avons (avons) déjà dit|expliqué
como já lhe|te|dissemos|disse|explic*|referi*|inform*|mencion*|foi (dissemos|disse|explic*)
(já) lhe (já) dissemos|explicámos|explicamos
come (le|ti|già) (già|abbiamo|ho) (abbiamo|ho|già) detto|spiegato|scritto|comunicato|indicato
)"},
    {static_cast<int>(Act::PolicyQuote), R"(
según nuestra|nuestras|nuestros|los|las|la (términos|condiciones|política|normas|cláusula)
usted|tú aceptó|aceptaste|firmó|firmaste
aceptó|aceptaste|firmó|firmaste las|los|el|nuestras condiciones|términos|contrato
selon nos|les|notre|l' (conditions|article|politique|règlement)
vous avez accepté|signé (les|nos|le)
conformément à|aux (nos|notre|article|conditions)
segundo|conforme|de as|os|a|nossas|nossos|acordo termos|condições|política|regras|cláusula
aceitou|assinou (os|as|o) termos|condições|contrato
secondo|come (le|i|la|il) (nostre|nostri|nostro) condizioni|termini|regolamento|contratto|clausola
ha|hai accettato|firmato (le|i|il) (condizioni|termini|contratto)
)"},
    {static_cast<int>(Act::SelfDefence), R"(
(es|la) (primera) vez que alguien|nadie se queja|quejó
nadie (más|nunca|jamás) (se) (ha|había) (nunca) quejado|quejó
nunca (nadie) (hemos|se|había) (ha) (tenido|recibido|quejado) (una|ninguna) queja|quejas|quejado
no (es|ha|fue) (sido) (nuestra) culpa|responsabilidad (nuestra)
no podemos|somos|pudimos (hacer|ser) responsables|nada
en nuestra defensa
(cientos|miles) de clientes satisfechos|contentos|felices
fuera de nuestro control|alcance
personne (d'|ne) (autre|s') (ne|s'|est) (est|s'|jamais) (jamais) plaint
jamais (eu|reçu) (eu|reçu|la|de) (moindre) plainte|plaintes|réclamation
n' est (en) (rien|pas) (de) notre faute|responsabilité
nous n'|ne (y) pouvons|sommes (pas) rien|responsables
pour notre défense
à notre décharge
(centaines|milliers) de clients satisfaits|contents|ravis
indépendant de notre volonté
ninguém (mais|nunca|jamais) (se|alguma) (nunca) queixou|reclamou
nunca (tivemos|houve|recebemos) (uma|nenhuma) queixa|reclamação|queixas|reclamações
não é|foi (da) (nossa) culpa|responsabilidade (nossa)
em nossa defesa
fora do nosso controlo|controle
(centenas|milhares) de clientes satisfeitos|felizes|contentes
nessuno (altro|si) (si) (è) (mai|lamentato) lamentato
mai (avuto|ricevuto) (una|un) lamentele|reclami|lamentela|reclamo
non è (colpa|responsabilità) (nostra) colpa|nostra|responsabilità
a nostra discolpa|difesa
(centinaia|migliaia) di clienti soddisfatti|contenti|felici
fuori dal nostro controllo
)"},
});
// clang-format on

}  // namespace

std::span<const PhraseGroup> romance_speech() {
    return romance;
}

}  // namespace aplomb::etiquette
