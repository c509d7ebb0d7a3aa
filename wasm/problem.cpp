#include "wasm/problem.h"

#include <boost/json/serialize.hpp>

namespace homeward {
namespace {

struct Words {
  const char* code;
  std::string says;
  const char* todo;
};

// Of a date or a time as a person types it, in a person's words; of all else as it is told.
std::string said_of_answer(const std::string& detail) {
  if (detail.rfind("call: args.value.date: ", 0) == 0) {
    return "That is not a day of the calendar.";
  }
  if (detail.rfind("call: args.value.local: ", 0) == 0) {
    return "That is not a day of the calendar and a time of day.";
  }
  return detail;
}

constexpr const char* nothing_lost = "What you saved before is still on this tablet.";

Words words_for(const Error& error) {
  switch (error.code) {
    case Code::bad_input:
    case Code::too_large:
      return {"bad_input", said_of_answer(error.detail),
              "Change it and try again. Nothing was changed."};
    case Code::not_found:
      return {"not_found", error.detail,
              "Go back to your list. It may have been allocated to someone else."};
    case Code::refused:
      return {"refused", error.detail, "Nothing was changed."};
    case Code::unsupported:
      return {"refused", "This was made with a newer Homeward. " + error.detail,
              "Close every Homeward tab and open it again to update."};
    case Code::corrupt:
      return {"damaged",
              "Part of what is kept on this tablet cannot be read: " + error.detail + ".",
              "Do not clear this browser’s data. Tell your administrator, who can find out what "
              "the council already holds."};
    case Code::full:
      return {"storage_full",
              std::string("This tablet has no space left, so that was not saved. ") + nothing_lost,
              "Free some space without closing this page, then try again."};
    case Code::expired:
      return {"session_expired", "You have been signed out. Your work is still on this tablet.",
              "Go on working. Sign in to send it."};
    case Code::unavailable:
      break;
  }
  return {"busy", std::string("That could not be done just now. ") + nothing_lost, "Try again."};
}

std::string text_of(const boost::json::object& object) {
  return boost::json::serialize(object);
}

}  // namespace

boost::json::object problem_json(const Error& error) {
  const Words words = words_for(error);
  return {{"code", words.code}, {"says", words.says}, {"todo", words.todo}};
}

std::string answer_text(boost::json::value value) {
  return text_of({{"ok", true}, {"value", std::move(value)}});
}

std::string answer_text(const Error& error) {
  return text_of({{"ok", false}, {"problem", problem_json(error)}});
}

}  // namespace homeward
