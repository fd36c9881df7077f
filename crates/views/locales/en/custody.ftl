# Records that change hands, what somebody must look at, and who took over from whom.

responsible-custody-cannot-tell = Can they not be told?
responsible-custody-case-i = The contract with the provider has ended
responsible-custody-case-ii = The business is transferred or ceases
responsible-custody-case-iii = The joint journal has ended
responsible-custody-case-iv = The municipality leaves a host cooperation
responsible-custody-case-v = A task community is dissolved
responsible-custody-case-vi = A decision on responsibility has expired
responsible-custody-case-vii = The municipality stops using Helsebro
responsible-custody-cause-after-receipt = Deleted when the receiver has confirmed that all of it is in the record or archive
responsible-custody-cause-business-goes-over = Whoever takes over the business gets the record
responsible-custody-cause-citizens-own = The citizen’s own copies are hers
responsible-custody-cause-controllers-choice = Returned or deleted, as the controller chooses
responsible-custody-cause-exit-plan = The agreement on the joint journal says so
responsible-custody-cause-host-keeps = The host keeps the records of those it has treated
responsible-custody-cause-municipalitys-cases = The case file is the municipality’s whoever delivers
responsible-custody-cause-named-body = The agreement names who keeps the archives
responsible-custody-cause-no-longer-needed = The provider no longer needs it, and the municipality must receive it
responsible-custody-cause-nothing-moves = Nothing moves because a decision expires
responsible-custody-cause-others-hold = Somebody else has this
responsible-custody-cause-own-duty = Whoever wrote it has a duty to keep it
responsible-custody-cause-patient-named = The patient has chosen who shall have it
responsible-custody-cause-patient-opposed = The patient has said no
responsible-custody-cause-provider-goes-on = The provider goes on, and the record is its own
responsible-custody-cause-sent-already = What was sent stays with whoever sent it
responsible-custody-column-count = How much
responsible-custody-column-day = Day
responsible-custody-column-fate = What happens
responsible-custody-column-standing = Status
responsible-custody-column-why = Why
responsible-custody-count-files = {$count ->
    [one] one file
   *[other] { $count } files
}
responsible-custody-count-messages = {$count ->
    [one] one message
   *[other] { $count } messages
}
responsible-custody-count-none = Nothing here
responsible-custody-count-notes = {$count ->
    [one] one note
   *[other] { $count } notes
}
responsible-custody-count-notices = {$count ->
    [one] one notice
   *[other] { $count } notices
}
responsible-custody-count-people = {$count ->
    [one] (one person)
   *[other] ({ $count } people)
}
responsible-custody-day = On which day does it go over?
responsible-custody-declined = { $name } said no on { $day }. The record of whoever does not choose again goes to { $instead }.
responsible-custody-declined-heading = Receivers that say no
responsible-custody-declined-intro = Ask each receiver that patients have chosen. If one says no, those who chose it are told and can choose again.
responsible-custody-declines = A receiver has said no
responsible-custody-declines-button = Save that it has said no
responsible-custody-declines-instead = Who gets the records when the patient does not choose again?
responsible-custody-declines-instead-help = Choose the National Archives when nobody else takes them. If they are not listed, enter them as an organisation first.
responsible-custody-declines-paper = Where does it say no?
responsible-custody-declines-who = Who has said no?
responsible-custody-done = Done
responsible-custody-drop = Discard the plan
responsible-custody-fate-copied = Is copied
responsible-custody-fate-deleted = Is deleted
responsible-custody-fate-handed-back = Is returned or deleted
responsible-custody-fate-moves = Moves
responsible-custody-fate-stays = Stays where it is
responsible-custody-faults = This cannot be done yet.
responsible-custody-go = Carry out the plan
responsible-custody-go-heading = Carry out or discard
responsible-custody-go-intro = Your name and the time are stored. Whoever has the record now answers for it until the receiver has said that it has come.
responsible-custody-goes-to = to { $name }
responsible-custody-gone = This has been sent
responsible-custody-gone-intro = The receiver answers for it from when it has said that it has come.
responsible-custody-intro = When somebody else is to deliver a service, or an agreement changes or ends, there are rules for where the record goes. Make a plan first. You see what would move, be copied and stay before anything happens.
responsible-custody-lead = From { $day }. Whoever has the record: { $from }.
responsible-custody-link = Moving of records
responsible-custody-new = New plan
responsible-custody-new-button = Make the plan
responsible-custody-no-say = The patients need not take a position on what is planned here.
responsible-custody-none = No moves are planned.
responsible-custody-not-received = The receiver has not said so yet.
responsible-custody-not-told = The patients must be told at least four weeks before. Then they can say no, or choose who shall have the record.
responsible-custody-of = Which service?
responsible-custody-one-title = Moving of a record
responsible-custody-paper = Where does it say that the receiver has it?
responsible-custody-planned = Planned
responsible-custody-receive = Confirm that all is received
responsible-custody-received-on = Received on { $day }.
responsible-custody-records = {$count ->
    [one] One entry.
   *[other] { $count } entries.
}
responsible-custody-report = This will happen
responsible-custody-report-intro = Nothing has moved yet. The figures show how much, never who. Each patient sees her own on her pages.
responsible-custody-tell = Tell the patients on their pages
responsible-custody-title = Moving of records
responsible-custody-to = Who shall have it?
responsible-custody-to-help = Leave empty when it stays where it is, or when the agreement says who.
responsible-custody-to-nobody = Nobody, or as the agreement says
responsible-custody-told = The patients have been told
responsible-custody-told-heading = Telling the patients
responsible-custody-told-on = The patients were told on { $day }. They can choose until the day on which the record goes over.
responsible-custody-untold = They have not been told:
responsible-custody-untold-button = Save the reason
responsible-custody-waits = Waits for the receiver
responsible-custody-what-case = Case files
responsible-custody-what-platform = The citizens’ own copies
responsible-custody-what-record = Record
responsible-custody-what-sent = Notices and letters
responsible-custody-why = What is happening?
responsible-custody-why-untold = Why is it not possible to tell them?
responsible-delivery-runs = Who runs the journal system?
responsible-delivery-runs-help = Only when the service is outsourced. Leave empty when the provider runs it.
responsible-delivery-runs-municipality = The municipality
responsible-delivery-runs-not-said = Not said
responsible-delivery-runs-provider = The provider
responsible-delivery-under = Does the provider use a subcontractor with a record of its own?
responsible-delivery-under-nobody = No
responsible-held-now = { $name } is responsible now for the record from that time.
responsible-moving-button = Save the choice
responsible-moving-choice = What do you want?
responsible-moving-day = It happens on { $day }.
responsible-moving-declined = { $name } has said no to receiving your record. You can choose again. If you choose nothing, it goes to { $instead }.
responsible-moving-else = If you choose nothing, it goes to { $name }.
responsible-moving-faults = The choice was not saved.
responsible-moving-hers = Yours went to { $name }.
responsible-moving-law = You can say no to your record being transferred, or ask that another enterprise gets it (the Patient Records Act, section 24).
responsible-moving-lead = Your record at { $place } goes from { $from } to { $to }.
responsible-moving-link = See what happens, and choose
responsible-moving-not-chosen = Choose what you want.
responsible-moving-not-now = It is too late to choose, or you cannot choose this one.
responsible-moving-over = There is nothing to choose here any longer.
responsible-moving-stay = My record shall stay with { $name }
responsible-moving-title = Your record goes over to somebody else
responsible-moving-to = My record shall go to { $name }
responsible-succession-intro = When municipalities merge or split, another takes over the services and answers for the records from before.
responsible-succession-link = Municipalities that take over
responsible-succession-new = Enter that something goes over
responsible-succession-none = Nothing has gone over.
responsible-succession-row = From { $from } to { $to }, from { $day }.
responsible-succession-title = Municipalities that take over
responsible-succession-to = Which municipality takes over?
responsible-task-archive = Documentation with a provider that has stopped
responsible-task-clause-missing = The agreement does not say who is controller
responsible-task-contested = Two are entered at the same time
responsible-task-count = {$count ->
    [one] One alarm or task waits.
   *[other] { $count } alarms and tasks wait.
}
responsible-task-do-archive = Ask whether the provider still needs the documentation. If not, the municipality must receive it.
responsible-task-do-clause-missing = Change the agreement so that it says who is controller.
responsible-task-do-contested = Give one of them a last day, or decide who it is.
responsible-task-do-ends-soon = Enter who goes on delivering, and plan where the record goes.
responsible-task-do-gap = Enter who delivers the service from that day.
responsible-task-do-not-covered = Enter who delivers the rest of the service.
responsible-task-do-review = Go through whether the service is sound, and whether scope and content are as the law demands. Write what you found, and what will be put right.
responsible-task-done-button = Mark as done
responsible-task-due = Due { $day }
responsible-task-ends-soon = A delivery ends
responsible-task-gap = Nobody delivers the service
responsible-task-intro = Each night Helsebro looks for gaps and contradictions in the register, deliveries that end, and what must be gone through once a year.
responsible-task-link = Alarms and tasks
responsible-task-not-covered = A part of the service is not covered
responsible-task-nothing = Nothing to do now.
responsible-task-outcome = What did you find, and what will be put right?
responsible-task-over = What is over
responsible-task-put-right = Put right in the register.
responsible-task-review = Yearly review
responsible-task-title = Alarms and tasks
