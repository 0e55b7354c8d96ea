// Assesses messages: JSON lines in, JSON lines out, in input order. A line that is wrong is told
// with its number and what to do about it; the others are still answered.
#include "triage/assess.h"

#include <array>
#include <iostream>

#include "app/command.h"
#include "app/flags.h"
#include "app/line_input.h"
#include "triage/wire.h"

namespace aplomb::app {
namespace {

constexpr std::array<Flag, 1> triage_flags{{
    {"fast", "", "the fast tier: for a firehose, without the encoder"},
}};

constexpr std::size_t answers_held_max = 1 << 16;

int assess_lines(LineInput input, triage::Tier tier, Streams& streams) {
    const triage::Assessor& assessor = triage::shipped_assessor();
    int status = exit_fine;
    std::string answers;
    for (std::string line; input.next(line);) {
        const auto post = triage::read_post(line);
        if (!post) {
            input.complain_about_line(post.error(), streams.err);
            status = exit_bad_input;
            continue;
        }
        triage::append_assessment(answers, post->id, assessor.assess(post->post(), tier));
        answers += '\n';
        const bool more_waits = input.more_waits();
        if (more_waits && answers.size() < answers_held_max) continue;
        streams.out.write(answers.data(), static_cast<std::streamsize>(answers.size()));
        answers.clear();
        if (!more_waits) streams.out.flush();
    }
    streams.out << answers;
    streams.out.flush();
    return status;
}

Result<int> run_triage(const std::vector<std::string>& arguments, Streams& streams) {
    const Flags flags = TRY(Flags::parse(arguments, triage_flags));
    const auto tier = flags.has("fast") ? triage::Tier::Fast : triage::Tier::Deep;
    return assess_lines(TRY(LineInput::open(flags, "triage", streams)), tier, streams);
}

int triage_main(const std::vector<std::string>& arguments, Streams& streams) {
    if (wants_help(arguments)) {
        print_usage(streams.out, "triage", "[FILE|-]",
                    "assess messages: kind, feelings, severity, and why", triage_flags);
        return exit_fine;
    }
    const auto status = run_triage(arguments, streams);
    return status ? *status : complain(streams, status.error());
}

}  // namespace

extern const Command triage;
const Command triage{"triage", "assess messages: kind, feelings, severity, and why (JSON lines)",
                     triage_main};

}  // namespace aplomb::app
