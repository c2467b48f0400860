"""What congresses, sessions and meetings are called, and what a refusal of `huiyin.congress` is in words."""

from datetime import date

from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from huiyin.congress.models import Congress, Meeting, Session
from huiyin.errors import HuiyinError
from huiyin.web import days
from huiyin.web.numbers import ordinal
from huiyin.web.people import words as people_words

STATES = {  # of attendance, with the light and the key of each
    "present": ("done", "1", gettext_lazy("Present")),
    "leave": ("near", "2", gettext_lazy("On leave")),
    "absent": ("late", "3", gettext_lazy("Absent")),
    "": ("no_word", "0", gettext_lazy("Not recorded")),
}


def congress_title(congress: Congress) -> str:
    """Return the name of a congress: 云汀市第十七届人民代表大会."""
    values = {"place": congress.place.name, "term": ordinal(congress.number)}
    return gettext("%(place)s People's Congress, term %(term)s") % values


def session_name(session: Session) -> str:
    """Return the name of a session within its congress: 第五次会议."""
    return gettext("Session %(number)s") % {"number": ordinal(session.number)}


def session_title(session: Session) -> str:
    """Return the full name of a session: 云汀市第十七届人民代表大会第五次会议."""
    congress, name = congress_title(session.congress), session_name(session)
    return gettext("%(congress)s, %(session)s") % {"congress": congress, "session": name}


def meeting_title(meeting: Meeting) -> str:
    """Return whose meeting it is: 临江区代表团第一小组会议."""
    if meeting.kind == Meeting.Kind.GROUP:
        values = {"delegation": meeting.delegation, "group": meeting.group}
        return gettext("%(delegation)s, %(group)s: group meeting") % values
    if meeting.kind == Meeting.Kind.DELEGATION:
        return gettext("%(delegation)s: meeting of the delegation") % {"delegation": meeting.delegation}
    return str(Meeting.Kind(meeting.kind).label)


def said(error: HuiyinError) -> str:
    """Return the sentence of a refusal."""
    sentences = {
        "days.turned_round": gettext("The last day lies before the first; correct one of the two."),
        "congress.number_taken": gettext("This place has a congress of that number already; correct the number."),
        "session.number_taken": gettext("This congress has a session of that number already; correct the number."),
        "session.outside_term": gettext("It opens outside of the term of the congress; correct the day or the term."),
        "delegation.name_taken": gettext("The congress has a delegation of that name already; choose another name."),
        "delegation.other_congress": gettext(
            "This delegation belongs to another congress; choose one of this congress."
        ),
        "group.name_taken": gettext("The delegation has a group of that name already; choose another name."),
        "group.other_delegation": gettext("This group belongs to another delegation; choose one of this delegation."),
        "office.without_group": gettext("A convenor needs a group; choose the group."),
        "office.head_taken": gettext("The delegation has a head on that day already; change that one's office first."),
        "mandate.held": gettext("This deputy holds a seat on that day already; change that seat instead."),
        "mandate.number_taken": gettext("Another deputy has that number; correct it."),
        "mandate.outside_term": gettext("The day lies outside of the term of the congress; correct it."),
        "mandate.not_valid": gettext("The seat does not hold on that day; choose a day within it."),
        "mandate.ended": gettext("This seat has ended already."),
        "mandate.reason": gettext("Choose why the seat ends."),
        "presidium.stranger": gettext("Somebody does not sit in this congress; load the page anew and tick again."),
        "observer.twice": gettext("This person is listed in that post already."),
        "observer.recorded": gettext("Attendance or words of this person are recorded; the line must stay."),
        "meeting.delegation": gettext("Choose whose meeting it is."),
        "meeting.group": gettext("Choose the group that meets."),
        "meeting.of_all": gettext("Leave the delegation and the group empty: this kind of meeting is not theirs."),
        "meeting.ends_before": gettext("It must end after it starts."),
        "meeting.outside_session": gettext("The day lies outside of the session; correct the day or the session's."),
        "meeting.recorded": gettext("Something of it is recorded, so that it stays, and whose meeting it was, too."),
        "meeting.has_words": gettext("What was said or asked in this meeting is on record, so that it stays."),
        "attendance.stranger": gettext("Somebody does not belong to this meeting any more; load the page anew."),
        "attendance.state": gettext("Choose present, on leave or absent."),
        "question.short": gettext("Write the question, at least 5 characters."),
        "question.nobody": gettext("Name the deputy who asks, or the delegation in whose name it is asked."),
        "question.of_nobody": gettext("Name the unit that is asked, or somebody who sits in."),
        "question.other_session": gettext("This belongs to another session; choose one of this session."),
        "question.later": gettext("The day of the question is still to come; correct it."),
        "question.outside_session": gettext("The day lies outside of the session; correct the day or the session's."),
        "question.stranger": gettext(
            "This deputy does not sit in the congress on that day; correct the name or the day."
        ),
        "question.elsewhere": gettext("These words do not stand in that remark; begin anew from the record."),
        "question.answered_before": gettext("It would be asked after it was answered; correct the day or the time."),
        "question.answered": gettext("The question is answered and stays; correct it where it is wrong."),
        "answer.short": gettext("Write the answer, at least 5 characters."),
        "answer.how": gettext("Choose how it was answered."),
        "answer.by_nobody": gettext("Name who answered, or the unit that did."),
        "answer.before": gettext("The answer lies before the question; correct the day or the time."),
        "answer.later": gettext("The day of the answer is still to come; correct it."),
        "opinion.short": gettext("Write the opinion, at least 10 characters."),
        "opinion.later": gettext("The meeting is still to come; correct the day."),
        "opinion.past": gettext("That day is over; name a later one, or none."),
        "opinion.day_alone": gettext("A day for the report needs somebody who reports; tick who that is."),
        "opinion.source": gettext(
            "This source does not hold words of the standing committee: what was said in a meeting of the session, a "
            "suggestion, a reply or a message is no deliberation opinion."
        ),
        "opinion.twice": gettext("This very text is here already; choose it as the source instead."),
        "opinion.office": gettext("One of these cannot be handed an opinion: nobody hands out there. Leave it out."),
        "deputy.has_account": gettext("This deputy has an account already."),
        "deputy.no_account": gettext("This deputy has no account."),
        "account.of_another_deputy": gettext("This account is another deputy's; choose another."),
        "account.closed": gettext("This account is closed; open it first."),
        "quorum.file": gettext("The file of the quorum cannot be read. Tell the operator of the site."),
    }
    if error.code == "roster.later_change" and isinstance(on := error.values["on"], date):
        return gettext("A change from %(day)s is entered already; choose that day or a later one.") % {
            "day": days.full_day(on)
        }
    if error.code == "accounts.too_many":
        most = int(str(error.values["most"]))
        return ngettext("Choose at most %(n)d deputy at a time.", "Choose at most %(n)d deputies at a time.", most) % {
            "n": most
        }
    if error.code == "session.without_meetings":
        return _without_meetings(error)
    if error.code.startswith("username") and "username" in error.values:
        return f"{error.values['username']}: {people_words.said(error)}"
    return sentences.get(error.code) or people_words.said(error)


def _without_meetings(error: HuiyinError) -> str:
    """Return the sentence for a session whose new days leave meetings outside: in which order it can be done."""
    n = int(str(error.values["n"]))
    told = {name: days.full_day(on) for name, on in error.values.items() if isinstance(on, date)}
    if "to_on" in told:
        sentence = ngettext(
            "%(n)d meeting would lie outside of these days, on %(on)s. Correct the days; or first let the session last "
            "from %(from_on)s to %(to_on)s, then move the meeting, then set these days.",
            "%(n)d meetings would lie outside of these days, the first on %(on)s. Correct the days; or first let the "
            "session last from %(from_on)s to %(to_on)s, then move the meetings, then set these days.",
            n,
        )
    elif "from_on" in told:
        sentence = ngettext(
            "%(n)d meeting would lie outside of these days, on %(on)s. Correct the days; or first let the session last "
            "from %(from_on)s without a last day, then move the meeting, then set these days.",
            "%(n)d meetings would lie outside of these days, the first on %(on)s. Correct the days; or first let the "
            "session last from %(from_on)s without a last day, then move the meetings, then set these days.",
            n,
        )
    else:
        sentence = ngettext(
            "%(n)d meeting would lie outside of these days, on %(on)s; change it first, or correct the days.",
            "%(n)d meetings would lie outside of these days, the first on %(on)s; "
            "change them first, or correct the days.",
            n,
        )
    return sentence % {"n": n, **told}


FIELDS = {  # the field of a form at which a refusal stands
    "days.turned_round": "to_on",
    "congress.number_taken": "number",
    "session.number_taken": "number",
    "session.outside_term": "opens_on",
    "session.without_meetings": "opens_on",
    "delegation.name_taken": "name",
    "group.name_taken": "name",
    "group.other_delegation": "group",
    "office.without_group": "group",
    "office.head_taken": "office",
    "mandate.number_taken": "number",
    "mandate.outside_term": "on",
    "mandate.not_valid": "on",
    "roster.later_change": "on",
    "observer.twice": "name",
    "meeting.delegation": "delegation",
    "meeting.group": "group",
    "meeting.of_all": "delegation",
    "meeting.ends_before": "ends",
    "meeting.outside_session": "on",
    "meeting.recorded": "kind",
    "question.short": "text",
    "question.nobody": "asked_by",
    "question.stranger": "asked_by",
    "question.of_nobody": "unit",
    "question.outside_session": "on",
    "question.later": "on",
    "question.answered_before": "on",
    "answer.short": "answer",
    "answer.how": "how",
    "answer.by_nobody": "answered_by",
    "answer.before": "on",
    "answer.later": "on",
    "opinion.short": "text",
    "opinion.source": "source",
    "opinion.twice": "text",
    "opinion.later": "held_on",
    "opinion.past": "due_on",
    "opinion.day_alone": "to",
    "opinion.office": "to",
    "account.of_another_deputy": "account",
    "account.closed": "account",
}


def problem_words(code: str, words: str) -> str:
    """Return why a row of a roster is refused."""
    sentences = {
        "formula": gettext("A cell holds a formula; put its value in"),
        "long": gettext("A cell is too long"),
        "name": pgettext("of a person", "The name is missing"),
        "day": gettext("No day: %(words)s"),
        "number_of_another": gettext("Number %(words)s is that of a deputy of another name; correct one of the two"),
        "ended": gettext("The seat ended on %(words)s; a newly elected deputy gets a new number"),
        "same_name": gettext("%(words)s deputies bear this name; give the number"),
        "outside_term": gettext("%(words)s lies outside of the term of the congress"),
        "before": gettext("The seat begins on %(words)s only"),
        "later": gettext("A change from %(words)s is entered already"),
        "not_there": gettext("Nobody of this name or number sits in the congress, so that no seat can end"),
        "reason": gettext("No reason for the end of a seat: %(words)s; write 迁出或者调离, 辞职, 罢免, 去世 or 其他"),
        "delegation": gettext("The delegation is missing"),
        "office": gettext("No office in a delegation: %(words)s; write 团长, 副团长, 召集人 or 团员"),
        "convenor": gettext("A convenor needs a group"),
        "phone": gettext("This is no telephone number; write it like 13800990001"),
        "email": gettext("This is no mail address; write it like name@example.cn"),
        "double": gettext("Row %(words)s is about the same deputy"),
        "second_head": gettext("%(words)s would have two heads"),
    }
    return sentences[code] % {"words": words}


def note_words(code: str) -> str:
    """Return what is to be known of a row."""
    return {
        "same_name": gettext("Another deputy of the same name sits already; the numbers tell them apart"),
        "sat_before": gettext("Sat in an earlier congress of this place; the person is taken over"),
    }[code]


def field_words(name: str) -> str:
    """Return what a field of the roster, a session or a meeting is called."""
    return {
        "number": pgettext("of an item", "Number"),
        "name": gettext("Name"),
        "short_name": gettext("Short name"),
        "post": gettext("Unit and post"),
        "delegation": gettext("Delegation"),
        "group": gettext("Group"),
        "office": gettext("Office in the delegation"),
        "phone": gettext("Telephone"),
        "email": gettext("E-mail"),
        "level": gettext("Level"),
        "size": gettext("Seats"),
        "from_on": gettext("First day"),
        "to_on": gettext("Last day"),
        "year": gettext("Year"),
        "opens_on": gettext("Opens on"),
        "closes_on": gettext("Closes on"),
        "title": gettext("Title"),
        "treatment": gettext("What is done with it"),
        "source": gettext("Report"),
        "place": gettext("Place"),
        "position": gettext("Order"),
        "kind": gettext("Kind"),
        "starts_at": gettext("Starts"),
        "ends_at": gettext("Ends"),
        "room": gettext("Room"),
        "agenda": gettext("Agenda"),
        "text": gettext("The question"),
        "meeting": gettext("In the meeting"),
        "asked_by": gettext("Asked by"),
        "asked_at": gettext("When"),
        "unit": gettext("Asked of"),
        "observer": gettext("Asked of"),
        "answer": pgettext("to a question", "Answer"),
        "how": gettext("How it was answered"),
        "answered_by": gettext("Answered by"),
        "answered_unit": gettext("For the unit"),
        "answered_at": gettext("Answered"),
    }.get(name, name)
