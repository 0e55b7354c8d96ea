// The lines of a file, or of standard input, for the commands that take JSON lines.
#pragma once

#include <cstddef>
#include <fstream>
#include <istream>
#include <memory>
#include <string>

#include "app/command.h"
#include "app/flags.h"
#include "base/result.h"

namespace aplomb::app {

class LineInput {
  public:
    // Of the words given at most one, a path or "-"; none is standard input. Invalid for more, and
    // for what cannot be read, a folder included: that would look like an empty file.
    static Result<LineInput> open(const Flags& flags, std::string_view command, Streams& streams);

    // The next line that is not blank, without a byte order mark; false when there is none.
    bool next(std::string& line);

    // Whether more has come already: who asks line by line is answered line by line.
    [[nodiscard]] bool more_waits() const { return in_->rdbuf()->in_avail() > 0; }

    // Says on `err` what is wrong with the line that came last.
    void complain_about_line(const Error& error, std::ostream& err) const;

  private:
    LineInput(std::istream& in, std::string name) : in_(&in), name_(std::move(name)) {}

    std::unique_ptr<std::ifstream> file_;
    std::istream* in_;
    std::string name_;
    std::size_t number_ = 0;
};

}  // namespace aplomb::app
