// Structured log lines on stderr: time, level, room, message, key=value pairs. Never a message text
// of a customer, never a secret. spdlog sits behind log.cpp and nowhere else.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace aplomb::log {

enum class Level { Debug, Info, Warning, Error };
using Fields = std::initializer_list<std::pair<std::string_view, std::string>>;

void set_level(Level level);
void write(Level level, std::string_view room, std::string_view message, Fields fields = {});

inline void debug(std::string_view room, std::string_view message, Fields fields = {}) {
    write(Level::Debug, room, message, fields);
}
inline void info(std::string_view room, std::string_view message, Fields fields = {}) {
    write(Level::Info, room, message, fields);
}
inline void warning(std::string_view room, std::string_view message, Fields fields = {}) {
    write(Level::Warning, room, message, fields);
}
inline void error(std::string_view room, std::string_view message, Fields fields = {}) {
    write(Level::Error, room, message, fields);
}

}  // namespace aplomb::log
