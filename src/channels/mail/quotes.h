// The words a person wrote this time, out of a mail that also holds what they answered.
//
// Quotation and signature at the end are folded away; what stands between quotations (an answer
// point by point) stays, with the quotations it answers. When in doubt more is shown, never less:
// a mail that would have nothing left is shown whole, and the whole stays one press away.
#pragma once

#include <string>
#include <string_view>

namespace aplomb::channels::mail {

struct FoldedText {
    std::string visible;
    bool folded = false;  // something was left out
};

// `forwarded`: somebody else's mail is what they want us to see, so nothing is left out.
FoldedText fold_quotes(std::string_view text, bool forwarded = false);

// "Fwd:", "WG:" … in front of the subject.
bool is_forwarding_subject(std::string_view subject);
// The subject without any number of "Re:", "AW:", "Fwd:" … in front.
std::string bare_subject(std::string_view subject);

}  // namespace aplomb::channels::mail
