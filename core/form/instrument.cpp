#include "core/form/instrument.h"

#include <algorithm>
#include <set>

namespace homeward {

namespace {

constexpr std::size_t evidence_length_max = 4000;

std::string section_id(const Instrument& instrument, const InstrumentPart& part) {
  return instrument.code() + "_" + part.id;
}

std::string ticks_key(const Instrument& instrument, const InstrumentPart& part,
                      const InstrumentItem& item) {
  return section_id(instrument, part) + "." + item.id;
}

// Of two answers in conflict, all that either ticked: no risk is lost to a conflict.
std::set<std::string> ticked(const FieldAnswer& answer) {
  std::set<std::string> columns;
  for (const Value& value : answer.values) {
    const auto codes = value.as_codes().value_or(std::vector<std::string>());
    columns.insert(codes.begin(), codes.end());
  }
  return columns;
}

std::int64_t points_of(const InstrumentPart& part, const std::set<std::string>& columns) {
  std::int64_t points = 0;
  for (const InstrumentColumn& column : part.columns)
    points += columns.count(column.id) > 0 ? column.points : 0;
  return points;
}

bool has_aged(const InstrumentPart& part, const std::set<std::string>& columns, LocalDate made,
              LocalDate today) {
  return std::any_of(part.columns.begin(), part.columns.end(), [&](const InstrumentColumn& column) {
    return column.months > 0 && columns.count(column.id) > 0 &&
           plus_months(made, static_cast<int>(column.months)) < today;
  });
}

Condition answer_is(std::string question, std::vector<std::string> values) {
  return {Condition::Op::answer_is, std::move(question), std::move(values), {}};
}

// As the question that asks for the instrument: who may have said it, and how far it goes.
Question like(const Question& asking, QuestionKind kind, std::string section, std::string id) {
  Question question;
  question.id = std::move(id);
  question.key = std::move(section) + "." + question.id;
  question.kind = kind;
  question.who_said_it = asking.who_said_it;
  question.who_said_it_first = asking.who_said_it_first;
  question.sharing = asking.sharing;
  return question;
}

Question ticks_question(const Question& asking, const Section& section, const InstrumentPart& part,
                        const InstrumentItem& item) {
  Question question = like(asking, QuestionKind::codes, section.id, item.id);
  question.label = item.label;
  for (const InstrumentColumn& column : part.columns)
    question.options.push_back({column.id, column.label, ""});
  return question;
}

Question evidence_question(const Question& asking, const Section& section,
                           const InstrumentPart& part, const InstrumentItem& item,
                           const Condition& chosen) {
  Question question = like(asking, QuestionKind::narrative, section.id, item.id + "_evidence");
  question.label = "Evidence: " + item.label;
  question.length_max = evidence_length_max;
  std::vector<std::string> any_column;
  for (const InstrumentColumn& column : part.columns)
    any_column.push_back(column.id);
  question.relevant = {Condition::Op::all,
                       {},
                       {},
                       {chosen, answer_is(section.id + "." + item.id, std::move(any_column))}};
  question.required = {Required::When::at_submission, {}};
  return question;
}

Section section_for(const Question& asking, const Instrument& instrument,
                    const InstrumentPart& part) {
  Section section{section_id(instrument, part), part.title, part.intro, "worker", false, {}};
  const Condition chosen = answer_is(asking.key, {instrument.code()});
  for (const InstrumentItem& item : part.items) {
    Question ticks = ticks_question(asking, section, part, item);
    ticks.relevant = chosen;
    section.questions.push_back(std::move(ticks));
    section.questions.push_back(evidence_question(asking, section, part, item, chosen));
  }
  return section;
}

}  // namespace

std::int64_t Instrument::points_max() const {
  std::int64_t points = 0;
  for (const InstrumentPart& part : parts) {
    for (const InstrumentColumn& column : part.columns)
      points += column.points * static_cast<std::int64_t>(part.items.size());
  }
  return points;
}

Score score(const Instrument& instrument, const Answers& answers) {
  Score score;
  for (const InstrumentPart& part : instrument.parts) {
    for (const InstrumentItem& item : part.items) {
      const FieldAnswer answer = answers.at(ticks_key(instrument, part, item));
      score.points += points_of(part, ticked(answer));
      score.unsettled = score.unsettled || answer.in_conflict;
    }
  }
  for (const InstrumentCategory& category : instrument.categories) {
    if (score.points >= category.least)
      score.category = &category;
  }
  HW_ASSERT(score.category != nullptr);
  return score;
}

std::vector<const InstrumentItem*> aged_ticks(const Instrument& instrument, const Answers& answers,
                                              LocalDate made, LocalDate today) {
  std::vector<const InstrumentItem*> aged;
  for (const InstrumentPart& part : instrument.parts) {
    for (const InstrumentItem& item : part.items) {
      if (has_aged(part, ticked(answers.at(ticks_key(instrument, part, item))), made, today))
        aged.push_back(&item);
    }
  }
  return aged;
}

const Instrument* instrument_with_code(const std::vector<Instrument>& instruments,
                                       std::string_view code) {
  const auto found =
      std::find_if(instruments.begin(), instruments.end(),
                   [&](const Instrument& instrument) { return instrument.code() == code; });
  return found == instruments.end() ? nullptr : &*found;
}

void ask_instrument(Form& form, const Instrument& instrument) {
  const Question* found = form.question_of(instrument_field);
  HW_ASSERT(found != nullptr);
  const Question asking = *found;
  const std::string asking_section(instrument_field.substr(0, instrument_field.find('.')));
  auto place = std::find_if(form.sections.begin(), form.sections.end(),
                            [&](const Section& section) { return section.id == asking_section; });
  HW_ASSERT(place != form.sections.end());
  std::vector<Section> sections;
  for (const InstrumentPart& part : instrument.parts)
    sections.push_back(section_for(asking, instrument, part));
  form.sections.insert(place + 1, sections.begin(), sections.end());
}

}  // namespace homeward
