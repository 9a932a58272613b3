#include "moment.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace course {
namespace {

// A mistake in a page is the author's: it is said with the page's own words for it.
struct Missing {
  std::string what;
};

std::string text(const toml::table& table, std::string_view key) {
  const auto value = table[key].value<std::string>();
  if (!value) throw Missing{"no text '" + std::string{key} + "'"};
  return *value;
}

std::vector<std::string> texts(const toml::table& table, std::string_view key) {
  std::vector<std::string> all;
  if (const toml::array* array = table[key].as_array()) {
    for (const toml::node& node : *array) all.push_back(node.value<std::string>().value_or(""));
  }
  return all;
}

Moment moment_from(const toml::table& table) {
  Moment moment{.id = text(table, "id"),
                .question = text(table, "question"),
                .answers = texts(table, "answers"),
                .right = 0,
                .so = text(table, "so"),
                .read = text(table, "read"),
                .try_next = text(table, "try")};
  const auto right = table["right"].value<std::int64_t>().value_or(0);
  if (moment.answers.size() < 3 || moment.answers.size() > 4)
    throw Missing{"3 or 4 answers in " + moment.id};
  if (right < 1 || right > std::ssize(moment.answers))
    throw Missing{"a right answer in " + moment.id};
  moment.right = static_cast<std::size_t>(right - 1);
  return moment;
}

}  // namespace

std::expected<Lesson, std::string> load_lesson(const std::string& lessons,
                                               const std::string& folder) {
  const std::string path = lessons + "/" + folder + "/walkthrough.toml";
  try {
    const toml::table table = toml::parse_file(path);
    Lesson lesson{folder, text(table, "title"), text(table, "opening"), {}};
    const toml::array* moments = table["moment"].as_array();
    if (moments == nullptr) throw Missing{"no [[moment]]"};
    for (const toml::node& node : *moments) {
      const toml::table* moment = node.as_table();
      if (moment == nullptr) throw Missing{"[[moment]] is no table"};
      lesson.moments.push_back(moment_from(*moment));
    }
    return lesson;
  } catch (const toml::parse_error& error) {
    std::ostringstream where;
    where << error.source().begin;
    return std::unexpected(path + ": " + where.str() + ": " + std::string{error.description()});
  } catch (const Missing& missing) {
    return std::unexpected(path + ": " + missing.what);
  }
}

}  // namespace course
