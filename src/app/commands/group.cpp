// Groups messages that ask the same: JSON lines in; one line for every group out, when all are
// read. A line that is wrong is told with its number and what to do about it.
#include "triage/group.h"

#include <array>
#include <iostream>

#include "app/command.h"
#include "app/flags.h"
#include "app/line_input.h"
#include "triage/assess.h"
#include "triage/wire.h"

namespace aplomb::app {
namespace {

constexpr std::array<Flag, 1> group_flags{{
    {"all", "", "group customers' own matters and questions about terms too"},
}};

json::object to_json(const triage::Group& group, const std::vector<std::string>& ids) {
    json::array members;
    for (const std::size_t member : group.members)
        members.emplace_back(ids[member]);
    json::object out;
    out["group"] = group.number;
    out["size"] = group.members.size();
    out["ids"] = std::move(members);
    out["label"] = group.label;
    out["customer_specific"] = group.customer_specific;
    return out;
}

int group_lines(LineInput input, triage::GroupOptions options, Streams& streams) {
    const triage::Assessor& assessor = triage::shipped_assessor();
    triage::Grouper grouper(assessor.model(), assessor.cues(), options);
    std::vector<std::string> ids;
    int status = exit_fine;
    for (std::string line; input.next(line);) {
        const auto post = triage::read_post(line);
        if (!post) {
            input.complain_about_line(post.error(), streams.err);
            status = exit_bad_input;
            continue;
        }
        grouper.add(post->text, post->at);
        ids.push_back(post->id);
    }
    for (const triage::Group& group : grouper.groups())
        streams.out << json::serialize(to_json(group, ids)) << '\n';
    streams.out.flush();
    return status;
}

Result<int> run_group(const std::vector<std::string>& arguments, Streams& streams) {
    const Flags flags = TRY(Flags::parse(arguments, group_flags));
    triage::GroupOptions options;
    options.set_own_matters_apart = !flags.has("all");
    return group_lines(TRY(LineInput::open(flags, "group", streams)), options, streams);
}

int group_main(const std::vector<std::string>& arguments, Streams& streams) {
    if (wants_help(arguments)) {
        print_usage(streams.out, "group", "[FILE|-]", "group messages that ask the same",
                    group_flags);
        return exit_fine;
    }
    const auto status = run_group(arguments, streams);
    return status ? *status : complain(streams, status.error());
}

}  // namespace

extern const Command group;
const Command group{"group", "group messages that ask the same (JSON lines)", group_main};

}  // namespace aplomb::app
