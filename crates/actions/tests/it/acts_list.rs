//! Every act that is tried, by name, and whether it must leave a line.

use crate::acts_people::Who;

/// Something that is tried.
#[derive(Clone, Copy)]
pub(crate) struct Act {
    pub(crate) what: &'static str,
    leaves: Leaves,
}

/// Who must leave a line by trying an act.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaves {
    /// Everybody.
    Always,
    /// People: a journal system has no such door, and leaves no line.
    ByPeople,
    /// Nobody.
    Never,
}

/// It always leaves a line.
const fn told(what: &'static str) -> Act {
    Act { what, leaves: Leaves::Always }
}

/// It is for people alone.
const fn of_people(what: &'static str) -> Act {
    Act { what, leaves: Leaves::ByPeople }
}

/// It looks at one's own and leaves no line: nobody else is told anything by it.
const fn looks(what: &'static str) -> Act {
    Act { what, leaves: Leaves::Never }
}

/// What is already no longer there leaves nothing to tell of.
const fn gone_after(what: &'static str) -> Act {
    Act { what, leaves: Leaves::Never }
}

impl Act {
    /// Whether it may leave no line when this one has tried it.
    pub(crate) fn may_be_silent(self, is_epj: bool) -> bool {
        match self.leaves {
            Leaves::Always => false,
            Leaves::ByPeople => is_epj,
            Leaves::Never => true,
        }
    }
}

/// Only people look at the list.
const ONLY_STAFF: &str = "list the unit's conversations";

/// Only a journal system has a list of contacts.
const ONLY_EPJ: &str = "replace Kari's contacts";

/// What somebody tries.
pub(crate) fn tried_by(who: Who) -> Vec<Act> {
    match who {
        Who::Citizen(_) => CITIZENS.to_vec(),
        Who::Staff(..) => DESKS.into_iter().filter(|act| act.what != ONLY_EPJ).collect(),
        Who::Epj(_) => DESKS.into_iter().filter(|act| act.what != ONLY_STAFF).collect(),
    }
}

/// What a citizen tries.
pub(crate) const CITIZENS: [Act; 61] = [
    told("act for the person"),
    told("list conversations"),
    looks("count what is unread"),
    told("read the conversation"),
    looks("see the receipt again"),
    told("write more in it"),
    looks("list contacts"),
    looks("look at the contact"),
    looks("look at a new one with the contact"),
    told("start a new one with the contact"),
    looks("list drafts"),
    told("save a draft to the contact"),
    told("save a draft in the conversation"),
    looks("read the person's draft"),
    told("write over the person's draft"),
    told("throw away the person's draft"),
    told("lay a file in the person's draft"),
    told("take a file out of the person's draft"),
    told("open a file that the person sent"),
    looks("see what is chosen"),
    told("choose a language"),
    told("choose what one is told of"),
    told("see who has seen"),
    looks("look at what Per did"),
    told("ask about what Per did"),
    told("ask Ingrid for a power of attorney"),
    told("offer Ingrid a power of attorney"),
    looks("see who waits for an answer"),
    told("answer who waits"),
    told("answer who offers"),
    told("take back what the person offers"),
    looks("see whom the person has given one"),
    looks("see what one has got"),
    looks("look at the person's power of attorney"),
    told("withdraw the person's power of attorney"),
    looks("see what one has asked for"),
    looks("see whom one can act for"),
    looks("see who else may see something"),
    looks("see what one was told of"),
    looks("see what notices one has chosen"),
    looks("see whether it was sent before"),
    looks("see the ways on"),
    looks("see what those one acts for have got"),
    looks("see who acted, month by month"),
    looks("see who is responsible"),
    looks("see whether the record goes to somebody else"),
    looks("see what breaches concern one"),
    looks("see where notices go"),
    looks("list requests about rights"),
    looks("see where rights can be asked for"),
    looks("list the youths one can ask for"),
    looks("look at the person's request about rights"),
    looks("look over a request about rights"),
    told("send a request about rights"),
    told("take back the person's request about rights"),
    looks("list the youths one can say yes for"),
    told("say yes for Jonas"),
    told("take back the yes for Jonas"),
    looks("see what was said yes to"),
    told("say yes to less"),
    told("take the yes back"),
];

/// What a desk tries.
pub(crate) const DESKS: [Act; 61] = [
    told(ONLY_STAFF),
    told("list whom one can write to"),
    told("read the conversation"),
    told("see the identity number"),
    told("take it"),
    told("put it back when Per has it"),
    told("take it over when Per has it"),
    told("answer it"),
    told("answer it when Per has it"),
    told("send it on to healthy life"),
    told("close it as answered"),
    told("close it as the wrong place"),
    told("start one with Kari"),
    told("begin one with Kari"),
    looks("look at the one that Per begun"),
    told("have a file ready for the one that Per begun"),
    told("send the one that Per begun"),
    looks("list what one has begun"),
    told("throw away the one that Per begun"),
    told("note something in it"),
    told("log a talk in it"),
    told("save a draft in it"),
    told("have a file ready for it"),
    told("take away a file that is ready for it"),
    told("open a file that Kari sent"),
    told("choose how staff are shown to Kari"),
    of_people("keep a standard reply"),
    of_people("close the unit on a day"),
    of_people("name who leads the duty"),
    of_people("say that one is away"),
    told("look Kari up in an emergency"),
    of_people("list powers of attorney on paper"),
    of_people("register one of Kari's"),
    of_people("confirm the one that Siri registered"),
    of_people("put away the one that Siri registered"),
    of_people("withdraw the one that was confirmed"),
    told(ONLY_EPJ),
    looks("count the unit's conversations"),
    looks("list colleagues"),
    looks("see how one is shown"),
    looks("list the units"),
    looks("see how the unit is set up"),
    looks("see where what one gives goes"),
    of_people("open the unit for youths"),
    looks("list who is away"),
    gone_after("take back Siri's absence"),
    looks("list standard replies"),
    gone_after("throw away a standard reply"),
    gone_after("see what Siri looked up in an emergency"),
    of_people("read the conversation that Siri looked up"),
    of_people("list the look-ups to judge"),
    of_people("judge what Siri looked up"),
    of_people("see those around Kari"),
    of_people("decide that Gerd may help Kari"),
    of_people("end that Gerd may help Kari"),
    of_people("close Emil's conversation to his mother"),
    of_people("close everything about Emil to parents"),
    of_people("open again what is closed about Emil"),
    of_people("open Jonas's conversation to his mother"),
    of_people("end that it is open to Jonas's mother"),
    of_people("open Kari's conversation to a parent"),
];
