#include "etiquette/private_facts.h"

namespace aplomb::etiquette {

std::vector<text::PrivateDatum> private_facts(const Context& context) {
    const Draft& draft = context.draft();
    const Policy& policy = context.policy();
    text::PrivateDataOptions options;
    options.speaker = text::DataSpeaker::Company;
    options.own_phones = policy.own_phones;
    options.own_emails = policy.own_emails;
    options.own_addresses = policy.own_addresses;
    if (draft.customer) options.customer_name = draft.customer->name;
    if (draft.agent) options.agent_name = draft.agent->name;
    return text::find_private_data(context.text().folded, options);
}

bool holds_private_data(const Context& context) {
    return !private_facts(context).empty();
}

}  // namespace aplomb::etiquette
