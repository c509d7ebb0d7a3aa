// What is sent and what is not, in words (SyncState in api.ts; S3, S10).
#include <algorithm>
#include <boost/json/array.hpp>

#include "sync/leaving.h"
#include "sync/reissue.h"
#include "wasm/case_file.h"
#include "wasm/child_words.h"
#include "wasm/compared.h"
#include "wasm/held_words.h"
#include "wasm/unsent.h"
#include "wasm/views.h"
#include "wasm/words.h"

namespace homeward {
namespace {

// A clock this far off makes instants that nobody should rely on.
constexpr std::int64_t skew_told_ms = 10 * minute_ms;
// How long what has happened, and is well again, is told.
constexpr std::int64_t told_ms = 7 * day_ms;

// "12 answers, 1 submission and 2 reviews"; empty where nothing is.
std::string what_is_unsent(const Unsent& unsent) {
  std::vector<std::string> kinds;
  for (const auto& [count, one] :
       {std::pair(unsent.answers, "answer"), std::pair(unsent.submissions, "submission"),
        std::pair(unsent.reviews, "review")}) {
    if (count > 0) {
      kinds.push_back(count_words(count, one));
    }
  }
  if (unsent.files > 0) {
    kinds.push_back(
        count_words(unsent.files, "photograph or document", "photographs or documents"));
  }
  std::string words;
  for (std::size_t at = 0; at < kinds.size(); ++at) {
    words += at == 0 ? "" : at + 1 == kinds.size() ? " and " : ", ";
    words += kinds[at];
  }
  return words;
}

std::string set_aside_words(std::size_t set_aside) {
  if (set_aside == 0) {
    return "";
  }
  return count_words(set_aside, "change") +
         (set_aside == 1 ? " was received and set aside; it is"
                         : " were received and set aside; they are") +
         " not part of the record";
}

std::string remarks_words(std::size_t remarks) {
  return remarks == 0 ? ""
                      : count_words(remarks, "comment") + " on this tablet only, until you decide";
}

std::string unfinished_words(std::size_t unfinished) {
  return unfinished == 0 ? ""
                         : count_words(unfinished, "entry", "entries") +
                               " not finished, kept on this tablet as typed";
}

// Those that say something, one after another.
std::string parts(std::initializer_list<std::string> all) {
  std::string words;
  for (const std::string& part : all) {
    words += (words.empty() || part.empty() ? "" : ". ") + part;
  }
  return words;
}

// "Held by the council" is said of nothing without a receipt (S3).
std::string state_words(const Desk& desk, const Unsent& unsent, std::size_t set_aside,
                        bool has_receipt) {
  const std::string first = desk.receiving ? "Receiving " + grouped(desk.receiving->done) + " of " +
                                                 grouped(desk.receiving->total) + " changes. "
                                           : "";
  const std::string apart =
      parts({remarks_words(unsent.remarks), unfinished_words(unsent.unfinished),
             set_aside_words(set_aside)});
  if (unsent.all() > 0) {
    return first + parts({what_is_unsent(unsent) + " saved on this tablet, not yet sent", apart});
  }
  if (!has_receipt) {
    return first + parts({apart, apart.empty() ? "Nothing waits to be sent"
                                               : "Nothing else waits to be sent"});
  }
  return first + parts({apart, apart.empty() ? "Everything is held by the council"
                                             : "Everything else is held by the council"});
}

std::string title_of(const Desk& desk, const RecordHeader& record) {
  const Form* form = desk.forms.latest(record.type);
  return form == nullptr ? record.type : form->title;
}

// Empty where the form has no such question.
std::string label_of(const Desk& desk, const RecordHeader& record, const FieldKey& field) {
  const Form* form = desk.forms.latest(record.type);
  const Question* question = form == nullptr ? nullptr : form->question_of(field);
  return question == nullptr ? "" : question->label;
}

std::string what_is_held_back(const Desk& desk, const Change& change) {
  for (const Version& version : change.versions) {
    const std::string label = label_of(desk, change.record, version.field);
    if (!label.empty()) {
      return title_of(desk, change.record) + ": " + label;
    }
  }
  return title_of(desk, change.record);
}

constexpr const char* not_taken_in_todo =
    "It is kept apart at the council. Talk to your supervisor if it is needed after all.";

Result<boost::json::object> held_back_json(const Desk& desk, const HeldNotice& held) {
  HW_TRY(octets, desk.store.change(held.origin, held.notice.number));
  const auto change =
      octets ? decode_change(*octets) : Result<Change>(Error{Code::not_found, "purged"});
  const bool is_here = change.ok();
  const HeldWords words = held_words(held.notice);
  boost::json::object json{
      {"record",
       is_here ? boost::json::value(change.value().record.id.hex()) : boost::json::value(nullptr)},
      {"what", is_here ? what_is_held_back(desk, change.value()) : withdrawn_words},
      {"why", words.why},
      {"todo", !held.ruling            ? words.todo
               : held.ruling->admitted ? ""
                                       : not_taken_in_todo},
      {"at", moment_json(is_here ? change.value().at : desk.now(), desk.now())},
      {"decision", nullptr}};
  if (held.ruling) {
    json["decision"] =
        decision_json(*held.ruling, desk.name_of_person(held.ruling->by), desk.now());
  }
  return json;
}

// What was admitted is told for a week: then it is an answer like any other.
bool is_told(const HeldNotice& held, Instant now) {
  return held.is_apart() || now.ms - held.ruling->at.ms < told_ms;
}

Result<boost::json::array> held_back(const Desk& desk, const std::vector<HeldNotice>& notices) {
  boost::json::array list;
  for (const HeldNotice& held : notices) {
    if (is_told(held, desk.now())) {
      HW_TRY(json, held_back_json(desk, held));
      list.push_back(std::move(json));
    }
  }
  return list;
}

// `about` is the same for as long as it is the same thing to know, though its words change.
boost::json::object warning(const std::string& about, const std::string& says,
                            const std::string& todo) {
  return {{"code", "unexpected"}, {"about", about}, {"says", says}, {"todo", todo}};
}

// "An answer to “Why?” (Return home interview, Ada Invented)"
Result<std::string> stuck_words(const Desk& desk, const Stuck& stuck) {
  HW_TRY(child, desk.store.record(stuck.record.child));
  const std::string label = label_of(desk, stuck.record, stuck.field);
  return (label.empty() ? std::string("An answer") : "The answer to “" + label + "”") + " (" +
         title_of(desk, stuck.record) + (child ? ", " + child_name(*child) : "") + ")";
}

Result<boost::json::array> warnings(const Desk& desk, const ClientState& state) {
  boost::json::array list;
  for (const Stuck& stuck : desk.stuck) {
    HW_TRY(what, stuck_words(desk, stuck));
    list.push_back(warning(stuck.record.id.hex() + "/" + stuck.field,
                           what + " is saved on this tablet and could not be made ready to send. "
                                  "Nothing else waits for it.",
                           "Do not clear this browser’s data. Write it again, or tell your "
                           "administrator: “" +
                               stuck.why + "”."));
  }
  const std::int64_t skew_ms = state.skew_ms.value_or(0);
  if (skew_ms > skew_told_ms || skew_ms < -skew_told_ms) {
    list.push_back(warning(skew_ms < 0 ? "clock_fast" : "clock_slow",
                           "This tablet’s clock is " +
                               duration_words(skew_ms < 0 ? -skew_ms : skew_ms) +
                               (skew_ms < 0 ? " fast." : " slow.") +
                               " Your work is safe; the times shown may be wrong.",
                           "Set the tablet’s date and time to automatic."));
  }
  if (state.standing == Standing::forked) {
    list.push_back(
        warning("copied",
                "This database was copied, or put back from a copy. With the next connection it "
                "goes on by itself under a name of its own. Your work is still on this tablet.",
                "Let this tablet connect. Do not clear this browser’s data."));
  }
  return list;
}

// M8: what came from the council and only a newer program can read.
Result<boost::json::value> unreadable(const Desk& desk) {
  HW_TRY(aside, desk.store.aside());
  return boost::json::value(aside.size());
}

boost::json::value progress(const Desk& desk) {
  if (!desk.receiving) {
    return nullptr;
  }
  return {{"done", desk.receiving->done}, {"total", desk.receiving->total}};
}

// "Monday 30 March, 10:12 (2 hours 5 minutes ago)"
boost::json::value oldest_unsent(const std::optional<Instant>& at, Instant now) {
  boost::json::value json = moment_json(at, now);
  if (at && *at <= now) {
    const std::int64_t age_ms = now.ms - at->ms;
    json.as_object()["words"] =
        when_words(*at, now) +
        (age_ms < minute_ms ? " (just now)" : " (" + duration_words(age_ms) + " ago)");
  }
  return json;
}

// For what is under this origin, or else under the one before it.
std::optional<SignedReceipt> last_receipt(const ClientState& state,
                                          const std::vector<FormerOrigin>& former) {
  return state.confirmed  ? state.confirmed
         : former.empty() ? std::nullopt
                          : std::optional(former.back().receipt);
}

// All that somebody at the council needs to find the same there.
boost::json::value shown_receipt(const std::optional<SignedReceipt>& signed_receipt, Instant now) {
  if (!signed_receipt) {
    return nullptr;
  }
  const Receipt& receipt = signed_receipt->receipt;
  return {{"at", moment_json(receipt.at, now)},
          {"changes", receipt.number},
          {"tablet", receipt.origin.hex()},
          {"chain", to_hex(receipt.chain.view())},
          {"signature", to_hex(signed_receipt->signature_view())}};
}

// S11, told for as long as a server put back.
boost::json::value renewed_lately(const std::vector<FormerOrigin>& former, Instant now) {
  if (former.empty() || now.ms - former.back().receipt.receipt.at.ms >= told_ms) {
    return nullptr;
  }
  return {{"at", moment_json(former.back().receipt.receipt.at, now)},
          {"sent_again", former.back().reissued}};
}

// Told for a week.
Result<boost::json::value> put_back_lately(const Desk& desk) {
  HW_TRY(at, put_back(desk.store));
  const bool is_lately = at && desk.now().ms - at->ms < told_ms;
  return is_lately ? moment_json(*at, desk.now()) : boost::json::value(nullptr);
}

}  // namespace

CallResult sync_state_view(Desk& desk, Arguments& args) {
  const std::string now = args.text_or("now", "idle");
  HW_CHECK(args.done());
  HW_TRY(state, desk.store.state());
  HW_TRY(unsent, unsent_work(desk));
  HW_TRY(notices, desk.store.notices());
  HW_TRY(held, held_back(desk, notices));
  HW_TRY(former, former_origins(desk.store));
  HW_TRY(told, warnings(desk, state));
  HW_TRY(unread, unreadable(desk));
  HW_TRY(back, put_back_lately(desk));
  HW_TRY(compared, compared_json(desk));
  HW_TRY(leaving, count_leaving(desk.store));
  const auto apart = std::count_if(notices.begin(), notices.end(),
                                   [](const HeldNotice& one) { return one.is_apart(); });
  const std::optional<SignedReceipt> receipt = last_receipt(state, former);
  return boost::json::value{
      {"now", now},
      {"words", state_words(desk, unsent, static_cast<std::size_t>(apart), receipt.has_value())},
      {"unsent", unsent.all()},
      {"unsent_words", what_is_unsent(unsent)},
      {"oldest_unsent", oldest_unsent(unsent.oldest, desk.now())},
      {"last_receipt", shown_receipt(receipt, desk.now())},
      {"progress", progress(desk)},
      {"put_back", back},
      {"compared", compared},
      {"renewed", renewed_lately(former, desk.now())},
      {"held_back", held},
      {"unreadable", unread},
      {"sealed", leaving},
      {"warnings", told}};
}

}  // namespace homeward
