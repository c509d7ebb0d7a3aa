// Long because it is the one file of words.
// Every word a worker reads that is not made by the core: one file, so that it can be
// read through, corrected and translated in one sitting. The words of forms, rules,
// dates and states come from the core; what is here only surrounds them.
import type { Head, Moment, Problem, SaidBy, Sharing } from "./worker/api";

type Told = { says: string; todo: string };

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

const counted = (count: number) => count.toLocaleString("en-GB");

/** "first"; whoever has more than a handful is told the number. */
const ordinal = (number: number) =>
  ["first", "second", "third", "fourth", "fifth"][number - 1] ?? `${number}th`;

export const words = {
  product: "Homeward",
  many,

  /** "Saturday 28 March, 14:02" as the core says it; the last part is the time of day. */
  time_of: (moment: Moment) => moment.words.split(", ").at(-1) ?? moment.words,

  common: {
    skip: "Skip to main content",
    back: "Back",
    cancel: "Cancel",
    previous: "Previous",
    next: "Next",
    loading: "Opening…",
    lock: "Lock",
    not_locked: {
      title: (count: number) =>
        `Homeward did not lock: ${many(count, "entry is", "entries are")} not saved`,
      still_saving: "It is still being saved.",
      save_again: "Save again and lock",
      all_the_same: (count: number) =>
        count === 1 ? "Lock, and lose this entry" : `Lock, and lose these ${count} entries`,
    },
    try_again: "Try again",
    there_is_a_problem: "There is a problem",
    success: "Success",
    or: "or",
    why: "Why?",
    yes: "Yes",
    no: "No",
    nothing_yet: "Nothing yet",
    signed_in_as: "Signed in as",
    error_prefix: "Error:",
    page_title: (title: string) => `${title} – Homeward`,
  },

  update: {
    ready: "A new version is ready.",
    use_it: "Use it now",
    waits: "It waits until nothing is being typed. Your work stays on this tablet.",
  },

  nowhere: {
    title: "Page not found",
    says: "There is nothing at this address. Your work is safe on this tablet.",
    home: "Go to my children",
  },

  broken: {
    title: "Sorry, this page stopped working",
    says: "What was saved is safe in this tablet, whether or not it has been sent.",
    todo: "Open Homeward again and carry on where you were. If it happens again on the same page, tell your administrator what you were doing.",
    again: "Open Homeward again",
  },

  sign_in: {
    title: "Sign in",
    lead: "You need a connection to sign in. After that, Homeward works without one.",
    username: "Username",
    password: "Password",
    button: "Sign in",
    again_title: "Sign in to send your work",
    again_lead: "Your work is safe on this tablet. Signing in lets it be sent to the council.",
    enter_username: "Enter your username",
    enter_password: "Enter your password",
    cleared: {
      says: "This browser has cleared what Homeward kept on this tablet. Work that was not yet sent is gone from it.",
      todo: "Sign in: everything the council holds comes back. Write again now what you remember of anything missing, tell your supervisor, and install Homeward from the browser’s menu so that it is kept.",
    },
    show: "Show",
    hide: "Hide",
    show_what: (what: string) => `Show ${what}`,
    hide_what: (what: string) => `Hide ${what}`,
  },

  unlock: {
    title: "Unlock Homeward",
    who: "Who are you?",
    passphrase: "Your passphrase",
    hint: "The passphrase you chose on this tablet, not your account’s password.",
    button: "Unlock",
    forgotten: "I have forgotten my passphrase",
    someone_else: "Someone else wants to use this tablet",
    enter_passphrase: "Enter your passphrase",
    not_you: "Choose someone else",
    unreadable: {
      name: "Someone whose work cannot be opened",
      organisation: "Nothing was deleted. Ring your administrator.",
    },
    damaged: {
      title: "Carry off what is unsent",
      lead: "What you wrote and had not sent can often still be read. It can be saved to a file that only the council can read, and brought by any tablet that is signed in, or by an administrator.",
      save: "Save unsent work to a file",
      saved: (name: string) =>
        `Saved as ${name}. Whoever brings it is told how much of it the council has taken.`,
      nothing: "Everything that can be read here has been sent: there is nothing to save.",
      only_here: (count: number) =>
        `Everything that was finished and can be read here has been sent. ${many(count, "entry or comment that was", "entries or comments that were")} not finished cannot be put in a file, and ${count === 1 ? "is" : "are"} only on this tablet: do not clear the browser’s data, and ring your administrator.`,
      not_whole: "Some of what was typed last could not be read, and is not in the file. Keep this tablet as it is.",
      unreadable: {
        says: "What was not sent cannot be read on this tablet either. Nothing was deleted.",
        todo: "Do not clear the browser’s data. Ring your administrator, and keep the tablet.",
      },
    },
    cannot_be_read: {
      says: "This person’s work on this tablet cannot be opened by this version of Homeward. Nothing was deleted.",
      todo: "Do not clear the browser’s data. Close and open Homeward again, and if it says this again, ring your administrator.",
    },
  },

  passphrase: {
    title: "Choose a passphrase",
    new_title: "Choose a new passphrase",
    why: "Your passphrase locks the children’s records on this tablet, so that a lost or stolen tablet tells nobody anything. It never leaves the tablet: the council does not know it and you will need it with and without a connection.",
    first: "Passphrase",
    hint: "At least 12 characters. Four or five unrelated words are easy to remember and hard to guess.",
    second: "Type it again",
    button: "Use this passphrase",
    least: 12,
    too_short: (length: number) => `${length} of at least 12 characters`,
    long_enough:
      "Long enough. Only you can tell whether somebody who knows you could guess it, so do not use a name, a date or a passphrase you use elsewhere.",
    short_error: "Your passphrase must be at least 12 characters",
    again_error: "Type your passphrase again",
    differ: "The two passphrases are not the same. Type them again",
  },

  forgotten: {
    title: "Forgotten passphrase",
    lead: "Nothing is lost. An administrator can let you choose a new passphrase, and everything on this tablet, sent or not, will still be there.",
    steps: [
      "Connect to the internet.",
      "Sign in with your account’s password, below.",
      "Ring your administrator and ask them to approve it.",
    ],
    button: "Ask an administrator",
    waiting_title: "Waiting for an administrator",
    waiting:
      "We have asked. As soon as an administrator approves, you can choose a new passphrase here. Your work stays on this tablet meanwhile.",
    check: "Check again",
    signing_in: {
      title: "Sign in to go on waiting",
      lead: "You have been signed out while you waited for an administrator. What you asked still stands: sign in with your account’s password, and you need not ask again.",
      button: "Sign in and go on waiting",
    },
    asking_again: {
      title: "Ask an administrator again",
      lead: "What you asked is not at the council any more: it was approved more than a day ago, or asked anew since. Nothing is lost. Sign in with your account’s password to ask again, and ring your administrator.",
      button: "Ask an administrator again",
    },
    approved:
      "An administrator has approved it. Choose a new passphrase now: your work is as you left it.",
  },

  another_tab: {
    title: "Homeward is open somewhere else",
    says: "Homeward is open in another tab or window on this tablet. Only one can write at a time, so that nothing is written twice.",
    todo: "Go back to the other one, or use Homeward here. What was typed there is saved first.",
    button: "Use Homeward here",
  },

  no_storage: {
    title: "Homeward cannot store anything here",
    lead: "Without storage on this tablet your work could be lost, so Homeward will not open.",
    likely: "What usually helps",
    tips: [
      "Use an ordinary window, not a private or incognito one.",
      "Free some space on the tablet.",
      "Ask your administrator whether storing site data is allowed in this browser.",
    ],
    button: "Try again",
  },

  sync: {
    strip_link: "Sending and receiving",
    title: "Sending and receiving",
    states: {
      idle: "Up to date",
      sending: "Sending",
      receiving: "Receiving",
      offline: "No connection",
      waiting: "Waiting to try again",
      signed_out: "Sign in again",
    },
    by_itself: {
      offline: "Homeward sends by itself when there is a connection.",
      waiting: "Homeward tries again by itself.",
    },
    unsent: "Not yet sent",
    nothing: "Nothing",
    oldest: "Oldest work not sent",
    none: "None",
    receipt: "Last receipt from the council",
    no_receipt: "None yet",
    show_receipt: "Show the receipt",
    receipt_says:
      "By this the council’s server has signed that these changes are on its disk. Show it to whoever doubts that your work arrived.",
    receipt_changes: "Changes made on this tablet",
    receipt_count: (count: number) => `The first ${counted(count)}`,
    receipt_tablet: "This tablet’s mark",
    receipt_chain: "The changes’ fingerprint",
    receipt_signature: "The council’s signature",
    send_now: "Send now",
    sending: "Sending…",
    sign_in: "Sign in to send",
    progress: (done: number, total: number) => `${counted(done)} of ${counted(total)} received`,
    progress_label: "Receiving your children’s records",
    put_back: (when: string) =>
      `The council’s server was put back to an earlier copy. This tablet learnt of it on ${when}, and sends again by itself what the copy had lost of your work.`,
    renewed: (when: string, sent_again: number) =>
      `This tablet’s database was copied, or put back from a copy. The council noticed on ${when}, and this tablet goes on by itself under a name of its own. ${
        sent_again === 0
          ? "Everything in it was held by the council already."
          : `${many(sent_again, "change", "changes")} that only this tablet held ${sent_again === 1 ? "goes" : "go"} to the council under that name.`
      } Nothing was lost.`,
    held_title: "Set aside by the council",
    held_lead:
      "The council’s server could not accept these. Each has its reason, and nothing else waits for them.",
    not_the_council: {
      says: "A receipt came that the council’s server did not sign. Nothing counts as held by it; your work is on this tablet.",
      todo: "Carry on working, and tell your administrator.",
    },
    to_know: (count: number) => many(count, "thing to know", "things to know"),
    unreadable_title: "Waiting for a newer Homeward",
    unreadable: (count: number) =>
      `${many(count, "change came", "changes came")} from the council that this version of Homeward cannot read. Nothing is lost: what cannot be read is kept here, and read again each time Homeward starts.`,
    unreadable_todo: "When Homeward says that a new version is ready, use it.",
    sealed_title: "Locked away for the council",
    sealed: (count: number) =>
      `When a child is no longer one of yours, their records leave this tablet. What you wrote in them stays here for now, locked so that only the council can read it: ${many(count, "change", "changes")}.`,
    sealed_until:
      "The council received it before it was locked. The copy here is kept in case something happens to the council’s server, and Homeward removes it once the council has a backup of it. There is nothing you need to do.",
    set_aside: {
      title: "What was set aside of your children’s records",
      lead: "Answers about your children that arrive and cannot be taken into the record are kept apart at the council, with the reason. Read them, and decide: admit them into the record, or do not take them in. Their author is told what you decided, and why. Nothing is deleted. This needs a connection.",
      look: "Look for what was set aside",
      look_decided: "Look at what was decided",
      none: "Nothing is set aside that waits for a decision.",
      none_decided: "Nothing was decided yet.",
      more: (left: number) => `Show more (${counted(left)} left)`,
      child: "a child who is not on this tablet",
      written: (author: string, when: string | null) =>
        when === null ? `by ${author}` : `written by ${author}, ${when}`,
      told: (reason: string) => `Its author was told: “${reason}”`,
      received: (when: string) => `received ${when}`,
      unreadable: "Its words cannot be read here.",
      no_words: "It says nothing in words.",
      reason: "Your reason",
      reason_hint: "It is kept, and the author reads it.",
      reason_needed: "Say why.",
      admit: "Admit into the record",
      leave_out: "Do not take in",
      done: {
        in: "Admitted into the record. Everybody who sees the child receives it.",
        out: "Not taken in. It stays readable here, under what was decided.",
      },
      was_first: (by: string, admitted: boolean, reason: string) =>
        `${by} decided this before you did, and that stands: ${admitted ? "admitted into the record" : "not taken in"}, “${reason}”.`,
    },
    rescue: {
      title: "If this tablet cannot connect",
      lead: "Your unsent work can be saved to a file and carried to the council another way: any tablet that is signed in can bring it, or an administrator. Only the council can read it. It stays on this tablet too.",
      save: "Save unsent work to a file",
      nothing: "Everything here has been sent: there is nothing to save.",
      left_out: (count: number) =>
        `${many(count, "photograph or document is", "photographs or documents are")} not in the file and can only be sent by this tablet.`,
      only_here: (unfinished: number, remarks: number) =>
        [
          unfinished > 0 && `${many(unfinished, "entry that is not finished is", "entries that are not finished are")} not in the file.`,
          remarks > 0 && `${many(remarks, "comment that waits for your decision is", "comments that wait for your decision are")} not in the file.`,
          unfinished + remarks > 0 && "Finish what is open first and save the file again, or write it down elsewhere.",
        ]
          .filter(Boolean)
          .join(" "),
      files: (count: number) =>
        `The council has taken ${many(count, "photograph or document", "photographs or documents")} from it.`,
      saved: (name: string) => `Saved as ${name}. Nothing counts as held by the council until this tablet says so.`,
      bring_title: "Bring a file from another tablet",
      bring_lead: "Choose a file of unsent work. You cannot read it, and bringing it twice does no harm.",
      file: "File of unsent work",
      bring: "Bring it to the council",
      choose: "Choose a file first.",
      choose_next: "Its name ends in .rescue.",
      copied: "This database was copied, or put back from a copy. A file of it can be made as soon as it has a name of its own, which it gets with the next connection. Your work is still on this tablet.",
      copied_next: "Let this tablet connect for a moment. Do not clear this browser’s data.",
      taken: (changes: number, added: number) =>
        added === 0
          ? `The council had all ${many(changes, "change", "changes")} of it already.`
          : `The council has taken ${many(added, "change", "changes")} from it.`,
      set_aside: (count: number) => `${many(count, "change was", "changes were")} set aside, with the reason.`,
    },
    sign_out: "Sign out",
    sign_out_hint: "Nothing on this tablet is deleted. Work that is not sent waits here until you sign in again.",
    compared: {
      title: "Compared with the council",
      never: "Not compared yet. It is done by itself once a day, when you are connected.",
      at: (records: number, when: string) =>
        `${many(records, "record", "records")} here ${records === 1 ? "was" : "were"} compared with the council’s copy on ${when}.`,
      same: "They are the same.",
      mended: "These differed, and were put right from the council’s copy:",
      left: "These differ, and were left as they are:",
      now: "Compare now",
      comparing: "Comparing…",
    },
    safe_title: "What is safe?",
    safe: [
      "“Saved on this tablet” means it is written down here, encrypted, and survives a flat battery.",
      "“Held by the council” means the council’s server has signed for it. Only then is it in two places.",
    ],
  },

  menu: {
    label: "Menu",
    children: "My children",
    work: "My work",
  },

  work: {
    title: "My work",
    none: "Nothing is owed, and nothing waits for you. When something does, it stands here, the most urgent first.",
    none_shown: "Nothing of that kind is owed.",
    unreadable_policy:
      "This version of Homeward cannot read the council’s own policy. What is owed is worked out by Homeward’s own pack for the authority, which may differ; where it has none, nothing is shown as owed. What you write is kept all the same. Tell whoever looks after Homeward at your council.",
    unreadable_details: "What to tell them",
    show_all: "Show all of it",
    counts: (duties: number, lying: number, children: number) =>
      `${many(duties, "thing", "things")} owed${
        lying > 0 ? ` and ${lying} with you` : ""
      }, for ${many(children, "child", "children")}`,
    lying: {
      unfinished: "Not finished",
      returned: "Returned to you",
      to_review: "Waits for your review",
      to_hold: "Accepted, not held yet",
      begun: "Begun, not submitted",
    },
    open_lying: {
      unfinished: "Finish",
      returned: "Correct",
      to_review: "Review",
      to_hold: "Open the time away",
      begun: "Continue",
    },
    lying_of: (count: number) => `${count} with you`,
    states: { all: "All", overdue: "Overdue", due_soon: "Due soon" },
    state_group: "Which are shown",
    who: "Who owes it",
    everyone: "Everyone",
    name: "Child’s name",
    list: "What is owed, by child",
    owed_of: (duties: number) => (duties === 0 ? "Nothing owed" : `${duties} owed`),
    reports: {
      title: (count: number, first: string | undefined) =>
        `Reports due next (${count})${first ? `: the first by ${first}` : ""}`,
      lead: "Made for the whole council, not for one child.",
      next: (when: string) => `Next by ${when}`,
      who: (who: string) => `Made by: ${who}`,
      audience: (whom: string) => `Goes to: ${whom}`,
    },
  },

  policy: {
    why: "Why?",
    rule: "Rule",
    read_as: "How it was read:",
    who: "Owed by",
    arose: "Since",
    due: (when: string) => `Due by ${when}`,
    sides: {
      home: (name: string) => `Home authority: ${name}`,
      host: (name: string) => `Host authority: ${name}`,
    },
    warning: "Warning",
    owed: "To do",
    nothing_owed: "No duty of the policy is open here now.",
    done: (count: number) => `Done or no longer owed (${count})`,
    upcoming: "If nothing changes",
    upcoming_at: (when: string) => `Owed from ${when}`,
    asked: "Who is asked to interview",
    questions: "Does this fit?",
    questions_lead: "What is written does not fit together. Correct it, or leave it if it is right.",
  },

  timeline: {
    title: "Times away, drawn",
    list: "The same in words",
    categories: {
      missing: "Missing",
      absent: "Absent",
      away_without_authorisation: "Away without authorisation",
    },
    not_counted: "Empty: not counted",
    away: "still away",
    bar: (number: number) => `Number ${number}`,
  },

  home: {
    title: "My children",
    review_title: "Waiting for your review",
    returned_title: "Returned to you",
    all_title: "All my children",
    add_child: "Add a child",
    search: "Find a child by name",
    found: (count: number) =>
      count === 0 ? "No child by that name" : many(count, "child", "children"),
    none: "No children have been allocated to you yet. They arrive by themselves when you are connected.",
    none_ever: "An administrator looks after accounts and receives no child’s records.",
    unsent: (count: number) => `${many(count, "answer", "answers")} not yet sent`,
    conflicts: (count: number) => `${many(count, "answer", "answers")} to settle`,
    returned: (count: number) => `${many(count, "record", "records")} returned to you`,
    submitted: (interviewer: string, when: string) => `${interviewer} submitted it on ${when}`,
    changed: (count: number) => `${many(count, "answer", "answers")} changed since it was returned`,
    conflict: "Something to settle first",
    comments_begun: (count: number) => `${many(count, "comment", "comments")} begun, not sent`,
    own: "Your own work: another supervisor decides",
    review: (child: string) => `Review ${child}’s interview`,
    correct: (child: string) => `Correct ${child}’s interview`,
    plan: {
      review: (child: string) => `Review ${child}’s safety plan`,
      correct: (child: string) => `Correct ${child}’s safety plan`,
    },
    any: {
      review: (child: string, title: string) => `Review ${child}’s ${title.toLowerCase()}`,
      correct: (child: string, title: string) => `Correct ${child}’s ${title.toLowerCase()}`,
    },
  },

  reviews: {
    none: "Nothing waits for your review.",
    waiting: (count: number) =>
      `${many(count, "record waits", "records wait")} for your review, the oldest first.`,
  },

  add_child: {
    title: "Add a child",
    lead: "Write what you know. If the child may be on this tablet already, you are shown who it could be.",
    given_name: "First name",
    family_name: "Last name",
    case_number: "Number in the case system",
    case_number_hint: "If there is one yet. By it the council’s case system finds this record later.",
    button: "Continue",
    found: (count: number) =>
      count === 1 ? "Is it this child?" : `Is it one of these ${count} children?`,
    found_next: "If it is, open the record that is there and carry on in it.",
    another: "No, add a new child",
    nothing_typed:
      "You have written no name and no number, so nobody can be looked for. You can add the child without, and write the name as soon as it is known.",
    unnamed: "Add a child without a name",
  },

  clock: {
    why: (rule: string) => `Why? (rule ${rule})`,
    due: (when: string) => `Due by ${when}`,
    source: "Where the rule is written:",
  },

  child: {
    tab: "A child’s records",
    safety_plan: "Safety plan",
    no_plan: "No safety plan yet.",
    make_plan: "Make the safety plan",
    open_plan: "Open the safety plan",
    episodes: "Times away",
    no_episodes: "No times away are recorded.",
    add_episode: "Record a time away",
    episode: (number: number, when: string) => `${when} (number ${number})`,
    episode_unknown: (number: number) => `Number ${number}`,
    missing_from: "Missing from",
    returned: "Returned",
    still_missing: "Not yet returned",
    unknown: "Not known",
    category: "Category",
    risk: "Risk",
    owed: (name: string) => `To do about ${name}`,
    left: "Still to do",
    offers: "Offers of an interview",
    offer_by: (by: string) => `by ${by}`,
    no_offers: "None recorded yet.",
    record_offer: "Record an offer",
    interview: "Interview",
    not_started: "Not started",
    start: "Start the interview",
    carry_on: "Continue the interview",
    correct: "Correct the interview",
    read: "Read the interview",
    which: (when: string) => `time away from ${when}`,
    which_unknown: (number: number) => `time away number ${number}`,
    files: "Photographs and documents",
    files_about: (name: string) => `Photographs and documents about ${name}`,
    records: "Plans, assessments and meetings",
    records_about: (name: string) => `Plans, assessments and meetings about ${name}`,
    no_records: "None yet.",
    begin_record: "Make or record something",
    open_episode: "Open the record of this time away",
    open_child: "Open the record about the child",
    open: "Open",
    open_note: (when: string) => `Open the note of ${when}`,
    notes: "Notes",
    no_notes: "No notes yet.",
    add_note: "Add a note",
    facts: "About the child",
    no_facts: "Nothing is recorded yet.",
  },

  files: {
    none: "None yet.",
    add: "Add a photograph or document",
    added: (when: string, by: string) => `Added ${when} by ${by}`,
    get: "Get it from the council",
    getting_offline: "It comes as soon as there is a connection.",
    absent: "It is still on the tablet where it was added, and comes when that has sent it.",
    progress: (title: string) => `Pieces of “${title}”`,
    save_copy: "Save a copy to open it",
    copy_hint:
      "The copy is not encrypted. Delete it from this device’s downloads when you have read it.",
    title: "Add a photograph or document",
    take: "Take a photograph",
    choose: "Or choose a file",
    choose_hint: "A photograph, a PDF document or plain text, 10 MB at most.",
    what: "What does it show, or what is it?",
    what_hint: "For example, “School photograph” or “Signed consent form”.",
    metadata:
      "Of a photograph only the picture is kept: where, when and with what it was taken is left out.",
    chosen: (name: string) => `Chosen: ${name}`,
    preview: "The photograph you chose",
    button: "Add it to the record",
    adding: "Adding…",
    choose_first: "Take a photograph or choose a file.",
    say_what: "Say what it shows, or what it is.",
    unreadable: {
      says: "This picture cannot be read on this tablet.",
      todo: "Save it as a JPEG or PNG picture, or photograph it again, and add that.",
    },
    far_too_large: (size: string) => ({
      says: `This file is ${size}. A file can be 10 MB at most.`,
      todo: "Make it smaller, or add it in parts. Nothing was changed.",
    }),
  },

  interview: {
    intro: "Take the sections in any order. Everything is saved on this tablet as you go.",
    sections: "Sections",
    states: {
      not_started: "Not started",
      in_progress: "In progress",
      done: "Done",
      needs_attention: "Look again",
    },
    declined_link: "The child does not want an interview",
    declined_tab: "Interview declined",
    declined_title: (child: string) => `${child} does not want an interview`,
    declined_lead:
      "That is their choice, and it is an answer in its own right. Nothing already written is lost.",
    declined_next:
      "Next you can write down why, in their words if they gave any, and the parents’ or carers’ part if they want to talk.",
    declined_button: "Record that the child declined",
    declined_now: "Recorded as declined. The parents’ or carers’ part can still be completed.",
    undo_declined: "The child would like an interview after all",
    check: "Check and submit",
    ask_review: "Ask a supervisor to review this",
    finalise: "Check and finalise this time away",
    read_through: "Read through what is written",
    other_answers: "Answers from another version of the form",
    other_lead: "This version of Homeward has no question for these. They are kept.",
    comments_title: "Your supervisor’s comments",
    authorised_with: "Written with the authorisation",
    other_comments: (count: number) =>
      count === 1 ? "The other comment" : `The other ${count} comments`,
    addendum: (count: number) =>
      `${many(count, "answer was", "answers were")} changed after it was submitted. They stand beside the submitted version; submit again to take them in.`,
    to_review: "Review and decide",
    plan_link: "Open the safety plan",
    helplines: "Helplines",
    not_sent: (count: number) => `${count} not yet sent`,
    all_sent: "All sent",
    saving: "Saving…",
    saved: (time: string) => `Saved on this tablet ${time}`,
    untouched: "Saves as you type",
    not_saved: "Not saved yet",
    unfinished: (labels: string[]) => `Kept as typed, not finished: ${labels.join(", ")}`,
    unfinished_title: (count: number) => `${many(count, "entry is", "entries are")} not finished`,
    unfinished_lead:
      "Kept on this tablet as typed. Finish or clear each one: until then it is not an answer, and is not sent.",
    leave_unfinished: "Finish it later",
    save_again: "Save again",
    jump: "All questions in this section",
    step: (step: number, total: number) => `Page ${step} of ${total}`,
    to_sections: "All sections",
    next_section: (title: string) => `Next section: ${title}`,
    answered: "answered",
    not_answered: "not answered",
    read_only: "You can read this, and not change it.",
  },

  answer: {
    needed: "Needed before you submit",
    who_and_sharing: "Who said it, and sharing",
    more: "More",
    said_by: "Who said it?",
    sharing: "How far may it be shared?",
    said: {
      unsaid: "Nobody in particular",
      child: "The child said it",
      parent_or_carer: "A parent or carer said it",
      observed: "The interviewer saw it",
      police: "The police said it",
      other: "Someone else said it",
    } satisfies Record<SaidBy, string>,
    shared: {
      case_file: "Case file only",
      police: "Case file and police",
      parents: "Case file, police and parents",
    } satisfies Record<Sharing, string>,
    goes_to: (shared: string) => `Goes to: ${shared.charAt(0).toLowerCase()}${shared.slice(1)}`,
    change: "Change",
    absences: {
      not_asked: "Not asked",
      would_not_say: "Would not say",
      nothing_to_tell: "Nothing to tell",
    },
    absence_group: (label: string) => `Instead of an answer to: ${label}`,
    absence_why: "Why was it not asked?",
    history: "Earlier answers",
    day: "Day",
    month: "Month",
    year: "Year",
    time: "Time",
    time_hint: "24 hour, for example 06:40",
    now: "Now",
    stands_in: (section: string, title: string, child: string) =>
      `${section}, ${title}, ${child}`,
    clear: "Clear",
    choose_one: "Choose one",
    add_row: (noun: string) => `Add ${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`,
    add_another: (noun: string) => `Add another ${noun}`,
    row: (noun: string, number: number) =>
      `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${number}`,
    remove_row: (noun: string, number: number) => `Remove ${noun} ${number}`,
    remove_sure: (noun: string) => `Remove this ${noun}?`,
    remove_yes: "Yes, remove",
    remove_no: "No, keep",
    comment: (author: string, when: string) => `${author}, ${when}`,
    addendum: "Added after submitting",
    unknown: "An answer this version cannot show. It is kept.",
    characters_left: (left: number) => `${many(left, "character", "characters")} left`,
  },

  conflict: {
    title: "Two answers were written apart",
    title_many: (count: number) => `${count} answers were written apart`,
    lead: (count: number, writable: boolean) =>
      `${count === 2 ? "Neither" : "None"} is lost. Choose which one stands${writable ? ", or write a new one" : ""}.`,
    row_lead: (noun: string) => `This ${noun} was removed in one place and changed in another.`,
    by: (author: string, when: string) => `${author}, ${when}`,
    on: ({ this_tablet, mine, tablet }: Pick<Head, "this_tablet" | "mine" | "tablet">) => {
      if (this_tablet) return "on this tablet";
      if (tablet === 0) return mine ? "on another of your tablets" : "on their tablet";
      return mine
        ? `on the ${ordinal(tablet)} of your other tablets`
        : `on their ${ordinal(tablet)} tablet`;
    },
    before: "Before that",
    nothing_before: "Nothing had been written before.",
    keep: "Keep this one",
    keep_both: (count: number) => (count === 2 ? "Keep both" : "Keep them all"),
    both_stay: (count: number) =>
      `${count === 2 ? "Both" : "All of them"} stay in “Earlier answers”, whichever you choose.`,
    under: (by: string, said: string) =>
      said === "" ? `${by}:` : `${by} (${said.charAt(0).toLowerCase()}${said.slice(1)}):`,
    arrived: (mine: boolean, by: string) =>
      mine
        ? `You have also answered this on another tablet: ${by}.`
        : `Somebody else has also answered this: ${by}.`,
    both_kept: "Both answers are kept. You can look at them when you like.",
    look: "Look at the answers",
    write: "Write a new one",
    carry_on: "Carry on with what I wrote",
    hints: {
      suggested: "Suggested from both. Read it before you use it.",
      both: "All that was written, one after the other. Look it through and change what you like.",
      begun: "What you began to write. It is no answer until you use it.",
    },
    use: "Use what I wrote",
    stop: "Go back to the choice",
    begun: "What you began to write is kept on this tablet until one is chosen.",
    outlived: "You began to write another answer",
    outlived_lead:
      "Meanwhile it was settled, as it stands above. What you began is kept on this tablet only.",
    use_after_all: "Make it the answer",
    delete: "Delete what I wrote",
    delete_sure: "Delete what you wrote?",
    delete_yes: "Yes, delete",
    delete_no: "No, keep",
    blank: "(left empty)",
    your_text: "New answer",
  },

  last_time: {
    then: "Last time",
    now: "Now",
    when: (when: string, author: string) => `${when}, written by ${author}`,
    since: (says: string, from: string) => `${says}: ${from}`,
    something: "Something that was said last time",
    not_here: "It was said in an interview that is not on this tablet.",
    not_yet: "Not asked about",
    line: (then: string, now: string) => `${then} – ${now.charAt(0).toLowerCase()}${now.slice(1)}`,
    not_asked: (count: number) => `${many(count, "thing", "things")} said last time not asked about`,
    asked_too: "Who and where it was this time is asked further on.",
    what_was_said: "What was said last time",
    stands: "This need not be asked again.",
    anew: "Write a new answer",
    to_section: (title: string) => `${title}: say what is still true`,
  },

  check: {
    title: "Check and submit",
    plan_title: "Check and submit the plan",
    ask_title: "Check and ask for a review",
    finalise_title: "Check and finalise this time away",
    missing_title: "Still missing",
    missing_lead:
      "Answer these before you submit. “Would not say” and “not asked” are answers too.",
    conflicts_title: "Answers to settle",
    ready: (answered: number, asked: number) =>
      `All that must be answered is answered. ${
        answered === asked
          ? "Every question has an answer."
          : `${answered} of ${asked} questions ${answered === 1 ? "has" : "have"} an answer; the other ${asked - answered} may be left.`
      }`,
    submit: "Submit to your supervisor",
    submitting: "Submitting…",
    what_happens:
      "Submitting fixes this version. You can still add to it later: what you add stands beside it.",
    arrived_title: "Something arrived from another tablet while you were reading",
    arrived: "What you read before is not all of it. Read it through again before you submit it.",
    arrived_read: "I have read it through again",
    cannot: "You cannot submit this",
    conflict_item: (label: string) => `Settle: ${label}`,
    answers: "What you have written",
    change: "Change",
    unanswered: "No answer",
    not_answered: (count: number) => `${many(count, "question", "questions")} not answered`,
  },

  submitted: {
    title: "Submitted",
    tablet: "Saved on this tablet, not yet held by the council",
    tablet_next:
      "It is sent by itself as soon as there is a connection. Keep this tablet safe until then. You can lock it.",
    council: "Held by the council",
    council_next: "The council’s server has signed for it. Your supervisor can read it now.",
    next: "What happens next",
    next_says: (to_supervisor: boolean) =>
      `${to_supervisor ? "Another" : "A"} supervisor reads it, and authorises it or returns it to you with comments.`,
    home: "Back to my children",
    child: (name: string) => `Back to ${name}`,
  },

  plan: {
    intro: "This is my plan. I decide what goes in it, and I can change it whenever I want.",
    with: "Made together with the child. Everything is saved on this tablet as you go.",
    start: "Start",
    to_parts: "My plan",
    not_yet: "Not written yet",
    check: "Check and submit the plan",
    read_through: "Read through the plan",
  },

  assessment: {
    title: "Score",
    unsettled:
      "Two people ticked different things. Until that is settled, all that either ticked counts.",
    aged_title: "Ticked then, and not necessarily so now",
  },

  short_form: {
    done: "Done",
    done_hint: "What you type is saved on this tablet as you type it.",
  },

  review: {
    title: (child: string) => `${child}: interview to review`,
    any_title: (child: string, title: string) => `${child}: ${title.toLowerCase()} to review`,
    read_title: (child: string) => `${child}: interview`,
    any_read_title: (child: string, title: string) => `${child}: ${title.toLowerCase()}`,
    plan_read_title: (child: string) => `${child}: safety plan`,
    outcomes_hint: "If you authorise it. Choose all that apply.",
    plan_title: (child: string) => `${child}: safety plan to review`,
    to_decision: "Go to your decision",
    waits: "It waits for your decision, below the answers.",
    changed_count: (count: number) =>
      count === 0
        ? "No answer was changed since it was returned."
        : `${many(count, "answer was", "answers were")} changed since it was returned.`,
    asked_title: "What was asked for when it was returned",
    changed_since: "Changed since",
    unchanged_since: "Not changed since",
    none_changed: "No answer was changed since then.",
    no_other_changed: "No other answer was changed since then.",
    changed_too: (count: number) =>
      `${many(count, "other answer was", "other answers were")} changed since then:`,
    only_changed: "Show only what was commented on or changed since it was returned",
    was: "When it was returned",
    removed_rows: "Removed since it was returned",
    now: "Now",
    add_comment: "Add a comment",
    comment: "Your comment",
    remove_comment: "Remove the comment",
    decide: "Your decision",
    comments_count: (count: number) =>
      count === 0
        ? "No comments yet."
        : `${many(count, "comment goes", "comments go")} with your decision.`,
    reason: "Reason or summary",
    reason_hint:
      "Needed to return it without comments. With an authorisation it is kept beside it.",
    return: "Return to the interviewer",
    authorise: "Authorise",
    authorise_sure: "Authorise exactly this version?",
    authorise_sure_says:
      "It becomes the council’s record of the interview. Later changes stand beside it as additions.",
    authorise_sure_plan:
      "It becomes the council’s record of the plan. Later changes stand beside it as additions.",
    authorise_sure_any:
      "It becomes the council’s record. Later changes stand beside it as additions.",
    authorise_yes: "Yes, authorise it",
    authorise_no: "Not yet",
    return_needs: "Write at least one comment, or a reason",
    returned: (to: string, of: string) => `Returned to ${to}: ${of}`,
    returned_next:
      "It is sent by itself. They see it, and what you asked for, when their tablet next meets the council.",
    authorised: (of: string) => `Authorised: ${of}`,
    authorised_next: (by: string) =>
      `It is the council’s record now. It is sent by itself, and ${by} sees it when their tablet next meets the council.`,
    rivals_title: "Two versions were submitted at once",
    rivals:
      "Each was submitted without knowing of the other. Both are kept. Submit it again, with what is to stand, to have it decided.",
    decision_conflict_title: "Returned and authorised at once",
    decision_conflict:
      "Two supervisors decided about this version without knowing of each other. Both decisions are kept. Talk to each other, then decide again here.",
    addendum: "Added after submitting",
    cannot: "You cannot decide on this one",
    no_answer: "No answer",
    remove_comment_on: (label: string) => `Remove the comment on: ${label}`,
    yours_until: "Only yours until you decide",
    begun_earlier_title: "It was submitted again while you were commenting",
    begun_earlier: (when: string) =>
      `You began your comments on the version submitted on ${when}. Nothing you wrote is lost. Read what changed, then decide on this version.`,
    again_title: "It was submitted again while you were reading",
    again: "What you read before is not this version. Read what changed, then decide on this version.",
    kept_title: "Comments you have not sent",
    kept_elsewhere: "These are about questions that are not asked in this version. They go with your decision unless you remove them.",
    kept_undecided: "They are on this tablet, and nobody else sees them. They are here if it is submitted again.",
  },

  history: {
    title: "Earlier answers",
    replaced: "Replaced",
    standing: "Stands now",
    to_settle: "To be settled",
    answer_of: (author: string, when: string) => `${author}’s answer of ${when}`,
    apart: (answers: string[]) =>
      `Written apart from ${answers.join(" and from ")}: neither had seen the other.`,
    settled: (author: string, when: string, kept: string | null) =>
      kept === null
        ? `Settled by ${author} on ${when} with a new answer.`
        : `Settled by ${author} on ${when}, who kept ${kept}.`,
    where: {
      tablet: "Saved on this tablet",
      received: "Received from the council",
      council: "Held by the council",
    } satisfies Record<Head["where"], string>,
  },

  problems: {
    wrong_password: {
      says: "The username or password is not right.",
      todo: "Check both and try again. After several tries you have to wait a little.",
    },
    wrong_passphrase: {
      says: "That is not the passphrase for this person on this tablet.",
      todo: "Try again. Capital letters and spaces count. Nothing on the tablet is lost.",
    },
    weak_passphrase: {
      says: "That passphrase is too easy to guess.",
      todo: "Use four or five unrelated words.",
    },
    offline: {
      says: "There is no connection. Your work is safe on this tablet.",
      todo: "Carry on. Try again when you have a connection.",
    },
    session_expired: {
      says: "You have been signed out of the council’s server. Your work is safe on this tablet.",
      todo: "Carry on working. Sign in when you have a connection, and it will be sent.",
    },
    account_disabled: {
      says: "Your account has been closed. Work on this tablet that was not sent is kept and can still be delivered.",
      todo: "Speak to your administrator.",
    },
    another_tab: {
      says: "Homeward is open in another tab.",
      todo: "Use the other tab, or take over here.",
    },
    no_storage: {
      says: "This browser does not let Homeward store anything.",
      todo: "Use an ordinary window, not a private one, or ask your administrator.",
    },
    storage_full: {
      says: "This tablet is full, so the last change is not saved yet. What you typed is still on this page, and everything before it is safe.",
      todo: "Free some space without closing this page, then choose to save again.",
    },
    damaged: {
      says: "Part of what is stored on this tablet cannot be read. What the council holds is safe.",
      todo: "Do not clear the browser’s data. Ring your administrator.",
    },
    refused: {
      says: "You are not allowed to do that.",
      todo: "If you should be, ask your supervisor or administrator.",
    },
    not_found: {
      says: "This is not on this tablet. The child may no longer be one of yours, or the record may not have arrived yet. What you wrote was not deleted: what the council set aside is listed under Sending and receiving.",
      todo: "Connect to receive what is new. If you should still work with this child, ask your supervisor.",
    },
    bad_input: {
      says: "That answer cannot be kept as it is. What you typed is still on this page.",
      todo: "Look at what you typed and correct it.",
    },
    busy: {
      says: "Homeward is still doing something else. Nothing is lost.",
      todo: "Wait a moment and try again.",
    },
    server_trouble: {
      says: "The council’s server has a problem. Your work is safe on this tablet.",
      todo: "Carry on. Homeward tries again by itself.",
    },
    unexpected: {
      says: "Something went wrong that should not. What was saved is safe on this tablet.",
      todo: "Try again. If it happens again, open Homeward again and tell your administrator.",
    },
  } satisfies Record<Problem["code"], Told>,
};
