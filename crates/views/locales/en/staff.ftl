# The staff console.

staff-age = , aged { $age }
staff-alert-first = The first deadline is { $at }.
staff-alert-over = { $count ->
    [one] One conversation is overdue, and nobody has taken it.
    [2] Two conversations are overdue, and nobody has taken them.
    *[other] { $count } conversations are overdue, and nobody has taken them.
}
staff-alert-show = { $count ->
    [one] Show the conversation
    [2] Show the two
    *[other] Show the { $count }
}
staff-alert-soon = { $count ->
    [one] One conversation is due in less than two hours, and nobody has taken it.
    [2] Two conversations are due in less than two hours, and nobody has taken them.
    *[other] { $count } conversations are due in less than two hours, and nobody has taken them.
}
staff-answer-stopped = Messages are stopped for the service for a time, so the answer has not been sent. Call the citizen if it is urgent. The text is in the field.
staff-answered-in-time = The answer came before the deadline, which was { $at }.
staff-answered-in-time-yet = The answer came before the deadline, which is { $at }.
staff-answered-late = The answer came after the deadline, which was { $at }.
staff-assign = Give to a colleague
staff-assign-empty = Nobody else is authorised at the unit today.
staff-assign-faults = The conversation has not been given to anyone. Correct this first:
staff-assign-help = These are the people authorised at the unit today.
staff-assign-question = Who will take the conversation?
staff-assign-send = Give the conversation to the colleague
staff-assign-title = Give the conversation to a colleague
staff-author-epj = { $name }, from the record system
staff-author-epj-nameless = The record system
staff-author-on-behalf = { $name } on behalf of { $of }
staff-author-title = { $name }, { $title }
staff-back = Back
staff-back-to-thread = To the conversation
staff-begun-discard = Throw away
staff-begun-discarded = The conversation you had begun has been thrown away.
staff-begun-files = { $count ->
    [one] one file
    [2] two files
    *[other] { $count } files
}
staff-begun-heading = Conversations you have begun
staff-begun-help = Only you see them. What you do not touch for { $days } days is deleted together with its files.
staff-begun-no-topic = No topic
staff-begun-to = To { $name }
staff-begun-to-nobody = To someone who does not receive services from the unit today
staff-begun-too-many = You have begun { $count } conversations, and there is no room for more. Send or throw away one of them first.
staff-born = b. { $year }
staff-cancel = Cancel
staff-close = Close without an answer
staff-close-answered = The question has been answered
staff-close-citizen-asked = The citizen asked for it
staff-close-faults = The conversation has not been closed. Correct this first:
staff-close-guidance = Where is the right place?
staff-close-guidance-help = Fill this in if the message came to the wrong place. { $given } will read what you write.
staff-close-help = { $given } will read the reason in the conversation.
staff-close-question = Why are you closing it?
staff-close-send = Close the conversation
staff-close-settled-elsewhere = It was settled by phone or on a visit
staff-close-title = Close without an answer
staff-close-wrong-place = The message came to the wrong place
staff-closed-answered = the question has been answered
staff-closed-by-epj = it was closed in the record system
staff-closed-citizen-asked = the citizen asked for it
staff-closed-service-ended = the municipality no longer uses messages
staff-closed-settled-elsewhere = it was settled by phone or on a visit
staff-closed-wrong-place = the message came to the wrong place
staff-column-answered = Answered
staff-column-came = Came
staff-column-citizen = Citizen
staff-column-closed = Closed
staff-column-due = Answer promised
staff-column-taken-by = Taken by
staff-column-topic = Topic
staff-decision-refused = A formal decision cannot be sent as a message.
staff-delivery-handed-over = Fetched by the record system. Waiting for its receipt.
staff-delivery-late = The record system has fetched the message, but sent no receipt. Check that it has arrived.
staff-delivery-not-taken = The record system did not accept the message. Answer the conversation here, and enter it in the record.
staff-delivery-queued = Queued for the record system.
staff-delivery-received = Receipted by the record system.
staff-delivery-received-errors = The record system has the message, but reported an error in part of it. Check that all of it is there.
staff-due-none = No deadline
staff-due-over = { $span } overdue
staff-due-soon = in { $span }, at { $clock }
staff-emergency-class = What is it about?
staff-emergency-class-acutely-ill = Acute illness or injury
staff-emergency-class-cannot-answer = The person cannot answer
staff-emergency-class-services-ask = The emergency services ask
staff-emergency-compelling = Compelling reasons mean that I must see the information all the same
staff-emergency-compelling-help = It is logged. Those who judge the look-up see it.
staff-emergency-contacts = Services
staff-emergency-fault-number = We find nobody with this number in the municipality. Check the number.
staff-emergency-fault-opposed = The person has said no to sharing the information. You can open it only if compelling reasons make it necessary.
staff-emergency-fault-reason = Choose what it is about, and write the reason in 20 to 500 characters.
staff-emergency-faults = Emergency access has not been opened. Put this right first:
staff-emergency-lead = Only when you must help somebody now. You may read for 60 minutes. The citizen sees it at once, and the leader of your unit and the data protection officer judge it within three working days.
staff-emergency-link = Emergency access
staff-emergency-none = None.
staff-emergency-number = Identity number
staff-emergency-number-help = 11 digits. One person at a time.
staff-emergency-open = Open emergency access
staff-emergency-opened-title = Open emergency access
staff-emergency-reason = Why must you see this now?
staff-emergency-reason-help = At least 20 characters. The citizen can read it.
staff-emergency-threads = Conversations
staff-emergency-title = Emergency access
staff-emergency-until = Emergency access closes { $time }. Everything you open is logged.
staff-empty-closed = No conversations have been closed.
staff-empty-mine = You have not taken any conversations.
staff-empty-not-taken = Nobody is waiting for an answer. Well done.
staff-empty-open = There are no open conversations.
staff-empty-waiting = No conversations are waiting for the citizen.
staff-epj-failed = The record system failed, so the citizen’s message has not been stored there. Code 31.
staff-epj-no-access = The record system answered that the citizen cannot write there. Code 30.
staff-epj-rejected = The record system did not accept the citizen’s message. Code 26.
staff-event-assigned = { $name } was given the conversation
staff-event-closed = The conversation was closed because { $reason }
staff-event-forwarded = The conversation was sent on to { $unit }
staff-event-guided = The citizen was told: { $guidance }
staff-event-put-back = The conversation was put back in the queue
staff-event-taken = { $name } took the conversation
staff-facts-heading = The conversation
staff-facts-reference = Reference
staff-facts-taken = { $name }, { $at }
staff-facts-unit = Unit
staff-fault-body-empty = Write a message first.
staff-fault-body-too-long = { $over ->
    [one] The message is 1 character too long. It can have { $limit } characters.
    *[other] The message is { $over } characters too long. It can have { $limit } characters.
}
staff-fault-colleague-missing = Choose who will take the conversation.
staff-fault-colleague-not-authorised = The colleague is not authorised here today. Choose someone else.
staff-fault-guidance-missing = Write where the citizen should turn.
staff-fault-guidance-too-long = { $over ->
    [one] The text is 1 character too long. Shorten it.
    *[other] The text is { $over } characters too long. Shorten it.
}
staff-fault-person-missing = Choose whom to write to.
staff-fault-person-not-a-recipient = The citizen does not receive services from the unit today.
staff-fault-reason-missing = Choose why you are closing it.
staff-fault-topic-empty = Write what it is about.
staff-fault-topic-too-long = { $over ->
    [one] The topic is 1 character too long. It can have { $limit } characters.
    *[other] The topic is { $over } characters too long. It can have { $limit } characters.
}
staff-fault-unit-missing = Choose who will answer.
staff-fault-unit-not-active = The one you chose does not receive messages here now. Choose another.
staff-forward = Send on
staff-forward-empty = Nobody else in the municipality receives messages here.
staff-forward-faults = The conversation has not been sent on. Correct this first:
staff-forward-not-active = These do not receive messages here
staff-forward-not-active-unit = { $unit }. Call
staff-forward-question = Who should answer?
staff-forward-send = Send the conversation on
staff-forward-title = Send the conversation on
staff-forward-told = { $given } will be told that the conversation has been sent on. The deadline for the answer stays the same.
staff-in-epj = The conversation is answered in the record system.
staff-kept-label = What you wrote
staff-key-all = All shortcuts
staff-key-next-previous = next and previous
staff-key-open = open
staff-key-take = take
staff-language-question = Language
staff-live-news = { $count ->
    [one] 1 new conversation.
    *[other] { $count } new conversations.
}
staff-live-on = We will tell you here when new ones arrive. Last updated at { $clock }.
staff-live-pause = Stop updating
staff-live-paused = Updating has stopped. Last updated at { $clock }.
staff-live-reload = Look for new ones
staff-live-resume = Start updating
staff-live-show = Show
staff-long-message = The message is longer than what can be written here. All of it is shown.
staff-message-gone = The message has been deleted for good. If you need the information, look in the patient record.
staff-mine-heading = Taken by me
staff-nature-decision = A formal decision
staff-nature-help = The text has words that often appear in formal decisions. A decision cannot be sent as a message.
staff-nature-needed = The message has not been sent. Answer this first:
staff-nature-ordinary = An ordinary message
staff-nature-question = What kind of message is this?
staff-needs-answer = The message needs an answer
staff-needs-answer-help = Then those who want to hear only of what needs an answer are told too.
staff-new-body = Message
staff-new-faults = The message has not been sent. Correct this first:
staff-new-nobody = Nobody receives services from the unit today, so there is nobody to write to.
staff-new-person = Whom do you want to write to?
staff-new-person-choose = Choose a citizen
staff-new-person-help = You can write to those who receive services from the unit today.
staff-new-reply = Can the citizen answer?
staff-new-reply-allowed = Yes, the citizen can answer
staff-new-reply-not-allowed = No, it is only a notice
staff-new-send = Send the message
staff-new-thread = New conversation
staff-new-topic = What is it about?
staff-not-sent = The conversation changed while you were writing. Your text is here, so you can keep it.
staff-not-sent-heading = The answer has not been sent
staff-not-taken = Nobody has taken the conversation. Take it to answer.
staff-notice-answered = The answer has been sent. Next: { $name }
staff-notice-answered-closed = The answer has been sent and the conversation closed. Next: { $name }
staff-notice-answered-closed-last = The answer has been sent and the conversation closed. Nobody else is waiting.
staff-notice-answered-last = The answer has been sent. Nobody else is waiting.
staff-notice-assigned = { $name } has been given the conversation.
staff-notice-closed = The conversation has been closed.
staff-notice-forwarded = The conversation has been sent on to { $unit }.
staff-notice-put-back = The conversation has been put back in the queue.
staff-notice-started = The message has been sent to { $name }.
staff-notice-taken = You have taken the conversation.
staff-notice-taken-over = You have taken over the conversation.
staff-number = ID no. { $number }
staff-number-hide = Hide
staff-number-logged = It has been logged that you asked for the number.
staff-number-show = Show
staff-number-what = the whole identity number
staff-open-anyway = Open anyway
staff-other-unit-back = Change back to { $unit }
staff-other-unit-ended = You are no longer authorised at { $unit }. Keep the text if you need it.
staff-other-unit-go-on = Change back to go on writing and send it. The files you had attached are kept.
staff-other-unit-title = You have changed unit
staff-other-unit-told = You wrote this for { $there }, but you now work at { $here }. Nothing has been sent.
staff-paging-earlier = Show previous
staff-paging-label = More conversations
staff-paging-more = Show more
staff-part-closed = Closed
staff-part-mine = Mine
staff-part-not-taken = Not taken
staff-part-open = All open
staff-part-waiting = Waiting for the citizen
staff-parts-label = Parts of the work list
staff-promise = Answer promised by { $at }
staff-promise-broken = The deadline was { $at }
staff-put-back = Put back
staff-read-by = Read by { $name } { $at }
staff-received = Delivered. Reference { $reference }
staff-refused-about = This was stopped
staff-refused-changed = Somebody changed the conversation before you. Nothing has been done.
staff-refused-changed-do = Open the conversation and see how it stands now.
staff-refused-changed-title = The conversation has changed
staff-refused-changed-why = Several people work with the same list. Whoever is first gets the conversation, so that nobody answers twice.
staff-refused-closed = The conversation was closed { $at }.
staff-refused-closed-do = You can open the conversation and see why.
staff-refused-closed-title = The conversation is closed
staff-refused-code = Code { $code }
staff-refused-decision = The message has not been sent.
staff-refused-decision-title = A formal decision cannot be sent as a message
staff-refused-destroyed = What was written here has been deleted for good. Nobody can read it.
staff-refused-destroyed-do = If you need the information, look in the patient record.
staff-refused-destroyed-title = The conversation has been deleted
staff-refused-destroyed-why = The municipality has decided that the content shall be deleted. The key to it no longer exists.
staff-refused-ended = Your authorisation at { $unit } ended on { $day }.
staff-refused-no-service-need = Neither you nor the unit is responsible for this citizen.
staff-refused-no-service-need-do = Should you have the conversation? Ask those who have it now to send it on to you.
staff-refused-no-service-need-title = You cannot see this conversation
staff-refused-no-service-need-why = You only see conversations with those who receive services from your unit, and those sent on to it. The attempt has been logged.
staff-refused-not-authorised = You are not authorised at any unit here.
staff-refused-not-authorised-at = You are not authorised at { $unit }.
staff-refused-not-authorised-do = Ask your manager to renew the authorisation.
staff-refused-not-authorised-title = You are not authorised here
staff-refused-not-authorised-why = Only those authorised at a unit see its conversations. An authorisation always has a last day.
staff-refused-recipient-do = Choose someone who receives services from the unit, or call the citizen.
staff-refused-recipient-title = You cannot write to this citizen
staff-refused-recipient-why = You can only write to those who receive services from your unit today.
staff-refused-taken-do = You can open the conversation and take over if you agree on it.
staff-refused-taken-title = The conversation has been taken
staff-refused-unit = { $unit } does not receive messages here.
staff-refused-unit-do = Call them:
staff-refused-unit-title = You cannot write here
staff-refused-unit-why = The municipality has not opened for messages here.
staff-reply-faults = The answer has not been sent. Correct this first:
staff-reply-heading = Answer to { $given }
staff-reply-label = Message
staff-reviews-by = To be judged by
staff-reviews-compelling = The person has said no to sharing. Whoever saw the information held that compelling reasons went before that.
staff-reviews-empty = No emergency access waits to be judged.
staff-reviews-judged = The judgement is stored. The citizen can see it.
staff-reviews-lawful = There was a need
staff-reviews-lead = Judge whether it was necessary to see the information in order to help there and then.
staff-reviews-title = Emergency access to be judged
staff-reviews-unit = Unit
staff-reviews-unlawful = It was not lawful
staff-reviews-when = Opened
staff-reviews-who = { $staff }, opened { $person }
staff-row-forwarded = Sent on to this unit.
staff-row-protected = Protected. You only see what you need.
staff-send = Send answer
staff-send-and-close = Send and close
staff-send-and-close-help = If you close it, the citizen will read that the question has been answered.
staff-shortcuts-forward = Send on
staff-shortcuts-intro = Everything you can do with a key, you can also do with a button or a link.
staff-shortcuts-keys = Keys
staff-shortcuts-leave = Leave the box. The text stays.
staff-shortcuts-next = Next conversation
staff-shortcuts-off = No, turn them off
staff-shortcuts-on = Yes, turn them on
staff-shortcuts-open = Open the conversation
staff-shortcuts-previous = Previous conversation
staff-shortcuts-question = Do you want to use shortcuts?
staff-shortcuts-question-help = They only work when you are not in a text box.
staff-shortcuts-reply = Write an answer
staff-shortcuts-save = Save the choices
staff-shortcuts-saved = The choices have been saved.
staff-shortcuts-send = Send the answer
staff-shortcuts-take = Take the conversation
staff-shortcuts-this = This page
staff-shortcuts-title = Shortcuts
staff-shortcuts-work-list = To the work list
staff-shown-as-name = Shown with the name { $name }.
staff-shown-as-name-title = Shown with the name { $name }, { $title }.
staff-shown-as-unit = Shown with the name { $unit }. Your own name is not shown.
staff-span-days = { $count ->
    [one] 1 day
    *[other] { $count } days
}
staff-span-hours = { $hours } h { $minutes } min
staff-span-minutes = { $minutes } min
staff-state-label = Next in the conversation
staff-take = Take the conversation
staff-take-over = Take over
staff-take-row = Take the conversation with { $name }
staff-take-short = Take
staff-taken = { $name } has taken this one.
staff-taken-at = { $name } took this one { $at }.
staff-taken-by-nobody = Nobody
staff-taken-by-you = You
staff-theme-dark = Dark
staff-theme-device = As the device
staff-theme-light = Light
staff-theme-question = Light or dark
staff-thread-closed = The conversation was closed { $at } because { $reason }.
staff-thread-not-reachable = The resident does not read messages here now. Call instead.
staff-thread-protected = Protected address. The full name is shown to the one who has taken the conversation.
staff-thread-restricted = Use is restricted because the citizen contests what is written here. You can read, but not answer, change or send on.
staff-thread-title = Conversation
staff-to-work-list = To the work list
staff-topic-gone = The topic has been deleted
staff-unit-choose = Go to { $unit }
staff-unit-current = You are working here now.
staff-unit-empty = You are not authorised at any unit. Ask your manager for authorisation.
staff-unit-ended = Your authorisation here ended on { $day }. Ask your manager to renew it.
staff-unit-from = Your authorisation here starts on { $day }.
staff-unit-none-holds = None of your authorisations is valid today.
staff-unit-title = Choose a unit
staff-unit-until = Your authorisation is valid until { $day }.
staff-unread = { $count ->
    [one] 1 unread
    *[other] { $count } unread
}
staff-why-about-log = The citizen asks who has seen the information. The municipality is responsible for the answer.
staff-why-controller = Controller: { $name }
staff-why-decision = A formal decision is sent as a letter. It gives the reasons and tells how to appeal.
staff-why-decision-about = A formal decision cannot be sent as a message
staff-why-decision-do = Send the decision as a letter from the case system. Here you can write that the letter is coming.
staff-why-forwarded = The conversation with { $given } was sent on to your unit, and you are authorised there until { $day }.
staff-why-heading = Why do I see this?
staff-why-seen = { $given } can see that the conversation has been opened.
staff-why-service = { $given } receives services from your unit, and you are authorised there until { $day }.
staff-work-list-in-epj = The unit answers in the record system. Here are conversations that the record system has not accepted.
staff-work-list-open = { $count ->
    [0] No open conversations.
    [one] 1 open conversation.
    *[other] { $count } open. Earliest deadline first.
}
staff-work-list-title = Work list
staff-youth-change = Change for young people
staff-youth-closed = Closed to those aged 13 to 15
staff-youth-help = This is about young people who get the service, have an eID of their own and the consent of a parent. Parents do not see the conversations.
staff-youth-open = Open to those aged 13 to 15
staff-youth-question = Can those aged 13 to 15 use the service here?
staff-youth-save = Save the choice
staff-youth-title = Young people from 13
