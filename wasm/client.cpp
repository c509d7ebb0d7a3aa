#include "wasm/client.h"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "sync/rescue.h"
#include "wasm/attachments.h"
#include "wasm/compared.h"
#include "wasm/problem.h"
#include "wasm/views.h"

namespace homeward {
namespace {

struct Call {
  std::string_view name;
  CallResult (*answer)(Desk& desk, Arguments& args);
};

constexpr std::array<Call, 31> calls{{
    {"home", home_view},
    {"work", work_view},
    {"child", child_view},
    {"alike", alike_view},
    {"record", record_view},
    {"review", review_view},
    {"history", history_view},
    {"sync_state", sync_state_view},
    {"set_aside", set_aside_view},
    {"helplines", helplines_view},
    {"get_file", get_file},
    {"left_out_of_rescue", left_out_of_rescue},
    {"begin", begin_record},
    {"type", type_answer},
    {"leave", leave},
    {"add_row", add_row},
    {"remove_row", remove_row},
    {"settle", settle},
    {"suggest", suggest},
    {"remark", remark},
    {"submit", submit},
    {"return_interview", return_interview},
    {"authorise", authorise},
    {"tick", tick},
    {"number_all", number_all},
    {"keep", keep},
    {"kept", kept},
    {"people", meet_people},
    {"this_tablet", this_tablet},
    {"to_seal", to_seal},
    {"keep_sealed", keep_sealed},
}};

CallResult answer_call(Desk& desk, std::string_view request) {
  HW_TRY(json, parse_json(request, "call"));
  JsonMistakes mistakes("call");
  JsonObject object(json, "", mistakes);
  const std::string name = object.text("name");
  const boost::json::value* args = object.value_if_any("args");
  object.no_more_keys();
  const auto* call = std::find_if(calls.begin(), calls.end(),
                                  [&](const Call& known) { return known.name == name; });
  if (!name.empty() && call == calls.end()) {
    mistakes.add("name", "\"" + name + "\" is not a call");
  }
  if (args == nullptr) {
    mistakes.add("args", "is missing");
  }
  HW_CHECK(mistakes.result());
  Arguments arguments(*args);
  return call->answer(desk, arguments);
}

const char* standing_name(Standing standing) {
  return standing == Standing::ok ? "ok" : standing == Standing::restored ? "restored" : "forked";
}

boost::json::array ids_json(const std::vector<RecordId>& ids) {
  boost::json::array list;
  for (const RecordId& id : ids) {
    list.emplace_back(id.hex());
  }
  return list;
}

boost::json::value receipt_json(const std::optional<SignedReceipt>& receipt) {
  if (!receipt) {
    return nullptr;
  }
  return {{"octets", to_hex(signed_octets(receipt->receipt))},
          {"signature", to_hex(receipt->signature_view())}};
}

std::string report(const Taken& taken) {
  const boost::json::object json = {{"standing", standing_name(taken.standing)},
                                    {"changed", ids_json(taken.changed)},
                                    {"purged", ids_json(taken.purged_children)},
                                    {"taken", taken.taken},
                                    {"remaining", taken.remaining},
                                    {"more", taken.more},
                                    {"is_next_asked", taken.is_next_asked},
                                    {"receipt", receipt_json(taken.to_verify)}};
  return boost::json::serialize(json);
}

}  // namespace

Client::Client(ClientStore& store, const Parts& parts, Identity identity, People people)
    : desk_{store,     parts.forms,  parts.pack,          parts.calendar,
            parts.now, parts.random, std::move(identity), std::move(people)},
      sync_(store) {}

std::string Client::call(std::string_view request) {
  CallResult answer = answer_call(desk_, request);
  return answer.ok() ? answer_text(std::move(answer).value()) : answer_text(answer.error());
}

Result<Bytes> Client::next_request() {
  sent_at_ = desk_.now();
  to_confirm_.reset();
  return sync_.request(sent_at_, Origin::fresh(desk_.random));
}

Result<Bytes> Client::request_ahead(BytesView answer) {
  return sync_.request_ahead(answer, desk_.now());
}

Result<Bytes> Client::rescue() {
  HW_TRY(files, desk_.files.carry(rescue_files_octets_max));
  HW_TRY(parts, sync_.rescue(desk_.now(), !files.requests.empty()));
  desk_.files_left_out = files.left_out;
  if (parts.empty()) {
    return Bytes();
  }
  parts.insert(parts.end(), files.requests.begin(), files.requests.end());
  return join_rescue(parts);
}

std::string Client::attach(std::string_view args, BytesView file) {
  const auto answer = [&]() -> CallResult {
    HW_TRY(json, parse_json(args, "call"));
    Arguments arguments(json);
    return homeward::attach(desk_, arguments, file);
  }();
  return answer.ok() ? answer_text(answer.value()) : answer_text(answer.error());
}

Result<Bytes> Client::file(std::string_view attachment) {
  HW_TRY(id, RecordId::parse(attachment));
  return file_of(desk_, id);
}

Result<Bytes> Client::next_pieces() {
  pieces_sent_at_ = desk_.now();
  HW_TRY(octets, desk_.files.request(pieces_at_once_usual / sync_.parts()));
  pieces_octets_ = octets.size();
  return octets;
}

Result<std::string> Client::take_pieces(BytesView answer) {
  HW_TRY(taken, desk_.files.take(answer));
  if (pieces_octets_ + answer.size() > piece_octets_max) {
    sync_.carried(desk_.now().ms - pieces_sent_at_.ms);
  }
  boost::json::array words;
  for (const SignedHolding& held : taken.to_verify) {
    words.push_back({{"octets", to_hex(signed_octets(held.holding))},
                     {"signature", to_hex(held.signature_view())}});
  }
  return boost::json::serialize(
      boost::json::object{{"changed", ids_json(taken.changed)}, {"to_verify", std::move(words)}});
}

Result<std::string> Client::take_answer(BytesView answer) {
  HW_TRY(taken, sync_.take(answer, sent_at_, desk_.now()));
  note_progress(taken);
  if (taken.standing == Standing::restored) {
    HW_CHECK(note_put_back(desk_.store, desk_.now()));
  }
  to_confirm_ = taken.to_verify;
  return report(taken);
}

Result<Bytes> Client::next_comparison(Begin begin) {
  if (begin != Begin::no) {
    comparison_.reset();
    HW_TRY(is_due, is_comparison_due(desk_));
    if (is_due || begin == Begin::now) {
      comparison_.emplace(desk_.store);
    }
  }
  return comparison_ ? comparison_->request() : Result<Bytes>(Bytes());
}

Result<std::string> Client::take_comparison(BytesView answer) {
  if (!comparison_) {
    return Error{Code::refused, "there is no comparison under way"};
  }
  const std::size_t before = comparison_->found().mended.size();
  const Result<void> taken = comparison_->take(answer);
  if (!taken.ok() && taken.error().code != Code::unavailable) {
    return taken.error();
  }
  std::vector<RecordId> changed;
  const std::vector<RecordHeader>& mended = comparison_->found().mended;
  for (std::size_t at = before; at < mended.size(); ++at) {
    changed.push_back(mended[at].id);
  }
  if (taken.ok() && comparison_->is_over()) {
    HW_CHECK(note_compared(desk_, comparison_->found()));
  }
  if (comparison_->is_over()) {
    comparison_.reset();
  }
  return boost::json::serialize(boost::json::object{{"changed", ids_json(changed)}});
}

Result<bool> Client::confirm() {
  if (!to_confirm_) {
    return Error{Code::refused, "there is no receipt to confirm"};
  }
  HW_TRY(more, sync_.confirm(*to_confirm_));
  to_confirm_.reset();
  return more;
}

void Client::note_progress(const Taken& taken) {
  const std::uint64_t done = (desk_.receiving ? desk_.receiving->done : 0) + taken.taken;
  desk_.receiving.reset();
  if (taken.remaining > 0) {
    desk_.receiving = Receiving{done, done + taken.remaining};
  }
}

}  // namespace homeward
