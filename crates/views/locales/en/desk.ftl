citizen-promise-moved = The time limit has been moved from { $from } to { $to } because the unit is closed.
citizen-talk-counter = Talked in person { $time }
citizen-talk-phone = Talked on the phone { $time }
staff-absence-change = Say when you are away
staff-absence-from = First day away
staff-absence-last = Last day away
staff-absence-line = { $name } is away from { $from } up to and including { $last }.
staff-absence-none = Nobody is away.
staff-absence-own = When are you away?
staff-absence-queue = The conversations go to the queue.
staff-absence-say = Save the absence
staff-absence-stand-in = { $name } stands in.
staff-absence-take-back = Delete the absence
staff-absence-title = Absence
staff-absence-who = Who takes over your conversations?
staff-absence-who-help = Whoever stands in sees what you have taken, and gets what is given to you.
staff-absence-who-queue = Nobody, they go to the queue
staff-away-until = { $name } is away up to and including { $day }.
staff-away-you-stand-in = { $name } is away up to and including { $day }. You stand in.
staff-closed-days-change = Change closed days
staff-closed-days-close = Close the day
staff-closed-days-help = You need not list weekends and public holidays. If you close a day with a time limit, it moves to the next open day, and the citizen is told.
staff-closed-days-none = No days are closed.
staff-closed-days-open = Open the day again
staff-closed-days-saved = { $count ->
    [0] Closed days are saved.
    [one] Closed days are saved. 1 time limit has been moved.
    *[other] Closed days are saved. { $count } time limits have been moved.
}
staff-closed-days-title = Closed days
staff-closed-days-which = Which day are you closed?
staff-date-day = Day
staff-date-month = Month
staff-date-year = Year
staff-draft-saved = The draft was saved { $at }.
staff-duty-colleague = { $name }, who is on duty, was warned { $at }.
staff-duty-reader = { $count ->
    [one] You are warned: 1 conversation must be answered { $at }.
    *[other] You are warned: { $count } conversations must be answered, the first { $at }.
}
staff-duty-show = Show all open
staff-event-promise-moved = The time limit was moved from { $from } to { $to } because the unit is closed
staff-event-returned-away = Returned to the queue because { $name } is away
staff-event-returned-promise = Returned to the queue because the time limit is near. { $name } had the conversation
staff-hours-change = Change opening hours
staff-hours-days-off = We are also open on weekends and public holidays
staff-hours-days-off-counted = Weekends and public holidays count where the week says open.
staff-hours-days-off-help = Then such days count when we promise an answer.
staff-hours-days-off-kept = Closed on weekends and public holidays.
staff-hours-help = Write from and to, for example 8–11:30, 13–15. You can have at most four periods a day. Leave the field empty when you are closed.
staff-hours-none = Closed
staff-hours-promise = When do you promise an answer?
staff-hours-promise-choice = { $count ->
    [one] The first open day after the message is sent
    *[other] Open day number { $count } after the message is sent
}
staff-hours-promise-help = The answer comes before you close that day. Time limits that are given do not become shorter.
staff-hours-promise-now = { $count ->
    [one] An answer is promised on the first open day after the message is sent.
    *[other] An answer is promised on open day number { $count } after the message is sent.
}
staff-hours-save = Save the opening hours
staff-hours-title = Opening hours and answers
staff-lead-away = { $name } is chosen, but is away now.
staff-lead-change = Choose who is on duty
staff-lead-everybody = Nobody is chosen. Everybody at the unit is warned.
staff-lead-help = Whoever is on duty is warned when a time limit is near, and can change how the unit is set up.
staff-lead-nobody = Nobody, warn everybody at the unit
staff-lead-now = { $name } is on duty.
staff-lead-question = Who is on duty?
staff-lead-save = Save who is on duty
staff-lead-title = Duty
staff-names-as-unit = As the unit: { $way }
staff-names-change = Change how names are shown
staff-names-chosen = Chosen by { $name } { $at }.
staff-names-given = first name and title
staff-names-given-example = First name and title, for example “Per, nurse”
staff-names-heading = What { $given } sees of you
staff-names-hidden = only the name of the unit
staff-names-hidden-example = Only the name of the unit
staff-names-now = Staff are shown with { $way }.
staff-names-patient-help = It applies to everything that { $given } reads, also what was written before, and at every unit in the municipality.
staff-names-patient-title = Names for this citizen
staff-names-question = How are staff to be shown?
staff-names-reason = Why?
staff-names-reason-help = Only staff read the reason. It is not needed when names are shown as the unit does it.
staff-names-reason-was = Reason: { $reason }
staff-names-save = Save how names are shown
staff-names-shown = full name and title
staff-names-shown-example = Full name and title, for example “Per Haug, nurse”
staff-names-title-only = title only
staff-names-title-only-example = Title only, for example “Nurse”
staff-names-unit-help = It applies to all citizens, also in what was written before. In the conversation you can show less to one citizen.
staff-names-unit-title = Names of staff
staff-note = Internal note
staff-note-by = Internal note from { $name }
staff-note-help = Never shown to { $given } or a helper, and not sent to the record system.
staff-note-label = Note
staff-note-never = Never shown to the citizen.
staff-note-send = Save the note
staff-note-title = Write an internal note
staff-notice-assigned-queue = { $away } is away. The conversation is in the queue.
staff-notice-assigned-stand-in = { $away } is away. { $name } stands in and has the conversation.
staff-notice-draft-saved = The draft is saved.
staff-notice-inserted = The standard reply is in the field. Read it through before you send.
staff-notice-names-chosen = How names are shown has been saved.
staff-notice-noted = The note is saved.
staff-notice-talked = The talk has been logged.
staff-papers-by = Registered by { $name }. Signed { $day }.
staff-papers-confirm = Confirm the power of attorney
staff-papers-done-confirmed = The power of attorney is now valid.
staff-papers-done-registered = The power of attorney is registered. It is valid when a colleague has confirmed it.
staff-papers-done-rejected = The power of attorney is put away. It is not valid.
staff-papers-done-withdrawn = The power of attorney is withdrawn. It is no longer valid.
staff-papers-held = Valid now
staff-papers-held-none = No power of attorney on paper has been confirmed here.
staff-papers-intro = One registers, and a colleague confirms it against the paper. Then it is valid.
staff-papers-new = Register a power of attorney
staff-papers-none = None is waiting to be confirmed.
staff-papers-number = National identity number of the person who receives it
staff-papers-number-help = 11 digits, as on the paper.
staff-papers-own = You registered it yourself. A colleague must confirm it.
staff-papers-person = Who gives the power of attorney?
staff-papers-register = Register the power of attorney
staff-papers-reject = Put away
staff-papers-row = { $giver } gives power of attorney to { $receiver }
staff-papers-see = See powers of attorney on paper
staff-papers-signed = When was the paper signed?
staff-papers-title = Powers of attorney on paper
staff-papers-waiting = Waiting for a colleague
staff-papers-what = What does it cover?
staff-papers-withdraw = Withdraw
staff-returned-while-away = { $count ->
    [one] 1 conversation was returned to the queue while you were away.
    *[other] { $count } conversations were returned to the queue while you were away.
}
staff-row-draft = Draft saved { $at }.
staff-row-stands-in = You stand in for { $name }.
staff-save-draft = Save draft
staff-set-up-faults = Not saved. Put this right first:
staff-set-up-saved = The change is saved.
staff-shortcuts-note = Write an internal note
staff-standard-change = Change
staff-standard-change-title = Change a standard reply
staff-standard-count = { $count ->
    [0] No standard replies.
    [one] 1 standard reply.
    *[other] { $count } standard replies.
}
staff-standard-discard = Delete the standard reply
staff-standard-help = The text is put in after what you have written. You can change it before you send.
staff-standard-insert = Put in a standard reply
staff-standard-intro = Standard replies are put into the field and never sent by themselves. Everybody at the unit can change them.
staff-standard-keep = Save the standard reply
staff-standard-name = Name of the reply
staff-standard-new = New standard reply
staff-standard-none = The unit has no standard replies yet.
staff-standard-put-in = Put in
staff-standard-see = See standard replies
staff-standard-text = Text
staff-standard-text-help = Do not write names or information about anyone.
staff-standard-title = Standard replies
staff-standard-which = Which reply?
staff-talk = Log a phone call
staff-talk-answered = Did { $given } get an answer?
staff-talk-answered-help = Only an answer stops the time limit.
staff-talk-answered-no = No, the time limit for an answer still applies
staff-talk-answered-yes = Yes, the question is answered
staff-talk-at-counter = Talked in person { $at }
staff-talk-body = What was said?
staff-talk-body-help = { $given } reads this in the conversation.
staff-talk-by-phone = Talked on the phone { $at }
staff-talk-clock = Time
staff-talk-counter = In person
staff-talk-day = Day
staff-talk-faults = Not logged. Put this right first:
staff-talk-intro = Write what you agreed here. { $given } sees that you have talked.
staff-talk-phone = On the phone
staff-talk-send = Log the talk
staff-talk-title = Log a phone call or a meeting
staff-talk-way = How did you talk?
staff-unit-locked = { $name } is on duty and can change this.
staff-unit-nav = The unit
staff-unit-page-title = The unit
staff-wrong-absence-too-long = An absence can last at most one year.
staff-wrong-cannot-close = The day is past, or too many days are closed. Choose another.
staff-wrong-ends-before = The last day must be after the first day.
staff-wrong-is-over = The last day is past. Choose a later day.
staff-wrong-no-date = Write a date with day, month and year, for example 17 5 2027.
staff-wrong-no-hours = Write the times as from and to, for example 8–11:30, 13–15.
staff-wrong-no-number = Enter a national identity number with 11 digits.
staff-wrong-no-time = Write the time, for example 14:05.
staff-wrong-not-chosen = Choose one of the answers.
staff-wrong-not-here = The colleague is not authorised here today. Choose another.
staff-wrong-not-signed = The paper must be signed today or earlier.
staff-wrong-nothing-covered = Choose at least one thing that it covers.
staff-wrong-paper-impossible = This power of attorney cannot be registered. Check that the number is right.
staff-wrong-proxy-age = The person who gives it must be at least 16, and the person who receives it at least 18.
staff-wrong-talk-too-old = The time must be within the last seven days.
staff-wrong-text-missing = Write a text.
staff-wrong-text-too-long = { $over ->
    [one] The text is 1 character too long. Shorten it.
    *[other] The text is { $over } characters too long. Shorten it.
}
staff-wrong-title-missing = Give the reply a name.
staff-wrong-title-too-long = { $over ->
    [one] The name is 1 character too long. Shorten it.
    *[other] The name is { $over } characters too long. Shorten it.
}
staff-wrong-too-many-absences = You have too many absences. Delete one of them first.
staff-wrong-too-many-papers = Too many are waiting. Confirm or put away some of them first.
staff-wrong-too-many-replies = The unit has too many standard replies. Delete one of them first.
