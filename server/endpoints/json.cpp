#include <boost/json/serialize.hpp>

#include "core/json/strict.h"
#include "server/endpoints/endpoints.h"

namespace homeward::endpoints {

Result<std::vector<std::string>> texts_of(const http::Request& request,
                                          std::initializer_list<const char*> keys) {
  HW_TRY(parsed, parse_json(request.body, "request"));
  JsonMistakes mistakes("request");
  JsonObject object(parsed, "", mistakes);
  std::vector<std::string> texts;
  for (const char* key : keys) {
    texts.push_back(object.text(key));
    if (texts.back().size() > 4096) {
      object.mistake(key, "is longer than 4,096 octets");
    }
  }
  object.no_more_keys();
  HW_CHECK(mistakes.result());
  return texts;
}

http::Response json(unsigned status, const boost::json::object& object) {
  return http::json_response(status, boost::json::serialize(object));
}

}  // namespace homeward::endpoints
