#include "core/policy/case_facts.h"

#include "core/policy/case_reader.h"

namespace homeward {
namespace {

// ---- the child

std::optional<LocalDate> born(const Answered& identity) {
  return identity.code("birth_date_is") == "unknown" ? std::nullopt : identity.date("birth_date");
}

void take(Word& into, const std::string& code, Vocabulary vocabulary) {
  if (contains(vocabulary, code)) {
    into = word(code);
  }
}

Child child_of(const Record& record, const Authorities& authorities) {
  const Answered status(record, "status.");
  Child child;
  child.born = born(Answered(record, "identity."));
  take(child.legal_status, status.code("legal_status"), legal_statuses());
  take(child.placement, Answered(record, "where_they_live.").code("placement"), placements());
  take(child.exploitation_risk,
       Answered(record, "risks.").gravest("exploitation_risk", {"none", "suspected", "known"}),
       exploitation_risks());
  const std::string responsible = authorities.called(status.text("responsible_authority"));
  child.responsible_authority = responsible == authorities.own() ? "" : responsible;
  child.placed_in = authorities.called(status.text("host_authority"));
  child.area = Answered(record, "where_they_live.").text("area");
  child.allocated_worker =
      !Answered(record, "who_is_responsible.").text("allocated_worker").empty();
  for (const std::string& team : status.codes("open_to")) {
    if (contains(teams(), team)) {
      child.open_to.push_back(word(team));
    }
  }
  const std::string basis = status.code("care_basis");
  if (contains(care_bases(), basis)) {
    child.care_basis = word(basis);
  }
  return child;
}

}  // namespace

std::string authority_id(std::string_view name) {
  std::string id;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) {
      id += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  if (!id.empty() && id.back() == '-') {
    id.pop_back();
  }
  return id;
}

Authorities::Authorities(std::string_view own_name, std::string own_pack)
    : own_id_(authority_id(own_name)), own_pack_(std::move(own_pack)) {
  packs_.push_back(own_pack_);
}

std::string Authorities::called(std::string_view name) const {
  std::string id = authority_id(name);
  if (!id.empty() && id == own_id_) {
    return own_pack_;
  }
  for (const std::string& pack : packs_) {
    if (("-" + id + "-").find("-" + pack + "-") != std::string::npos) {
      return pack;
    }
  }
  return id;
}

Facts facts_of_records(const std::vector<const Record*>& records, const Authorities& authorities) {
  Facts facts;
  for (const Record* record : records) {
    if (record->header().type == "child") {
      facts.child = child_of(*record, authorities);
    }
  }
  facts.events = CaseReader(records).read();
  return facts;
}

Child seen_by(Child child, const std::string& own, const std::string& judge) {
  const std::string responsible =
      child.responsible_authority.empty() ? own : child.responsible_authority;
  child.responsible_authority = responsible == judge ? "" : responsible;
  return child;
}

}  // namespace homeward
