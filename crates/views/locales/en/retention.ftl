# What is deleted when its time has come.

retention-begun = Carried out by
retention-carry-out = Delete now
retention-carry-out-lead = { $count ->
    [one] The unit’s copy of { $count } conversation is deleted. This cannot be undone. Each is looked at once more first.
    *[other] The units’ copies of { $count } conversations are deleted. This cannot be undone. Each is looked at once more first.
}
retention-carry-out-title = Carry out the plan
retention-carry-out-who = Whoever may bind the municipality carries out the plan, and must be another than whoever made it.
retention-class-preserve = Preserved for posterity
retention-class-with-record = As long as the conversation, and it is deleted together with it.
retention-class-years = Until ten years after the last message
retention-classes = How long is it kept?
retention-classes-lead = This is about the units’ copy. What the citizen has received or written herself, she keeps.
retention-column-by = By
retention-column-count = Conversations
retention-column-delete = Would be deleted
retention-column-finding = What happens, and why
retention-column-made = Made
retention-column-service = Service
retention-column-state = Status
retention-conversations = { $count ->
    [one] { $count } conversation
    *[other] { $count } conversations
}
retention-counted = What was counted
retention-counted-none = No conversations have been counted.
retention-deleted = Deleted
retention-done = What came of it
retention-done-at = Finished
retention-drop = Discard the plan
retention-faults = It was not done. Read why.
retention-finding-anothers = Kept: another is responsible for the information
retention-finding-contested = Kept: two organisations may be responsible, and nothing is deleted until that is settled
retention-finding-custody = Kept: the record is on its way to another
retention-finding-delete = Deleted: its time has come
retention-finding-disclosure = Kept: a disclosure is waiting or not over
retention-finding-granted = Deleted: the citizen demanded it and was granted it
retention-finding-leaving = Kept: the municipality is on its way out, which has its own rules
retention-finding-not-yet = Kept: its time has not come
retention-finding-open = Kept: the conversation is open
retention-finding-preserved = Kept: preserved for posterity
retention-finding-restricted = Kept: the citizen has demanded that its use is restricted
retention-finding-rights = Kept: a request about rights is waiting for an answer
retention-granted = (on demand)
retention-granted-lead = { $count ->
    [one] The unit's copy of { $count } conversation is deleted. It cannot be undone. You also say that what stands in the record system or the case file has been deleted there. The citizen is told, and so are those who were given the data before.
    *[other] The unit's copy of { $count } conversations is deleted. It cannot be undone. You also say that what stands in the record system or the case file has been deleted there. The citizen is told, and so are those who were given the data before.
}
retention-granted-title = Deletion on demand
retention-held-agreements = Agreements on cooperation and archives
retention-held-log = The log of who has seen
retention-held-rights = Requests about rights
retention-last-day = Can be carried out until and including
retention-lead = Nothing is deleted by itself. A plan shows what would be deleted, and why the rest is kept. Somebody other than whoever made the plan carries it out.
retention-none = No plans have been made.
retention-one-title = Plan for deletion
retention-plan = Make a plan
retention-plan-help = The plan only counts. Nothing is deleted until somebody else has carried it out.
retention-plan-who = An administrator can make a plan.
retention-plans = Plans
retention-state-counting = Counting
retention-state-deleting = Being carried out
retention-state-done = Carried out
retention-state-dropped = Discarded
retention-state-ready = Waiting to be carried out
retention-state-too-old = Too old
retention-title = Deletion
