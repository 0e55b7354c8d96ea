#include <sodium.h>

#include <iostream>

#include "app/command.h"
#include "base/json.h"

namespace aplomb::app {
namespace {

int usage(std::ostream& out, int status) {
    out << "Aplomb answers customers on every channel they use, with good manners.\n\n"
           "usage: aplomb COMMAND [OPTIONS]     aplomb COMMAND --help\n\n";
    for (const Command* command : command_catalogue()) {
        out << "  " << command->name
            << std::string(12 - std::min<std::size_t>(command->name.size(), 11), ' ')
            << command->summary << '\n';
    }
    return status;
}

int run(int argc, char** argv) {
    if (sodium_init() < 0) {
        std::cerr << "aplomb: the system's random generator does not work; nothing can be secure\n";
        return exit_bad_input;
    }
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.empty()) return usage(std::cerr, exit_bad_input);
    const std::string& name = arguments.front();
    if (name == "help" || name == "--help" || name == "-h") return usage(std::cout, exit_fine);
    Streams streams{std::cin, std::cout, std::cerr};
    std::vector<std::string_view> known;
    for (const Command* command : command_catalogue()) {
        const bool asked =
            command->name == name || (command->name == "version" && name == "--version");
        if (asked) return command->run({arguments.begin() + 1, arguments.end()}, streams);
        known.push_back(command->name);
    }
    std::cerr << "aplomb: there is no command \"" << name << "\"";
    if (const auto close = nearest(name, known))
        std::cerr << "; did you mean \"" << *close << "\"?";
    std::cerr << " (aplomb help lists them)\n";
    return exit_bad_input;
}

}  // namespace
}  // namespace aplomb::app

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    return aplomb::app::run(argc, argv);
}
